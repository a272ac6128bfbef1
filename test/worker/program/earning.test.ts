/** What each setting of `earning` gives: the examples of docs/program.md, and what lies at their edges. */
import { describe, expect, test } from "vitest";
import { minorUnits } from "../../../worker/program/exchange.ts";
import { keptMoney, linesOf, orderPoints } from "../../../worker/program/order-points.ts";
import { campaign, earningProgram, paidOrder, refunded, TERMS, type LineInput } from "./earning-orders.ts";

const BOOK: LineInput = { id: "book", productId: "p-book", sku: "B-1", tags: ["paper"], amount: 2000 };
const LAMP: LineInput = {
  id: "lamp",
  productId: "p-lamp",
  sku: "L-1",
  collections: ["light", "home"],
  amount: 5000,
};
const CARD: LineInput = { id: "card", productId: "p-card", giftCard: true, amount: 2500 };

/** The moment at which the orders are placed, and `later` milliseconds after it. */
const placed = (later = 0) => new Date(Date.UTC(2026, 10, 1, 12) + later).toISOString();

describe("rates", () => {
  const rates = [
    { products: { collections: ["light"] }, points: 3, per: 100 },
    { products: { tags: ["paper"], collections: ["home"] }, points: 1, per: 200 },
  ];
  const points = (earning: Parameters<typeof earningProgram>[0], lines = [BOOK, LAMP]) =>
    orderPoints(earningProgram(earning), paidOrder(lines), TERMS);

  test("the first that fits a line counts, and the base rate where none does", () => {
    const other = { id: "vase", amount: 1000 };
    expect(points({ order: { points: 1, per: 100, rates } }, [BOOK, LAMP, other])).toMatchObject({
      points: 170,
      lines: [
        { id: "book", points: 10 },
        { id: "lamp", points: 150 },
        { id: "vase", points: 10 },
      ],
    });
  });

  test.each([
    [{ productIds: ["p-book"] }, 20 * 2 + 50],
    [{ skus: ["L-1", "B-2"] }, 20 + 50 * 2],
    [{ tags: ["paper"], skus: ["L-1"] }, 70 * 2],
    [{ tags: ["Paper"] }, 70],
  ])("for %j", (products, expected) => {
    const order = { points: 1, per: 100, rates: [{ products, points: 2, per: 100 }] };
    expect(points({ order }).points).toBe(expected);
  });

  test("what different rates give is rounded once, together", () => {
    const order = { points: 1, per: 100, rates: [{ products: { skus: ["L-1"] }, points: 1, per: 3 }] };
    // 50 pence at a point a pound and 2 pence at a point for 3: 0.5 + 0.667.
    expect(
      orderPoints(
        earningProgram({ order }),
        paidOrder([
          { ...BOOK, amount: 50 },
          { ...LAMP, amount: 2 },
        ]),
        TERMS,
      ),
    ).toMatchObject({ points: 1, lines: [{ id: "lamp", points: 1 }] });
  });

  test("excluded products and gift cards earn nothing, and the postage its base rate", () => {
    const order = { points: 1, per: 100, includeShipping: true, rates, exclude: { productIds: ["p-lamp"] } };
    const shipping = { amount: 400 };
    const worth = orderPoints(earningProgram({ order }), paidOrder([BOOK, LAMP, CARD], { shipping }), TERMS);
    expect(worth).toMatchObject({
      points: 14,
      lines: [
        { id: "book", points: 10 },
        { id: "shipping", points: 4 },
      ],
    });
    expect(orderPoints(earningProgram(), paidOrder([CARD]), TERMS).points).toBe(0);
  });

  test("what is given back without a line is shared by all that was paid for, gift cards as well", () => {
    const refunds = [refunded({}, 2250)];
    // Half of the 4500: so half of the book.
    expect(orderPoints(earningProgram(), paidOrder([BOOK, CARD], { refunds }), TERMS).points).toBe(10);
  });
});

