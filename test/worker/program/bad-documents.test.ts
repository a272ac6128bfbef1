/** What no field of a program may hold: refused with a pointer at the very field. */
import { describe, expect, test } from "vitest";
import { MOST_MONEY, MOST_POINTS, programDocument } from "../../../worker/program/document.ts";

const products = { productIds: ["p-1"], skus: ["S-1"], collections: ["home"], tags: ["wool"] };
const action = { name: "Review", points: 5, by: "store", hold: false, limits: [{ count: 1, period: "day" }] };
const level = { multiplier: 1, bonus: 5, benefits: ["Early access"] };
const voucher = { type: "amount_off", amount: 500, minimumOrder: 1000, validDays: 30 };
const conditions = {
  name: "Fair",
  from: "2026-11-01T00:00:00Z",
  until: "2026-12-01T00:00:00Z",
  weekdays: ["monday"],
  hours: { from: 9, until: 17 },
  tiers: ["gold"],
  firstOrder: false,
  products: { ...products, tags: ["silk"] },
  minimumOrder: 100,
};
const reward = {
  points: 100,
  prices: { gold: 100 },
  minimumOrder: 5000,
  maximumShare: 50,
  products,
  validDays: 30,
  stock: 10,
  limits: [{ count: 1, period: "month" }],
  from: "2026-11-01T00:00:00Z",
  until: "2026-12-01T00:00:00Z",
  tiers: ["gold"],
  segments: ["press"],
  codes: { pool: "autumn" },
  onCancel: "keep",
  onExpiry: "give_back",
  cancellable: true,
};
const sliding = { minimum: 100, maximum: 1000 };

/** A document in which every field is said. */
const whole = {
  name: "Circle",
  earning: {
    order: {
      points: 1,
      per: 100,
      rounding: "down",
      includeTax: true,
      includeShipping: true,
      rates: [{ products, points: 2, per: 100 }],
      exclude: { tags: ["linen"], skus: ["S-2"], collections: ["bath"], productIds: ["p-2"] },
    },
    signUp: 100,
    birthday: 50,
    actions: [{ id: "review", ...action, url: "https://shop.example.com/reviews" }],
    campaigns: [
      { id: "fair", type: "multiply", multiplier: 2, ...conditions },
      { id: "gift", type: "add", points: 10, ...conditions },
    ],
    stacking: { multipliers: "add", atMost: 4 },
    caps: [{ points: 500, period: "order" }],
    holdDays: 14,
    holdFrom: "fulfilment",
  },
  expiry: { type: "age", afterDays: 365, warnDays: 14, graceDays: 30 },
  tiers: {
    by: "spend",
    over: "calendar_year",
    upgrade: "at_once",
    graceDays: 14,
    fall: "one_step",
    levels: [
      { id: "silver", name: "Silver", threshold: 0, ...level },
      { id: "gold", name: "Gold", threshold: 10_000, ...level },
    ],
  },
  rewards: [
    { id: "r0", name: "A", type: "amount_off", amount: 500, sliding, ...reward },
    { id: "r1", name: "B", type: "percentage_off", percent: 10, ceiling: 5000, ...reward },
    { id: "r2", name: "C", type: "free_product", productId: "p-1", productName: "Mug", ...reward },
    {
      id: "r3",
      name: "D",
      type: "partner_offer",
      partner: "Spa",
      description: "A day.",
      url: "https://spa.example.com",
      ...reward,
    },
    { id: "r4", name: "E", type: "donation", cause: "Trees", amount: 500, sliding, ...reward },
    { id: "r5", name: "F", type: "experience", description: "A walk.", ...reward },
  ],
  minimumRedemption: 100,
  debt: { policy: "allow_negative", floor: 1000 },
  transfers: { dailyCap: 1000, minimum: 10 },
  security: { codeAbove: 400 },
  pointValue: { points: 100, amount: 100 },
  referral: {
    friend: voucher,
    advocate: voucher,
    minimumOrder: 1000,
    newCustomersOnly: true,
    attributionDays: 30,
    holdDays: 30,
  },
};

