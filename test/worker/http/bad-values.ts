/** What no field of each endpoint's body may hold: by the JSON pointer of the field. */

/** JSON that is written into the body as it stands, for what a JavaScript value can't say. */
class Raw {
  readonly json: string;
  constructor(json: string) {
    this.json = json;
  }
}

const wrongForNumbers = ["10", "", null, true, [], [1], {}, { $gt: 0 }];
const hugeNumbers = [1e15, 2 ** 53, -(2 ** 53), 1e308, new Raw("1e309"), new Raw("-1e309"), 1e-7];

/** For a number of points: an integer of at least 1. */
const points = [...wrongForNumbers, ...hugeNumbers, -1, 0, 1.5, 1_000_000_001];
/** For an amount that may be 0. */
const money = [...wrongForNumbers, ...hugeNumbers, -1, 0.5, 100_000_000_001];
const amount = [...money, 0];
const days = [...wrongForNumbers, ...hugeNumbers, -1, 1.5, 3651];
const text = ["", 5, true, [], {}, ["a"]];
const id = [...text, "x".repeat(256)];
const name = [...text, "   ", "x".repeat(81)];
const email = [...text, "nobody", "a@", "@example.com", "a b@example.com", `${"x".repeat(250)}@example.com`];
const phone = [...text, "call me", "123", "+", "+0123456789", "+1234567890123456", "x".repeat(41)];
const receipt = [...text, "  ", "-1", "a;b", "ünf", "x".repeat(41), 10423];
const time = [
  ...text,
  0,
  1.79e12,
  "yesterday",
  "2026-11-01",
  "2026-11-01T12:00:00",
  "2026-02-30T12:00:00Z",
  "2026-13-01T12:00:00Z",
  "2026-11-01T25:00:00Z",
  "2026-11-01T12:00:00+99:99",
];
const flag = ["true", 1, 0, [], {}];
const languages = [...text, "x".repeat(36), "english please", "e", "en_GB", "-", "en--GB", "ü"];
const list = ["", 5, true, {}, "a"];
const record = [...list.filter((each) => typeof each !== "object"), []];

/** Addresses that no webhook may go to. */
export const privateUrls = [
  "shop.example.com/hooks",
  "http://shop.example.com/hooks",
  "ftp://shop.example.com/",
  "https://user:word@shop.example.com/",
  "https://shop.example.com/#part",
  "https://shop.example.com:22/",
  "https://localhost/",
  "https://localhost:8443/",
  "https://LOCALHOST./",
  "https://shop/",
  "https://printer.local/",
  "https://metadata.google.internal/computeMetadata/v1/",
  "https://router.lan/",
  "https://db.home.arpa/",
  "https://a.localhost/",
  "https://127.0.0.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0177.0.0.1/",
  "https://0.0.0.0/",
  "https://10.1.2.3/",
  "https://100.64.0.1/",
  "https://169.254.169.254/latest/meta-data/",
  "https://172.16.0.1/",
  "https://172.31.255.255/",
  "https://192.168.1.1/",
  "https://192.0.2.7/",
  "https://198.18.0.1/",
  "https://203.0.113.9/",
  "https://224.0.0.1/",
  "https://255.255.255.255/",
  "https://[::]/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:a00:1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[fc00::1]/",
  "https://[fd12:3456::1]/",
  "https://[fe80::1]/",
  "https://[ff02::1]/",
  "https://[2001:db8::1]/",
  "https://[2001::1]/",
  "https://[2002:7f00:1::]/",
];

const optional = (values: unknown[]) => [...values, null];
const required = (values: unknown[]) => [...values, null, undefined];