describe("tiers and campaigns", () => {
  const worthOf = (
    earning: Parameters<typeof earningProgram>[0],
    terms: Partial<typeof TERMS> = {},
    lines = [BOOK, LAMP],
    more: Parameters<typeof paidOrder>[1] = {},
  ) => orderPoints(earningProgram(earning), paidOrder(lines, more), { ...TERMS, ...terms });

  test.each([
    ["bronze", 70, null],
    ["silver", 87, "Silver"],
    ["gold", 140, "Gold"],
    ["platinum", 70, null],
    [null, 70, null],
  ])("a member of %s earns %i", (tier, points, name) => {
    expect(worthOf({}, { tier })).toMatchObject({ points, tier: name, campaigns: [] });
  });

  test.each([
    ["on its first moment", { from: placed(), until: placed(1) }, true],
    ["a moment too soon", { from: placed(1) }, false],
    ["as it ends", { until: placed() }, false],
    ["on its weekday", { weekdays: ["sunday" as const] }, true],
    ["on another", { weekdays: ["saturday" as const, "monday" as const] }, false],
    ["in its hours", { hours: { from: 12, until: 13 } }, true],
    ["after them", { hours: { from: 9, until: 12 } }, false],
    ["of a tier that it isn't for", { tiers: ["gold"] }, false],
    ["that isn't the first", { firstOrder: true }, false],
    ["at its minimum", { minimumOrder: 7000 }, true],
    ["below it", { minimumOrder: 7001 }, false],
  ])("an order %s", (_what, conditions, counts) => {
    const worth = worthOf({ campaigns: [campaign({ type: "multiply", ...conditions })] });
    expect(worth.points).toBe(counts ? 140 : 70);
    expect(worth.campaigns).toEqual(counts ? ["Fair"] : []);
  });

  test("weekdays and hours are those of the store's clocks, on the day when these are put back too", () => {
    const at = (placedAt: string, timeZone: string, hours: { from: number; until: number }) =>
      worthOf(
        { campaigns: [campaign({ type: "multiply", weekdays: ["sunday"], hours })] },
        { timeZone },
        [LAMP],
        { placedAt },
      ).points;
    const first = { from: 1, until: 2 };
    // London shows the hour from one to two twice on 25 October 2026.
    expect(at("2026-10-25T00:30:00Z", "Europe/London", first)).toBe(100);
    expect(at("2026-10-25T01:30:00Z", "Europe/London", first)).toBe(100);
    expect(at("2026-10-25T02:00:00Z", "Europe/London", first)).toBe(50);
    expect(at("2026-10-24T20:00:00Z", "Asia/Kolkata", first)).toBe(100);
    expect(at("2026-10-24T20:00:00Z", "Europe/London", { from: 0, until: 24 })).toBe(50);
  });

  test("for tiers, and for first orders, where the terms say so", () => {
    const forGold = { campaigns: [campaign({ type: "add", tiers: ["gold"] })] };
    expect(worthOf(forGold, { tier: "gold" })).toMatchObject({
      points: 190,
      tier: "Gold",
      campaigns: ["Fair"],
    });
    const forNew = { campaigns: [campaign({ type: "add", firstOrder: true })] };
    expect(worthOf(forNew, { firstOrder: true }).points).toBe(120);
  });

  test("a campaign for some products multiplies those lines alone", () => {
    const forLight = { campaigns: [campaign({ type: "multiply", products: { collections: ["light"] } })] };
    expect(worthOf(forLight)).toMatchObject({
      points: 120,
      lines: [
        { id: "book", points: 20 },
        { id: "lamp", points: 100 },
      ],
      campaigns: ["Fair"],
    });
    expect(worthOf(forLight, {}, [BOOK])).toMatchObject({ points: 20, campaigns: [] });
  });

  test("postage is multiplied by tiers and by campaigns for every product, not by those for some", () => {
    const shipping = { amount: 1000 };
    const order = { points: 1, per: 100, includeShipping: true };
    const all = { order, campaigns: [campaign({ type: "multiply" })] };
    expect(worthOf(all, {}, [BOOK], { shipping }).points).toBe(60);
    const some = { order, campaigns: [campaign({ type: "multiply", products: { tags: ["paper"] } })] };
    expect(worthOf(some, {}, [BOOK], { shipping }).points).toBe(50);
    expect(worthOf({ order }, { tier: "gold" }, [BOOK], { shipping }).points).toBe(60);
  });

  test("what a campaign adds is given once, and told as a part of its own", () => {
    const adds = { campaigns: [campaign({ type: "add", id: "paper-week", products: { tags: ["paper"] } })] };
    expect(worthOf(adds)).toMatchObject({
      points: 120,
      lines: [
        { id: "book", points: 20 },
        { id: "lamp", points: 50 },
        { id: "campaign:paper-week", points: 50 },
      ],
      campaigns: ["Fair"],
    });
    expect(worthOf(adds, {}, [LAMP])).toMatchObject({ points: 50, campaigns: [] });
  });

  test("it goes when the last of what it is for comes back, and not before", () => {
    const adds = { campaigns: [campaign({ type: "add", products: { tags: ["paper"] } })] };
    const after = (lines: Record<string, number>) =>
      worthOf(adds, {}, [BOOK, LAMP], { refunds: [refunded(lines)] }).points;
    expect([after({ book: 1999 }), after({ book: 2000 }), after({ lamp: 5000 })]).toEqual([100, 50, 70]);
  });

  test("it is never for gift cards, excluded products or postage alone", () => {
    const order = { points: 1, per: 100, includeShipping: true, exclude: { tags: ["paper"] } };
    const adds = { order, campaigns: [campaign({ type: "add" })] };
    const shipping = { amount: 100 };
    expect(worthOf(adds, {}, [BOOK], { shipping }).points).toBe(1);
    expect(worthOf(adds, {}, [{ ...BOOK, giftCard: true }]).points).toBe(0);
    expect(worthOf(adds, {}, [LAMP], { shipping }).points).toBe(101);
  });

  test("a refund below the smallest order ends the campaign for what is left", () => {
    const adds = { campaigns: [campaign({ type: "multiply", minimumOrder: 6000 })] };
    const after = (amount: number) =>
      worthOf(adds, {}, [BOOK, LAMP], { refunds: [refunded({}, amount)] }).points;
    expect([after(1000), after(1001)]).toEqual([120, 59]);
  });
});