type Path = (string | number)[];

/** Every place in a document, with what it holds. */
function places(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  const inside =
    typeof value === "object" && value !== null
      ? Object.entries(value).map(([key, each]) => [Array.isArray(value) ? Number(key) : key, each] as const)
      : [];
  return [{ path, value }, ...inside.flatMap(([key, each]) => places(each, [...path, key]))];
}

/** The document with another value at the place. */
function having(path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  const put = (into: unknown, at: Path): unknown => {
    const [first, ...more] = at;
    if (first === undefined) return value;
    const copy = (Array.isArray(into) ? [...(into as unknown[])] : { ...(into as object) }) as Record<
      string,
      unknown
    >;
    copy[first] = put(copy[first], more);
    return copy;
  };
  return key === undefined ? value : put(whole, [key, ...rest]);
}

/** What is refused in the document, as pointers. */
function refused(document: unknown): string[] {
  const { error } = programDocument.safeParse(document);
  return (error?.issues ?? []).flatMap((issue) => {
    const at = `/${issue.path.map(String).join("/")}`;
    return issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => `${at}/${key}`.replace("//", "/"))
      : [at];
  });
}

const pointer = (path: Path) => `/${path.join("/")}`;

/** Of another kind than what belongs there. */
const OTHERS: Record<string, unknown[]> = {
  number: ["10", "", true, [], [1], {}, 1e308, -(2 ** 53), Number.NaN, Infinity, 1e-7],
  string: ["", 5, true, [], {}, ["a"], "\u0000".repeat(600)],
  boolean: ["true", 1, 0, [], {}],
  array: ["", 5, true, {}, "a"],
  object: ["", 5, true, [], "a"],
};

describe("a document that says every field", () => {
  test("is taken as it is", () => {
    expect(refused(whole)).toEqual([]);
    expect(programDocument.parse(whole)).toMatchObject(whole);
  });

  test("is refused at each of them that holds something of another kind", () => {
    for (const { path, value } of places(whole).slice(1)) {
      const kind = Array.isArray(value) ? "array" : typeof value;
      for (const other of OTHERS[kind] ?? [])
        expect
          .soft(refused(having(path, other)), `${pointer(path)} = ${JSON.stringify(other)}`)
          .toContain(pointer(path));
    }
  });

  test("is refused at each place that has a field too many", () => {
    for (const { path, value } of places(whole)) {
      if (typeof value !== "object" || Array.isArray(value) || pointer(path).endsWith("/prices")) continue;
      const extended = { ...value, surprise: 1 };
      expect(refused(having(path, extended))).toContain(`${pointer(path)}/surprise`.replace("//", "/"));
    }
  });
});

