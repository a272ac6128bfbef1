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
const list = ["", 5, true, {}, "a"];
const record = [...list.filter((each) => typeof each !== "object"), []];

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
    ["/firstName", name],
    ["/email", email],
    ["/birthday", [...text, "2-3", "13-01", "00-10", "02-30", "04-31", "02-00", "2026-02-03"]],
    ["/segments", [...list, [5], [""], ["x".repeat(81)], Array.from({ length: 51 }, () => "a")]],
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
    ["/customerId", optional(id)],
    ["/email", optional(email)],
    ["/firstName", optional(name)],
    ["/birthday", optional([...text, "2-3", "02-30"])],
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
  "POST /storefront/referral-links": [],
  "POST /storefront/referral-claims": [
    ["/code", required([...text, "x".repeat(65)])],
    ["/email", required(email)],
    ["/firstName", optional(name)],
  ],
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
