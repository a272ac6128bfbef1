import { expect, test } from "vitest";
import { programDocument } from "../../../worker/program/document.ts";
import { ruleInWords, type AppliedRule } from "../../../worker/program/rule-words.ts";
import type { ProgramInput } from "../store-under-test.ts";

const words = (program: Partial<ProgramInput>, applied: AppliedRule, currency = "GBP") =>
  ruleInWords(programDocument.parse({ name: "Circle", earning: {}, ...program }), applied, currency);

const order = { points: 1, per: 100 };

test("an order's rate, what counts, and how it is rounded", () => {
  expect(words({ earning: { order } }, { rule: "order" })).toBe(
    "1 point for every £1 of goods, net of discounts and refunds, rounded down. They don't expire.",
  );
  const all = {
    ...order,
    points: 3,
    per: 250,
    includeTax: true,
    includeShipping: true,
    rounding: "nearest",
  } as const;
  expect(words({ earning: { order: all } }, { rule: "order_changed" }, "USD")).toBe(
    "3 points for every $2.50 of goods, shipping and tax, net of discounts and refunds, rounded to the nearest. They don't expire.",
  );
  expect(
    words({ earning: { order: { points: 1, per: 100, rounding: "up" } } }, { rule: "order" }, "JPY"),
  ).toContain("1 point for every ¥100 of goods, net of discounts and refunds, rounded up.");
});

test("other rates, and what earns nothing", () => {
  const said = words(
    {
      earning: {
        order: {
          ...order,
          rates: [{ products: { collections: ["sale"], skus: ["A-1", "A-2"] }, points: 2, per: 100 }],
          exclude: { tags: ["a", "b", "c", "d", "e", "f", "g"] },
        },
      },
    },
    { rule: "order" },
  );
  expect(said).toContain("Other rates: 2 points for every £1 of SKU A-1 and A-2 or collection sale.");
  expect(said).toContain("Nothing for tag a, b, c, d, e and 2 more.");
});

test("the tier, the campaigns and the cap that had a part in it, and no others", () => {
  const earning = {
    order,
    campaigns: [
      { id: "double", name: "Double weekend", type: "multiply", multiplier: 2 },
      { id: "extra", name: "Extra", type: "add", points: 50 },
      { id: "other", name: "Another", type: "multiply", multiplier: 3 },
    ],
    stacking: { multipliers: "add", atMost: 4 },
    caps: [{ points: 500, period: "day" }],
  } as const satisfies ProgramInput["earning"];
  const program = {
    earning: { ...earning, campaigns: [...earning.campaigns], caps: [...earning.caps] },
    tiers: { levels: [{ id: "silver", name: "Silver", threshold: 1000, multiplier: 1.25 }] },
  };
  const said = words(program, {
    rule: "order",
    tier: "Silver",
    campaigns: ["Double weekend", "Extra"],
    cap: "day",
  });
  expect(said).toContain(
    "Times 1.25 for Silver. Times 2 by “Double weekend”. 50 points more by “Extra”. " +
      "What each has over 1 is added up, to at most times 4. At most 500 points a day.",
  );
  expect(said).not.toContain("Another");
  expect(words(program, { rule: "order", tier: "Silver" })).not.toContain("added up");
});

test("the hold and the expiry", () => {
  const said = (earning: object, expiry: ProgramInput["expiry"] = null) =>
    (words({ earning: { order, ...earning }, expiry }, { rule: "order" }) ?? "").split("rounded down. ")[1];
  expect(said({ holdDays: 1 })).toBe("Ready 1 day after the payment. They don't expire.");
  expect(said({ holdDays: 14, holdFrom: "fulfilment" })).toMatch(
    /^Ready 14 days after the payment or the fulfilment, the later of them\./,
  );
  expect(said({ holdFrom: "release" })).toMatch(/^Ready when the store lets them go\./);
  expect(said({ holdDays: 2, holdFrom: "release" })).toMatch(/^Ready 2 days after the store lets them go\./);
  expect(said({}, { afterDays: 365 })).toBe("They expire 365 days after they are ready.");
  expect(said({}, { type: "dates", dates: ["06-30", "12-31"] })).toBe(
    "They expire at the end of 30 June or 31 December.",
  );
  expect(said({}, { type: "inactivity", afterDays: 180, activities: ["order", "redemption"] })).toBe(
    "They expire after 180 days without an order or a redemption.",
  );
});

test("what is not an order", () => {
  const review = {
    id: "review",
    name: "Write a review",
    points: 30,
    limits: [{ count: 1, period: "day" as const }],
  };
  const earning = { signUp: 1, birthday: 1500, actions: [review, { ...review, id: "visit", limits: [] }] };
  expect(words({ earning }, { rule: "sign_up" })).toBe("1 point for joining.");
  expect(words({ earning }, { rule: "birthday" })).toBe("1,500 points on each birthday.");
  expect(words({ earning }, { rule: "action", actionId: "review" })).toBe(
    "30 points for “Write a review”, at most once a day.",
  );
  expect(words({ earning }, { rule: "action", actionId: "visit" })).toBe("30 points for “Write a review”.");
  expect(words({ earning }, { rule: "action" })).toBe("Given by the store.");
  const tiers = { levels: [{ id: "gold", name: "Gold", threshold: 5, bonus: 250 }] };
  expect(words({ tiers }, { rule: "tier_bonus", tier: "Gold" })).toBe("250 points for reaching Gold, once.");
  const referral = {
    friend: { type: "amount_off" as const, amount: 1000 },
    advocate: { type: "points" as const, points: 500 },
    minimumOrder: 4000,
  };
  expect(words({ referral }, { rule: "referral_advocate" })).toBe(
    "500 points for a friend's order of at least £40. Ready 30 days after the friend's payment.",
  );
  expect(words({ transfers: { dailyCap: 5 } }, { rule: "transfer_received" })).toMatch(/keep their dates\.$/);
});

test("no rule of the program, no words", () => {
  for (const rule of [
    "order",
    "sign_up",
    "birthday",
    "tier_bonus",
    "referral_advocate",
    "adjustment",
    "expiry",
  ])
    expect(words({}, { rule })).toBeNull();
});
