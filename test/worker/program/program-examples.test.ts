/** The examples of docs/program.md: what they earn, and what the shopper reads. */
import { describe, expect, test } from "vitest";
import { sentenceOf } from "../../../worker/ledger/sentence.ts";
import { campaignInWords } from "../../../worker/program/campaign-words.ts";
import { allocateCaps } from "../../../worker/program/caps.ts";
import { orderPoints } from "../../../worker/program/order-points.ts";
import { campaign, earningProgram, paidOrder, refunded, TERMS, type EarningInput } from "./earning-orders.ts";

/** What the shopper reads of an order's points. */
function sentence(
  earning: EarningInput,
  order: ReturnType<typeof paidOrder>,
  terms: Partial<typeof TERMS> = {},
): string {
  const { points, tier, campaigns, cap } = orderPoints(earningProgram(earning), order, {
    ...TERMS,
    ...terms,
  });
  return sentenceOf(points, {
    rule: "order",
    orderId: "1001",
    campaigns,
    ...(tier === null ? {} : { tier }),
    ...(cap === null ? {} : { cap }),
  });
}

test("rates and what earns nothing", () => {
  const order = {
    points: 1,
    per: 100,
    rates: [
      { products: { collections: ["lighting"] }, points: 3, per: 100 },
      { products: { tags: ["clearance"] }, points: 1, per: 200 },
    ],
    exclude: { productIds: ["bottle-deposit"] },
  };
  const lines = [
    { id: "lamp", collections: ["lighting"], tags: ["clearance"], amount: 5000 },
    { id: "mug", tags: ["clearance"], amount: 2000 },
    { id: "deposit", productId: "bottle-deposit", amount: 100 },
    { id: "card", giftCard: true, amount: 2500 },
  ];
  expect(sentence({ order }, paidOrder(lines))).toBe("160 points earned by order 1001.");
});

describe("campaigns", () => {
  const weekend = campaign({
    type: "multiply",
    id: "double-weekend",
    name: "Double weekend",
    from: "2026-11-28T00:00:00Z",
    until: "2026-11-30T00:00:00Z",
  });
  const lamps = campaign({
    type: "multiply",
    multiplier: 3,
    id: "lamp-evenings",
    name: "Lamp evenings",
    weekdays: ["thursday", "friday"],
    hours: { from: 18, until: 22 },
    products: { collections: ["lighting"] },
  });
  const welcome = campaign({
    type: "add",
    points: 200,
    id: "welcome",
    name: "Welcome",
    firstOrder: true,
    minimumOrder: 3000,
  });
  const earning = { campaigns: [weekend, lamps, welcome] };

  test("a first order on the double weekend, and after a refund", () => {
    const saturday = { placedAt: "2026-11-28T15:00:00Z" };
    const bought = paidOrder([{ id: "1", amount: 4500 }], saturday);
    const first = { firstOrder: true };
    expect(sentence(earning, bought, first)).toBe(
      "290 points earned by order 1001, with Double weekend and Welcome.",
    );
    const refunds = [refunded({ "1": 2000 })];
    const kept = paidOrder([{ id: "1", amount: 4500 }], { ...saturday, refunds });
    expect(orderPoints(earningProgram(earning), kept, { ...TERMS, ...first }).points).toBe(50);
    const program = earningProgram(earning);
    expect(
      program.earning.campaigns
        .slice(0, 1)
        .map((each) => campaignInWords(each, program, { timeZone: "Europe/London", currency: "GBP" })),
    ).toEqual(["2 times the points on orders, to the end of 29 November 2026."]);
  });

  test("together with a tier, the best and added up", () => {
    const week = campaign({ type: "multiply", id: "double-week", name: "Double week" });
    const lamp = [{ id: "1", collections: ["lighting"], amount: 10_000 }];
    const bought = paidOrder(lamp, { placedAt: "2026-11-27T20:00:00Z" });
    const said = (stacking: EarningInput["stacking"]) =>
      sentence({ campaigns: [week, lamps], stacking }, bought, { tier: "gold" });
    expect(said({})).toBe("300 points earned by order 1001, with Lamp evenings.");
    expect(said({ multipliers: "add" })).toBe(
      "500 points earned by order 1001, with Gold, Double week and Lamp evenings.",
    );
    expect(said({ multipliers: "add", atMost: 4 })).toMatch(/^400 points/);
  });
});

test("caps of an order and of a week", () => {
  const caps = [
    { points: 500, period: "order" as const },
    { points: 800, period: "week" as const },
  ];
  const days = ["2026-11-02T12:00:00Z", "2026-11-04T12:00:00Z", "2026-11-07T12:00:00Z"];
  const orders = [60_000, 40_000, 30_000].map((amount, index) => {
    const order = paidOrder([{ id: "1", amount }], { placedAt: days[index] ?? "" });
    const { points: worth, cap } = orderPoints(earningProgram({ caps }), order, TERMS);
    return { id: `${1001 + index}`, placedAt: Date.parse(order.placedAt), worth, cap };
  });
  expect(orders.map(({ worth, cap }) => [worth, cap])).toEqual([
    [500, "order"],
    [400, null],
    [300, null],
  ]);
  const got = (cancelled: boolean) =>
    [
      ...allocateCaps(
        orders.map((each, index) => ({ ...each, caps, worth: cancelled && index === 0 ? 0 : each.worth })),
        "Europe/London",
      ).values(),
    ].map(({ points }) => points);
  expect(got(false)).toEqual([500, 300, 0]);
  expect(got(true)).toEqual([0, 400, 300]);
  expect(sentenceOf(500, { rule: "order", orderId: "1001", cap: "order" })).toBe(
    "500 points earned by order 1001, the most that one order earns.",
  );
  expect(sentenceOf(300, { rule: "order", orderId: "1002", cap: "week" })).toBe(
    "300 points earned by order 1002, which is all that was left to earn that week.",
  );
});