describe("out of range", () => {
  const points = [0, -1, 1.5, MOST_POINTS + 1];
  const amount = [0, -1, 0.5, MOST_MONEY + 1];
  const money = amount.slice(1);
  const id = ["Upper", "two words", "-first", "x".repeat(64), "fünf"];
  const name = ["   ", "x".repeat(81)];
  const moments = ["2026-11-01", "2026-11-01T12:00:00", "2026-02-30T12:00:00Z", "yesterday"];
  const multipliers = [0.999, 100.001, 1.0001];
  const many = (count: number) => Array.from({ length: count }, () => "a");

  const ranges: [pointer: string, values: unknown[]][] = [
    ["/name", name],
    ["/earning/order/points", [...points, 1_000_001]],
    ["/earning/order/per", amount],
    ["/earning/order/rounding", ["sideways"]],
    ["/earning/order/rates", [Array.from({ length: 51 }, () => whole.earning.order.rates[0])]],
    ["/earning/order/rates/0/per", amount],
    ["/earning/order/rates/0/products", [{}, { tags: [] }]],
    ["/earning/order/rates/0/products/tags", [many(501), [""], ["x".repeat(256)]]],
    ["/earning/order/exclude", [{}]],
    ["/earning/signUp", points],
    ["/earning/birthday", points],
    ["/earning/actions/0/id", id],
    ["/earning/actions/0/points", points],
    ["/earning/actions/0/by", ["anyone"]],
    ["/earning/actions/0/limits/0/count", [0, 1001, 1.5]],
    ["/earning/actions/0/limits/0/period", ["hour"]],
    ["/earning/actions/0/url", ["shop.example.com", "javascript:alert(1)"]],
    ["/earning/campaigns/0/type", ["divide"]],
    ["/earning/campaigns/0/multiplier", multipliers],
    ["/earning/campaigns/0/from", moments],
    ["/earning/campaigns/0/weekdays", [["Monday"], ["someday"]]],
    ["/earning/campaigns/0/hours/from", [-1, 24, 0.5]],
    ["/earning/campaigns/0/hours/until", [0, 25]],
    ["/earning/campaigns/0/tiers", [["Gold"]]],
    ["/earning/campaigns/0/minimumOrder", money],
    ["/earning/campaigns/1/points", points],
    ["/earning/stacking/multipliers", ["multiply"]],
    ["/earning/stacking/atMost", multipliers],
    ["/earning/caps/0/points", points],
    ["/earning/caps/0/period", ["ever", "hour"]],
    ["/earning/holdDays", [-1, 3651, 1.5]],
    ["/earning/holdFrom", ["delivery"]],
    ["/expiry/type", ["moon"]],
    ["/expiry/afterDays", [0, 3651, 1.5]],
    ["/expiry/warnDays", [-1, 366]],
    ["/expiry/graceDays", [-1, 366]],
    ["/tiers/by", ["visits"]],
    ["/tiers/over", ["month"]],
    ["/tiers/graceDays", [-1, 91]],
    [
      "/tiers/levels",
      [[], Array.from({ length: 11 }, (_, each) => ({ id: `t${each}`, name: `${each}`, threshold: each }))],
    ],
    ["/tiers/levels/0/threshold", money],
    ["/tiers/levels/0/multiplier", multipliers],
    ["/tiers/levels/0/bonus", points],
    ["/tiers/levels/0/benefits", [many(21), ["  "], ["x".repeat(201)]]],
    ["/rewards", [Array.from({ length: 101 }, (_, each) => ({ ...whole.rewards[5], id: `r${each}` }))]],
    ["/rewards/0/id", id],
    ["/rewards/0/name", name],
    ["/rewards/0/type", ["cashback"]],
    ["/rewards/0/amount", amount],
    ["/rewards/0/points", points],
    ["/rewards/0/prices", [{ gold: 0 }, { Gold: 5 }]],
    ["/rewards/0/maximumShare", [0, 101, 0.5]],
    ["/rewards/0/validDays", [0, 3651]],
    ["/rewards/0/stock", [-1, 0.5, 1_000_000_001]],
    ["/rewards/0/segments", [[""], many(51)]],
    ["/rewards/0/codes/pool", id],
    ["/rewards/0/onExpiry", ["burn"]],
    ["/rewards/0/sliding/minimum", points],
    ["/rewards/1/percent", [0, 101, 12.5]],
    ["/rewards/1/ceiling", amount],
    ["/rewards/3/url", ["ftp://spa.example.com", "spa"]],
    ["/minimumRedemption", points],
    ["/debt/policy", ["forgive"]],
    ["/debt/floor", [-1, 0.5]],
    ["/transfers/dailyCap", points],
    ["/transfers/minimum", points],
    ["/security", [5, "", []]],
    ["/security/codeAbove", [-1, 1.5, "5", 1_000_000_001]],
    ["/pointValue/points", points],
    ["/pointValue/amount", amount],
    ["/referral/attributionDays", [0, 366]],
    ["/referral/advocate/type", ["love"]],
  ];

  test.each(ranges)("%s", (at, values) => {
    const path = at.slice(1).split("/");
    for (const value of values) {
      const found = refused(having(path, value));
      const said = `${at} = ${JSON.stringify(value).slice(0, 80)}: ${found.join(", ")}`;
      expect
        .soft(
          found.some((each) => each === at || each.startsWith(`${at}/`)),
          said,
        )
        .toBe(true);
    }
  });
});
