/** What is kept of an order is what it earns: by line, by amount, with or without tax and shipping. */
import { describe, expect, test } from "vitest";
import { entriesPage } from "../http/furnished-store.ts";
import { DAY, order, PROGRAM, START, StoreUnderTest, type OrderInput } from "../store-under-test.ts";
import { entriesOf } from "./told.ts";

const iso = (at: number) => new Date(at).toISOString();
const everything = {
  ...PROGRAM,
  earning: {
    order: { points: 1, per: 100, includeTax: true, includeShipping: true },
    signUp: null,
    holdDays: 0,
  },
};

const bought: OrderInput = order("anna", 0, START, {
  lines: [
    { id: "tea", quantity: 2, amount: 3000, discount: 500, tax: 500 },
    { id: "cup", quantity: 1, amount: 1500, tax: 300 },
  ],
  discount: 1000,
  shipping: { amount: 450, tax: 90 },
});

type Refund = NonNullable<OrderInput["refunds"]>[number];
let refunds = 0;
function refund(what: Omit<Refund, "id" | "refundedAt">): Refund {
  return { id: `r${++refunds}`, refundedAt: iso(START + DAY), ...what };
}

async function worth(program: typeof PROGRAM | typeof everything, given: Refund[]): Promise<number[]> {
  const store = await StoreUnderTest.make(program);
  const points = [(await store.putOrder("1", bought)).order.points];
  for (let told = 1; told <= given.length; told++) {
    const update = { ...bought, updatedAt: iso(START + told), refunds: given.slice(0, told) };
    points.push((await store.putOrder("1", update)).order.points);
  }
  expect(await store.problems()).toEqual([]);
  return points;
}

describe("net of discounts, without tax and shipping", () => {
  test("a line given back takes its own part", async () => {
    // 25 + 15 less 10 on the whole: 18.75 of it tea, 11.25 cup (10 spread 6.25 to 3.75).
    const cup = refund({ lines: [{ lineId: "cup", amount: 1125, tax: 300 }] });
    const tea = refund({ lines: [{ lineId: "tea", amount: 1875, tax: 500 }] });
    expect(await worth(PROGRAM, [cup, tea])).toEqual([30, 18, 0]);
    expect(await worth(PROGRAM, [tea, cup])).toEqual([30, 11, 0]);
  });

  test("an amount that names no line is taken from the goods, and shipping from shipping", async () => {
    const given = [
      refund({ amount: 999 }),
      refund({ shipping: { amount: 450, tax: 90 } }),
      refund({ amount: 1 }),
    ];
    expect(await worth(PROGRAM, given)).toEqual([30, 20, 20, 20]);
  });

  test("more than was paid takes no more than there is", async () => {
    expect(await worth(PROGRAM, [refund({ amount: 1_000_000 })])).toEqual([30, 0]);
  });

  test("all that was paid leaves nothing, however the store's platform split the discount over the lines", async () => {
    const cup = refund({ lines: [{ lineId: "cup", amount: 1500 }] });
    const tea = refund({ lines: [{ lineId: "tea", amount: 1500 }] });
    expect(await worth(PROGRAM, [cup, tea])).toEqual([30, 15, 0]);
    expect(await worth(PROGRAM, [tea, cup])).toEqual([30, 15, 0]);
  });
});

test("with tax and shipping, each is given back as it was paid", async () => {
  const cup = refund({ lines: [{ lineId: "cup", amount: 1125, tax: 300 }] });
  const shipping = refund({ shipping: { amount: 450, tax: 90 } });
  // 30.00 goods + 8.00 tax + 5.40 shipping.
  expect(await worth(everything, [shipping, cup])).toEqual([43, 38, 23]);
});