describe("stacking", () => {
  const fair = campaign({ type: "multiply", multiplier: 1.5 });
  const light = campaign({
    type: "multiply",
    id: "light",
    name: "Light",
    multiplier: 3,
    products: { collections: ["light"] },
  });
  const worthOf = (stacking: { multipliers?: "best" | "add"; atMost?: number }, tier: string | null) =>
    orderPoints(
      earningProgram({ campaigns: [fair, light], stacking }),
      paidOrder([
        { ...BOOK, amount: 10_000 },
        { ...LAMP, amount: 10_000 },
      ]),
      { ...TERMS, tier },
    );

  test("best: of all that fit a line the largest", () => {
    expect(worthOf({}, "silver")).toMatchObject({
      points: 450,
      lines: [
        { id: "book", points: 150 },
        { id: "lamp", points: 300 },
      ],
      tier: null,
      campaigns: ["Fair", "Light"],
    });
    expect(worthOf({}, "gold")).toMatchObject({ points: 500, tier: "Gold", campaigns: ["Light"] });
  });

  test("add: what each has over 1 is added up", () => {
    expect(worthOf({ multipliers: "add" }, "silver")).toMatchObject({
      points: 175 + 375,
      tier: "Silver",
      campaigns: ["Fair", "Light"],
    });
    expect(worthOf({ multipliers: "add" }, null).points).toBe(150 + 350);
  });

  test("at most: they multiply by no more than that together", () => {
    expect(worthOf({ multipliers: "add", atMost: 3 }, "gold").points).toBe(250 + 300);
    expect(worthOf({ atMost: 3 }, "gold").points).toBe(200 + 300);
  });
});