/** By route: each field's pointer, and values that it must refuse. */
export const badValues: Record<string, [pointer: string, values: unknown[]][]> = {
  "PUT /v1/program": [
    ["/name", required(name)],
    ["/earning", required(record)],
    ["/earning/order", record],
    ["/earning/order/points", [...points, 1_000_001, undefined]],
    ["/earning/order/per", [...amount, undefined]],
    ["/earning/order/rounding", [...text, "sideways"]],
    ["/earning/order/includeTax", flag],
    ["/earning/signUp", points.filter((value) => value !== null)],
    ["/earning/holdDays", days],
    ["/expiry", record],
    ["/rewards", list],
    ["/rewards/0", record],
    ["/rewards/0/id", required([...id, "Five Off", "five/off", "-five", "fünf"])],
    ["/rewards/0/name", required(name)],
    ["/rewards/0/type", required([...text, "percent_off"])],
    ["/rewards/0/amount", [...amount, undefined]],
    ["/rewards/0/points", [...points, undefined]],
    ["/rewards/0/minimumOrder", [...money, 499]],
    ["/rewards/0/validDays", [...days, 0]],
    ["/referral", record],
    ["/referral/friend/amount", [...amount, undefined]],
    ["/referral/friend/minimumOrder", [...money, 999]],
    ["/referral/advocate/type", required([...text, "love"])],
    ["/referral/advocate/points", [...points, undefined]],
    ["/referral/minimumOrder", money],
    ["/referral/attributionDays", [...days, 0, 366]],
    ["/referral/newCustomersOnly", flag],
  ],
  "PATCH /v1/members/{id}": [
    ["/phone", phone],
    ["/firstName", name],
    ["/email", email],
    ["/birthday", [...text, "2-3", "13-01", "00-10", "02-30", "04-31", "02-00", "2026-02-03"]],
    ["/segments", [...list, [5], [""], ["x".repeat(81)], Array.from({ length: 51 }, () => "a")]],
    ["/language", languages],
    ["/consent", optional([...record, { marketing: "yes" }, { marketing: null }, {}])],
  ],
  "POST /v1/actions": [
    ["/memberId", required(id)],
    ["/action", required([...text, "x".repeat(64)])],
    ["/reference", optional(id)],
  ],
  "POST /v1/adjustments": [
    ["/memberId", required(id)],
    ["/points", [...points.filter((value) => value !== -1), -1_000_000_001, undefined]],
    ["/description", required([...text, "  ", "x".repeat(201)])],
    ["/actor", required([...text, "  ", "x".repeat(201)])],
  ],
  "POST /v1/transfers": [
    ["/from", required(record)],
    ["/from/memberId", required(id)],
    ["/to", required(record)],
    ["/to/memberId", required(id)],
    ["/points", [...points, undefined]],
  ],
  "POST /storefront/actions": [
    ["/action", required([...text, "x".repeat(64)])],
    ["/reference", optional(id)],
  ],
  "POST /v1/members": [
    ["/phone", optional(phone)],
    ["/customerId", optional(id)],
    ["/email", optional(email)],
    ["/firstName", optional(name)],
    ["/birthday", optional([...text, "2-3", "02-30"])],
    ["/language", optional(languages)],
    ["/consent", optional(record)],
  ],
  "POST /v1/earn": [
    ["/memberId", required(id)],
    ["/points", [...points, undefined]],
    ["/description", required([...text, "  ", "x".repeat(201)])],
    ["/hold", [...flag, null]],
  ],
  "PUT /v1/orders/{id}": [
    ["/customer", [...record, undefined]],
    ["/customer/id", optional(id)],
    ["/customer/email", [...email, null]],
    ["/currency", required([...text, "gbp", "GB", "POUNDS", "£££"])],
    ["/placedAt", required(time)],
    ["/updatedAt", required(time)],
    ["/paidAt", [...time, undefined]],
    ["/cancelledAt", time],
    ["/fulfilledAt", time],
    ["/releasedAt", time],
    ["/exchangeRate", [...text, null, 0.8571, "0", "0.000", "-1", "1,5", ".5", "1e3", "1.0000000000001"]],
    ["/lines", required(list)],
    ["/lines/0", [...record, null]],
    ["/lines/0/id", required(id)],
    ["/lines/0/quantity", [...money, 1_000_001, undefined]],
    ["/lines/0/amount", [...money, undefined]],
    ["/lines/0/discount", [...money, 1_000_001]],
    ["/lines/0/tax", money],
    ["/lines/0/sku", id],
    ["/lines/0/collections", [...list, null, [5], [""], Array.from({ length: 101 }, () => "a")]],
    ["/lines/0/tags", [...list, null, [5], [""], Array.from({ length: 101 }, () => "a")]],
    ["/lines/0/giftCard", [...flag, null]],
    ["/discount", money],
    ["/shipping", [...record, null]],
    ["/refunds", [...list, null]],
    ["/refunds/0/id", required(id)],
    ["/refunds/0/refundedAt", required(time)],
    ["/refunds/0/amount", money],
    ["/refunds/0/lines", [...list, null]],
    ["/vouchers", [...list, null, [5], [""], ["x".repeat(65)], Array.from({ length: 21 }, () => "A")]],
  ],
  "POST /v1/imports": [
    ["/kind", required([...text, "yachts"])],
    ["/map", optional([5, true, [], "", "shopify"])],
    ["/from", optional(name)],
    ["/dryRun", optional(flag)],
    ["/choices", optional(record)],
    ["/choices/decimal", optional([...text, ";"])],
    ["/choices/dates", optional([...text, "year-first"])],
    ["/choices/orders", optional([...text, "both"])],
    ["/choices/earnedAt", optional(time)],
    ["/choices/expiry", optional([...text, "soon"])],
    ["/choices/tiers", optional([...text, "perhaps"])],
    ["/choices/tierNames", optional(record)],
  ],
  "PUT /v1/imports/{id}/parts/{number}": [
    ["/text", required([5, true, [], {}, "x".repeat(250_001)])],
    ["/last", optional(flag)],
  ],
  // Its body is empty: there is no field to have a bad value.
  "POST /v1/imports/{id}/run": [],
  "PATCH /v1/imports/{id}": [["/dryRun", required([true, "false", 0, [], {}])]],
  "POST /v1/voucher-publications/{code}/retry": [["/code", ["JUN-22222-22222", 5]]],
  "POST /v1/vouchers/{code}/reserve": [
    ["/checkoutId", required(id)],
    ["/minutes", [...points, 61]],
  ],
  "POST /v1/vouchers/{code}/unreserve": [["/checkoutId", required(id)]],
  "POST /v1/test-clock": [
    ["/advanceDays", required([...days.filter((value) => value !== 3651), 0, 401])],
    ["/to", optional(time)],
  ],
  "POST /v1/redeem": [
    ["/memberId", required(id)],
    ["/rewardId", required([...text, "x".repeat(64)])],
    ["/points", points],
  ],
  "POST /v1/vouchers/{code}/check": [
    ["/currency", required([...text, "gbp", "GB"])],
    ["/lines", required(list)],
    ["/lines/0/id", required(id)],
    ["/lines/0/amount", [...money, undefined]],
    ["/lines/0/quantity", [...money, 1_000_001, undefined]],
    ["/discount", money],
    ["/shipping", [...record, null]],
    ["/customerId", optional(id)],
  ],
  "POST /v1/code-pools/{pool}/codes": [
    ["/codes", required([...list, [], [5], Array.from({ length: 1001 }, (_, each) => `C${each}`)])],
    ["/codes/0", required([...text, "two words", "x".repeat(65), "snow\u2603"])],
  ],
  "POST /storefront/vouchers/{code}/cancel": [],
  "POST /v1/vouchers/{code}/use": [["/orderId", required(id)]],
  "POST /v1/vouchers/{code}/release": [["/reason", optional([...text, " ", "x".repeat(201)])]],
  "POST /v1/referral-links": [["/memberId", required(id)]],
  "POST /storefront/sessions": [["/token", required([...text, "x".repeat(4097)])]],
  "POST /storefront/redemptions": [
    ["/rewardId", required([...text, "x".repeat(64)])],
    ["/points", points],
  ],
  "POST /v1/staff": [["/name", required(name)]],
  "POST /v1/staff/{id}/pin": [],
  "POST /v1/staff/{id}/revoke": [],
  "POST /till/sessions": [
    ["/number", required([...text, "123", "12345", "12a4", 1234])],
    ["/pin", required([...text, "12345", "1234567", "12345x", 123456])],
  ],
  "POST /till/lookup": [
    ["/number", required([...text, "123", "48290361570", "482903615x", 4829036157])],
    ["/email", optional(email)],
    ["/phone", optional([...text, "x".repeat(41)])],
    ["/code", optional([...text, "x".repeat(101)])],
  ],
  "POST /till/members": [
    ["/phone", [...phone, null]],
    ["/email", optional(email)],
    ["/firstName", optional(name)],
  ],
  "POST /till/receipts": [
    ["/memberId", required(id)],
    ["/receipt", required(receipt)],
    ["/amount", required(amount)],
    ["/tax", [...money, 4501]],
    ["/vouchers", optional(list)],
  ],
  "POST /till/receipts/refund": [
    ["/receipt", required(receipt)],
    ["/amount", required(amount)],
  ],
  "POST /till/receipts/undo": [["/receipt", required(receipt)]],
  "POST /till/redemptions": [
    ["/memberId", required(id)],
    ["/rewardId", required([...text, "x".repeat(64)])],
    ["/points", points],
  ],
  "POST /till/redemptions/undo": [["/code", required([...text, "x".repeat(65)])]],
  "POST /till/vouchers/use": [
    ["/code", required([...text, "x".repeat(65)])],
    ["/receipt", required(receipt)],
  ],
  "POST /storefront/referral-links": [],
  "POST /storefront/profile": [
    ["/firstName", [...name, "x\u202ey"]],
    ["/birthday", [...text, "31-12", "02-30", "00-01", "1-1", "1990-01-01", 1231]],
    ["/language", languages],
    ["/consent", optional([...record])],
    ["/consent/marketing", required(flag)],
    ["/consent/words", optional([...text, "   ", "x".repeat(501)])],
  ],
  "POST /storefront/profile/delete": [["/confirm", required([...text, "yes", "DELETE"])]],
  "POST /v1/connections": [
    ["/platform", required([...text, "magento", "Shopify"])],
    ["/shop", required([...text, "shop.example.com", "http://shop.example.com", "https://10.0.0.1"])],
    ["/webhookSecret", required([...text, "x".repeat(15), "x".repeat(256)])],
    ["/credentials", optional([...record, { accessToken: "shpat_1" }])],
    ["/credentials/consumerKey", required([...text, " ", "x".repeat(256)])],
    ["/credentials/consumerSecret", required([...text, " ", "x".repeat(256)])],
    ["/publishesVouchers", optional(flag)],
  ],
  "PATCH /v1/connections/{id}": [
    ["/webhookSecret", optional([...text, "x".repeat(15), "x".repeat(256)])],
    ["/credentials", [...record, { accessToken: " " }, { consumerKey: "ck", consumerSecret: "cs" }]],
    ["/publishesVouchers", optional(flag)],
  ],
  "POST /v1/connections/{id}/close": [],
  "POST /v1/connections/{id}/reconcile": [["/since", required(time)]],
  "POST /v1/inbox/{id}/retry": [],
  "POST /storefront/referral-claims": [
    ["/code", required([...text, "x".repeat(65)])],
    ["/email", required(email)],
    ["/firstName", optional(name)],
  ],
  "POST /v1/webhook-endpoints": [
    ["/url", required([...text, ...privateUrls, "x".repeat(2001)])],
    ["/types", [...list, [], [5], ["points"], ["*"]]],
    ["/description", [5, true, [], {}, "x".repeat(201)]],
  ],
  "PATCH /v1/webhook-endpoints/{id}": [
    ["/url", optional([...text, ...privateUrls])],
    ["/types", [...list, [], [5], ["points"]]],
    ["/enabled", optional(flag)],
  ],
  "POST /v1/webhook-endpoints/{id}/rotate-secret": [],
  "POST /v1/webhook-endpoints/{id}/deliveries/{eventId}/retry": [],
  "POST /v1/webhook-endpoints/{id}/resend": [["/after", [5, true, [], {}, undefined, "x".repeat(65)]]],
};

/** The body as JSON, with the value at the pointer; undefined leaves the field out. */
export function bodyWith(body: Record<string, unknown>, pointer: string, value: unknown): string {
  const copy = structuredClone(body);
  const parts = pointer.split("/").slice(1);
  const last = parts.pop() ?? "";
  let place: Record<string, unknown> = copy;
  for (const part of parts) {
    const next = place[part];
    if (typeof next !== "object" || next === null) throw new Error(`Nothing at ${pointer}`);
    place = next as Record<string, unknown>;
  }
  place[last] = value instanceof Raw ? "__RAW__" : value;
  const json = JSON.stringify(copy);
  return value instanceof Raw ? json.replace('"__RAW__"', value.json) : json;
}