describe("the entries of an order", () => {
  test("each say which lines, and the lines of each add up to its points", async () => {
    const store = await StoreUnderTest.make();
    const { order: told } = await store.putOrder("1", bought);
    const half = [refund({ lines: [{ lineId: "tea", amount: 900 }] })];
    await store.putOrder("1", { ...bought, updatedAt: iso(START + 1), refunds: half });
    await store.putOrder("1", {
      ...bought,
      updatedAt: iso(START + 2),
      cancelledAt: iso(START + 2),
      refunds: half,
    });
    const path = `/v1/members/${told.memberId ?? ""}/entries`;
    const { items } = (await store.server("GET", path)).as(entriesPage);
    expect(items.map(({ points }) => points).sort((a, b) => a - b)).toEqual([-21, -9, 30]);
    for (const { points, reason, sentence } of items) {
      const parts = (reason.lines ?? []).reduce((sum, line) => sum + line.points, 0);
      expect([reason.orderId, parts]).toEqual(["1", points]);
      expect(sentence).toMatch(/^\d+ points .*order 1.*\.$/);
    }
  });

  test("that was paid, unpaid and paid again comes out as paid once", async () => {
    const store = await StoreUnderTest.make();
    await store.putOrder("1", bought);
    await store.putOrder("1", { ...bought, updatedAt: iso(START + 1), paidAt: null });
    const answer = await store.putOrder("1", { ...bought, updatedAt: iso(START + 2) });
    expect(answer.balance).toEqual({ available: 30, pending: 0, debt: 0 });
  });

  test("status follows the state", async () => {
    const store = await StoreUnderTest.make();
    const statuses = [];
    for (const [at, change] of [
      { paidAt: null },
      {},
      { refunds: [refund({ amount: 100 })] },
      { cancelledAt: iso(START) },
    ].entries())
      statuses.push(
        (await store.putOrder("1", { ...bought, updatedAt: iso(START + at), ...change })).order.status,
      );
    expect(statuses).toEqual(["unpaid", "paid", "partly_refunded", "cancelled"]);
  });
});

describe("after points were spent or have expired", () => {
  test("a refund makes a debt, and the next points earned repay it first", async () => {
    const store = await StoreUnderTest.make();
    const { order: told } = await store.putOrder("1", order("anna", 60_000, START));
    const memberId = told.memberId ?? "";
    await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
    const back = order("anna", 60_000, START, { updatedAt: iso(START + 1), cancelledAt: iso(START + 1) });
    expect((await store.putOrder("1", back)).balance).toEqual({ available: 0, pending: 0, debt: 500 });
    await store.earn(memberId, 200);
    expect(await store.balance(memberId)).toEqual({ available: 0, pending: 0, debt: 300 });
    await store.putOrder("2", order("anna", 50_000, START));
    expect(await store.balance(memberId)).toEqual({ available: 200, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });

  test("a refund takes other points that are still on their way, before anything is owed", async () => {
    const store = await StoreUnderTest.make({ ...PROGRAM, earning: { ...PROGRAM.earning, holdDays: 14 } });
    const { order: told } = await store.putOrder("1", order("anna", 60_000, START));
    store.now = START + 15 * DAY;
    await store.server("POST", "/v1/redeem", { body: { memberId: told.memberId, rewardId: "five-off" } });
    await store.putOrder("2", order("anna", 30_000, store.now));
    const back = order("anna", 60_000, START, { updatedAt: iso(store.now), cancelledAt: iso(store.now) });
    expect((await store.putOrder("1", back)).balance).toEqual({ available: 0, pending: 0, debt: 200 });
    expect(await store.problems()).toEqual([]);
  });

  test("points that had expired are not taken twice", async () => {
    const store = await StoreUnderTest.make({ ...PROGRAM, expiry: { afterDays: 30 } });
    const { order: told } = await store.putOrder("1", order("anna", 60_000, START));
    const memberId = told.memberId ?? "";
    store.now = START + 31 * DAY;
    await store.earn(memberId, 50);
    const back = order("anna", 60_000, START, { updatedAt: iso(store.now), cancelledAt: iso(store.now) });
    expect((await store.putOrder("1", back)).balance).toEqual({ available: 50, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });
});

test("an entry's parts add up to it, also where the store calls a line as a part of Regulars' own is called", async () => {
  const store = await StoreUnderTest.make({
    ...everything,
    earning: {
      ...everything.earning,
      campaigns: [{ type: "add", id: "plus", name: "Plus", points: 40 }],
    },
  });
  const lines = [
    { id: "shipping", quantity: 1, amount: 5000 },
    { id: "campaign:plus", quantity: 1, amount: 3000 },
  ];
  const state = order("anna", 0, START, { lines, shipping: { amount: 1000 } });
  const { memberId } = (await store.putOrder("1", state)).order;
  const refunds = [refund({ lines: [{ lineId: "shipping", amount: 2000 }] })];
  await store.putOrder("1", { ...state, updatedAt: iso(START + 1), refunds });
  const given = await entriesOf(store, memberId ?? "");
  expect(given.map(({ points, reason }) => [points, reason.lines])).toEqual([
    [
      130,
      [
        { id: "shipping", points: 60 },
        { id: "campaign:plus", points: 70 },
      ],
    ],
    [-20, [{ id: "shipping", points: -20 }]],
  ]);
});