describe("the cap of an order", () => {
  const caps = [{ points: 60, period: "order" as const }];
  const adds = campaign({ type: "add", points: 50 });

  test("holds back what is above it, and says so", () => {
    const worth = (amount: number) =>
      orderPoints(earningProgram({ caps }), paidOrder([{ ...LAMP, amount }]), TERMS);
    expect(worth(6000)).toMatchObject({ points: 60, cap: null });
    expect(worth(6100)).toMatchObject({ points: 60, cap: "order", lines: [{ id: "lamp", points: 60 }] });
  });

  test("is shared by the lines and by what campaigns add, by what each would have earned", () => {
    const worth = orderPoints(earningProgram({ caps, campaigns: [adds] }), paidOrder([BOOK, LAMP]), TERMS);
    expect(worth).toMatchObject({
      points: 60,
      cap: "order",
      lines: [
        { id: "book", points: 10 },
        { id: "lamp", points: 25 },
        { id: "campaign:fair", points: 25 },
      ],
    });
  });

  test("takes nothing back as long as what is kept is worth as much", () => {
    const after = (book: number) =>
      orderPoints(earningProgram({ caps }), paidOrder([BOOK, LAMP], { refunds: [refunded({ book })] }), TERMS)
        .points;
    expect([after(0), after(1000), after(2000)]).toEqual([60, 60, 50]);
  });

  test("where caps over several orders leave less, the lines share that", () => {
    const worth = orderPoints(earningProgram(), paidOrder([BOOK, LAMP]), TERMS);
    expect(linesOf(worth, 70)).toEqual(worth.lines);
    expect(linesOf(worth, 7)).toEqual([
      { id: "book", points: 2 },
      { id: "lamp", points: 5 },
    ]);
    expect(linesOf(worth, 0)).toEqual([]);
  });
});

describe("an order in another currency", () => {
  const inCurrency = (currency: string, exchangeRate: string, amount: number, store = "GBP") =>
    orderPoints(earningProgram(), paidOrder([{ id: "1", amount }], { currency, exchangeRate }), {
      ...TERMS,
      currency: store,
    }).points;

  test.each([
    // €100 at 0.8571 are £85.71.
    ["EUR", "0.8571", 10_000, "GBP", 85],
    // ¥12,345 at 0.0052 are £64.194: yen have no minor unit.
    ["JPY", "0.0052", 12_345, "GBP", 64],
    // 12.345 dinars at 2.42 are £29.87: dinars have a thousand.
    ["KWD", "2.42", 12_345, "GBP", 29],
    // £10 at 192.5 are ¥1,925: a point for every 100.
    ["GBP", "192.5", 1000, "JPY", 19],
    ["GBP", "1", 1000, "EUR", 10],
    // Exactly £1, which no binary fraction of 0.1 gives ten times over.
    ["EUR", "0.1", 1000, "GBP", 1],
    ["EUR", "0.099999999999", 1000, "GBP", 0],
  ])("%s at %s: %i minor units in a store of %s are %i points", (currency, rate, amount, store, points) => {
    expect(inCurrency(currency, rate, amount, store)).toBe(points);
  });

  test("is rounded once, after the exchange", () => {
    const lines = ["1", "2", "3"].map((id) => ({ id, amount: 99 }));
    const worth = orderPoints(
      earningProgram(),
      paidOrder(lines, { currency: "EUR", exchangeRate: "0.7" }),
      TERMS,
    );
    // 2.97 × 0.7 = 2.079; line by line it would be none.
    expect(worth.points).toBe(2);
  });

  test("a rate on an order in the store's own currency changes nothing", () => {
    expect(inCurrency("GBP", "3", 1000)).toBe(10);
  });

  test("is measured in the store's money, a fraction of a minor unit left out", () => {
    const state = paidOrder([{ id: "1", amount: 10_000 }], { currency: "EUR", exchangeRate: "0.33333" });
    expect(keptMoney(state, [], "GBP")).toBe(3333);
    const least = (minimumOrder: number) =>
      orderPoints(earningProgram({ campaigns: [campaign({ type: "add", minimumOrder })] }), state, TERMS)
        .points;
    expect([least(3333), least(3334)]).toEqual([83, 33]);
  });

  test.each([
    ["GBP", 2],
    ["JPY", 0],
    ["KWD", 3],
    ["XQZ", 2],
  ])("amounts of %s have %i decimals", (currency, decimals) => {
    expect(minorUnits(currency)).toBe(decimals);
  });
});
