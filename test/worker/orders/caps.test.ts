/** A cap that several orders of one member share: each gets its part in the order in which they were placed. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countsQueries, runsBefore } from "../database/bindings.ts";
import { redeem } from "../http/furnished-store.ts";
import {
  DAY,
  environment,
  order,
  PROGRAM,
  START,
  StoreUnderTest,
  type OrderInput,
  type ProgramInput,
} from "../store-under-test.ts";
import { entriesOf, iso, pointsOf, refundOf } from "./told.ts";

type Caps = NonNullable<ProgramInput["earning"]["caps"]>;

function capped(caps: Caps, more: Partial<ProgramInput> = {}): ProgramInput {
  return { ...PROGRAM, ...more, earning: { ...PROGRAM.earning, ...more.earning, caps } };
}

const daily = capped([{ points: 100, period: "day" }]);

/** Anna's order placed `minute` minutes after noon, told `second` seconds later. */
function at(minute: number, amount: number, second = 0, more: Partial<OrderInput> = {}): OrderInput {
  const placed = START + minute * 60_000;
  return order("anna", amount, placed, { updatedAt: iso(placed + second * 1000), ...more });
}

/** A store with the program, a day after noon of its first one. */
async function opened(program: ProgramInput): Promise<StoreUnderTest> {
  const store = await StoreUnderTest.make(program);
  store.now = START + DAY;
  return store;
}

async function told(store: StoreUnderTest, orders: [string, OrderInput][]): Promise<string> {
  let memberId = "";
  for (const [id, state] of orders) memberId = (await store.putOrder(id, state)).order.memberId ?? memberId;
  return memberId;
}

async function worth(store: StoreUnderTest, ...ids: string[]): Promise<number[]> {
  const points = [];
  for (const id of ids) {
    const answer = await store.server("GET", `/v1/orders/${id}`);
    points.push((JSON.parse(answer.text) as { points: number }).points);
  }
  return points;
}

describe("a cap of a day", () => {
  test("leaves the later order what the earlier one left, and says so", async () => {
    const store = await opened(daily);
    const memberId = await told(store, [
      ["a", at(0, 8000)],
      ["b", at(1, 5000)],
      ["c", at(2, 5000)],
    ]);
    expect(await worth(store, "a", "b", "c")).toEqual([80, 20, 0]);
    const entries = await entriesOf(store, memberId);
    expect(entries.map(({ points, reason }) => [points, reason.cap])).toEqual([
      [80, undefined],
      [20, "day"],
    ]);
    expect(await store.problems()).toEqual([]);
  });

  test.each([["abc"], ["acb"], ["bac"], ["bca"], ["cab"], ["cba"]])(
    "ends alike when the orders are told as %s",
    async (sequence) => {
      const store = await opened(daily);
      const orders: Record<string, OrderInput> = { a: at(0, 8000), b: at(1, 5000), c: at(2, 5000) };
      const memberId = await told(
        store,
        Array.from(sequence).map((id) => [id, orders[id] ?? at(0, 0)]),
      );
      expect(await worth(store, "a", "b", "c")).toEqual([80, 20, 0]);
      expect(await store.balance(memberId)).toEqual({ available: 100, pending: 0, debt: 0 });
      expect(await store.problems()).toEqual([]);
    },
  );

  test("freed by a refund goes to the next order, whose lines add up", async () => {
    const store = await opened(daily);
    const lines = [
      { id: "1", quantity: 1, amount: 3000 },
      { id: "2", quantity: 1, amount: 2000 },
    ];
    const memberId = await told(store, [
      ["a", at(0, 8000)],
      ["b", at(1, 0, 0, { lines })],
      ["a", at(0, 8000, 60, { refunds: [refundOf(6000)] })],
    ]);
    expect(await worth(store, "a", "b")).toEqual([20, 50]);
    const entries = await entriesOf(store, memberId);
    expect(entries.map(({ points, reason }) => [reason.orderId, points]).sort()).toEqual([
      ["a", -60],
      ["a", 80],
      ["b", 20],
      ["b", 30],
    ]);
    expect(entries.map(({ sentence }) => sentence)).toContain(
      "30 points added for order b, because order a, which shares its cap, has left them.",
    );
    const lineSums = { "1": 0, "2": 0 };
    for (const { reason } of entries.filter(({ reason }) => reason.orderId === "b"))
      for (const { id, points } of reason.lines ?? []) lineSums[id === "1" ? "1" : "2"] += points;
    expect(lineSums).toEqual({ "1": 30, "2": 20 });
    expect(await store.balance(memberId)).toMatchObject({ available: 70 });
    expect(await store.problems()).toEqual([]);
  });

  test("freed by a cancellation and taken again when it is re-opened comes out the same", async () => {
    const store = await opened(daily);
    const memberId = await told(store, [
      ["a", at(0, 8000)],
      ["b", at(1, 8000)],
      ["a", at(0, 8000, 60, { cancelledAt: iso(START) })],
    ]);
    expect(await worth(store, "a", "b")).toEqual([0, 80]);
    await told(store, [["a", at(0, 8000, 61)]]);
    expect(await worth(store, "a", "b")).toEqual([80, 20]);
    expect(await store.balance(memberId)).toMatchObject({ available: 100 });
    expect(await store.problems()).toEqual([]);
  });

  test("is the store's own day, whatever the summer time", async () => {
    const store = await StoreUnderTest.make(daily, Date.UTC(2026, 6, 1));
    // Midnight in London is 23:00 UTC in July.
    const midnight = Date.UTC(2026, 6, 10, 23);
    const memberId = await told(store, [
      ["a", order("anna", 9000, midnight - 60_000)],
      ["b", order("anna", 9000, midnight - 1)],
      ["c", order("anna", 9000, midnight)],
    ]);
    expect(await pointsOf(store, memberId)).toEqual([90, 10, 90]);
  });

  test("of ten orders at once gives no more than it has, and the earliest the most", async () => {
    const store = await opened(daily);
    const memberId = await store.member("anna");
    const ids = Array.from({ length: 10 }, (_, index) => `o${index}`);
    await Promise.all(ids.map((id, index) => store.putOrder(id, at(index, 3000))));
    expect(await worth(store, ...ids)).toEqual([30, 30, 30, 10, 0, 0, 0, 0, 0, 0]);
    expect(await store.balance(memberId)).toEqual({ available: 100, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });

  test("counts what was placed under other rules, and each order has its own version's", async () => {
    const store = await StoreUnderTest.make(PROGRAM);
    store.now = START + 60_000;
    await store.publish(daily);
    store.now = START + 120_000;
    await store.publish(capped([{ points: 150, period: "day" }]));
    store.now = START + DAY;
    const memberId = await told(store, [
      ["c", at(2, 8000)],
      ["b", at(1, 8000)],
      ["a", at(0, 7000)],
    ]);
    // 70 without a cap, then 30 of 80 up to 100, then 50 of 80 up to 150.
    expect(await worth(store, "a", "b", "c")).toEqual([70, 30, 50]);
    expect(await store.balance(memberId)).toMatchObject({ available: 150 });
    expect(await store.problems()).toEqual([]);
  });

  test("is shared by an order that the shop's clock dated ahead, whatever was published before that date", async () => {
    const store = await StoreUnderTest.make(daily);
    store.now = START + 60_000;
    await told(store, [["ahead", at(120, 8000)]]);
    store.now = START + 60 * 60_000;
    await store.publish(PROGRAM);
    const memberId = await told(store, [["before", at(1, 8000)]]);
    expect(await worth(store, "before", "ahead")).toEqual([80, 20]);
    store.now = START + DAY;
    expect(await store.balance(memberId)).toMatchObject({ available: 100 });
    expect(await store.problems()).toEqual([]);
  });

  test("goes from member to member with an order that changes hands", async () => {
    const store = await opened(daily);
    const ben = await store.member("ben");
    const anna = await store.member("anna");
    await told(store, [
      ["a", at(0, 8000)],
      ["b", at(1, 8000)],
      ["c", at(2, 8000, 0, { customer: { id: "ben" } })],
    ]);
    await told(store, [["a", at(0, 8000, 60, { customer: { id: "ben" } })]]);
    expect(await worth(store, "a", "b", "c")).toEqual([80, 80, 20]);
    expect([await store.balance(anna), await store.balance(ben)]).toMatchObject([
      { available: 80 },
      { available: 100 },
    ]);
    expect(await store.problems()).toEqual([]);
  });
});

describe("the room that an order leaves", () => {
  test("is another's of who had it, which was told between its reading and its writing", async () => {
    const store = await opened(daily);
    const anna = await told(store, [["a", at(0, 8000)]]);
    store.environment = runsBefore(
      (batch) => batch === 2,
      async () => told(store, [["b", at(1, 8000)]]),
    );
    await told(store, [["a", at(0, 8000, 60, { customer: { id: "ben" } })]]);
    store.environment = environment;
    expect(await worth(store, "a", "b")).toEqual([80, 80]);
    expect(await store.balance(anna)).toMatchObject({ available: 80 });
    expect(await store.problems()).toEqual([]);
  });

  test("covers as much of what others lose by it, and the rest is spared as the rule on debt says", async () => {
    const store = await opened(
      capped([{ points: 100, period: "day" }], { debt: { policy: "within_balance" } }),
    );
    store.now = START + 2 * DAY;
    const nextDay = 24 * 60;
    const memberId = await told(store, [
      ["a", at(0, 8000)],
      ["b", at(1, 8000)],
      ["c", at(nextDay + 1, 5000)],
      ["d", at(nextDay + 2, 5000)],
    ]);
    const body = { memberId, points: -200, description: "All of it", actor: "Priya" };
    await store.server("POST", "/v1/adjustments", { body });
    // It was placed on the next day after all: b gets 60 more, and c and d lose 80.
    await told(store, [["a", at(nextDay, 8000)]]);
    expect(await worth(store, "a", "b", "c", "d")).toEqual([80, 80, 20, 0]);
    expect(await store.balance(memberId)).toEqual({ available: 0, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });
});

test("caps of several periods hold together", async () => {
  const store = await opened(
    capped([
      { points: 50, period: "order" },
      { points: 80, period: "day" },
      { points: 120, period: "month" },
    ]),
  );
  const day = 24 * 60;
  const memberId = await told(store, [
    ["a", at(0, 7000)],
    ["b", at(1, 7000)],
    ["c", at(day, 7000)],
    ["d", at(30 * day, 7000)],
  ]);
  expect(await worth(store, "a", "b", "c", "d")).toEqual([50, 30, 40, 50]);
  const caps = (await entriesOf(store, memberId)).map(({ reason }) => reason.cap);
  expect(caps).toEqual(["order", "day", "month", "order"]);
});

describe("over the turn of the year", () => {
  const NEW_YEARS_EVE = Date.UTC(2026, 11, 31, 12);
  const weekly = { points: 100, period: "week" } as const;
  const monthly = { points: 900, period: "month" } as const;
  const yearly = { points: 900, period: "year" } as const;
  const eve = order("anna", 8000, NEW_YEARS_EVE);
  const newYear = order("anna", 8000, NEW_YEARS_EVE + DAY);

  /** Two orders of one week under its cap alone, and rules published after them. */
  async function published(...later: Caps[]): Promise<{ store: StoreUnderTest; memberId: string }> {
    const store = await StoreUnderTest.make(capped([weekly]));
    store.now = NEW_YEARS_EVE + 2 * DAY;
    const memberId = await told(store, [
      ["eve", eve],
      ["new-year", newYear],
    ]);
    for (const caps of later) {
      store.now += DAY;
      await store.publish(capped(caps));
    }
    store.now += 60 * DAY;
    return { store, memberId };
  }

  test.each([[[yearly]], [[monthly]], [[weekly, yearly]], [[{ points: 50, period: "day" }]], [[]]] as [
    Caps,
  ][])(
    "promise 6: a capped week is one week for orders placed under it, whatever is published later: %j",
    async (later) => {
      const { store, memberId } = await published(later);
      // Worth nothing by itself, and told in the year of the second order.
      await told(store, [["unpaid", order("anna", 9000, store.now - DAY, { paidAt: null })]]);
      expect(await worth(store, "eve", "new-year")).toEqual([80, 20]);
      const refunded = { refunds: [refundOf(100)], updatedAt: iso(store.now) };
      expect((await store.putOrder("new-year", { ...newYear, ...refunded })).posted).toBe(0);
      expect(await store.balance(memberId)).toEqual({ available: 100, pending: 0, debt: 0 });
      // The room that the first leaves is the second's, though it lies in another year.
      await told(store, [["eve", { ...eve, cancelledAt: iso(store.now), updatedAt: iso(store.now) }]]);
      expect(await worth(store, "eve", "new-year")).toEqual([0, 79]);
      expect(await store.balance(memberId)).toEqual({ available: 79, pending: 0, debt: 0 });
      expect(await store.problems()).toEqual([]);
    },
  );
});

describe("points that a cap moves from one order to another", () => {
  test.each([
    ["allow_negative", null],
    ["allow_negative", 0],
    ["within_balance", null],
    ["only_pending", null],
  ] as const)("are neither owed nor spared: %s, floor %s", async (policy, floor) => {
    const store = await opened(capped([{ points: 500, period: "day" }], { debt: { policy, floor } }));
    const memberId = await told(store, [["late", at(5, 60_000)]]);
    await redeem(store, memberId);
    await told(store, [["early", at(0, 20_000)]]);
    expect(await worth(store, "early", "late")).toEqual([200, 300]);
    expect(await store.balance(memberId)).toEqual({ available: 0, pending: 0, debt: 0 });
    await told(store, [["early", at(0, 20_000, 60, { cancelledAt: iso(START) })]]);
    expect(await worth(store, "early", "late")).toEqual([0, 500]);
    expect(await store.balance(memberId)).toEqual({ available: 0, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });
});

test("two round trips are enough, however many orders share the cap", async () => {
  const store = await opened(daily);
  await told(store, [
    ["a", at(0, 8000)],
    ["b", at(1, 8000)],
    ["c", at(2, 8000)],
  ]);
  const counting = countsQueries();
  store.environment = counting.environment;
  await told(store, [["a", at(0, 8000, 60, { cancelledAt: iso(START), customer: { id: "ben" } })]]);
  store.environment = environment;
  expect(counting.batches).toBe(2);
});

/** Orders of one customer over some days, each told in up to two states, in any order of arrival. */
const history = fc.array(
  fc.record({
    minute: fc.integer({ min: 0, max: 5 * 24 * 60 }),
    amount: fc.integer({ min: 0, max: 9000 }),
    change: fc.option(fc.record({ refund: fc.integer({ min: 0, max: 9000 }), cancelled: fc.boolean() })),
  }),
  { minLength: 2, maxLength: 6 },
);

/** Where each delivery comes: two states of six orders at most. */
const places = fc.array(fc.nat({ max: 999 }), { minLength: 12, maxLength: 12 });

test("promise 6: orders under caps end alike in every order of arrival", { timeout: 60_000 }, async () => {
  const caps = [
    { points: 70, period: "day" },
    { points: 150, period: "week" },
  ] as const satisfies Caps;
  const store = await StoreUnderTest.make(capped([...caps]));
  store.now = START + 10 * DAY;
  let run = 0;
  await fc.assert(
    fc.asyncProperty(history, places, async (orders, chance) => {
      run += 1;
      const customer = { id: `customer-${run}` };
      const deliveries: [string, OrderInput][] = orders.flatMap(({ minute, amount, change }, index) => {
        const id = `order-${run}-${index}`;
        const first = at(minute, amount, 0, { customer });
        const second = change && {
          ...at(minute, amount, 1, { customer, refunds: [refundOf(change.refund)] }),
          cancelledAt: change.cancelled ? iso(START) : null,
        };
        return [[id, first], ...(second ? [[id, second] as [string, OrderInput]] : [])];
      });
      const shuffled = deliveries
        .map((delivery, index) => ({ delivery, place: chance[index] ?? 0 }))
        .sort((a, b) => a.place - b.place)
        .map(({ delivery }) => delivery);
      const memberId = await told(store, shuffled);
      const expected = afterCaps(orders);
      expect(await worth(store, ...orders.map((_, index) => `order-${run}-${index}`))).toEqual(expected);
      const available = expected.reduce((sum, points) => sum + points, 0);
      expect(await store.balance(memberId)).toEqual({ available, pending: 0, debt: 0 });
    }),
    { numRuns: 25 },
  );
  expect(await store.problems()).toEqual([]);
});

interface Bought {
  minute: number;
  amount: number;
  change: { refund: number; cancelled: boolean } | null;
}

/** What each order gets, by hand: noon of Sunday 1 November, so that days end 12 hours in, and the week with the first. */
function afterCaps(orders: Bought[]): number[] {
  const spent = new Map<string, number>();
  const points = new Map<number, number>();
  const places = orders.map((bought, index) => ({ ...bought, index }));
  for (const { minute, amount, change, index } of places.sort(
    (a, b) => a.minute - b.minute || a.index - b.index,
  )) {
    const kept = change?.cancelled ? 0 : Math.max(0, amount - (change?.refund ?? 0));
    const day = Math.floor((minute + 12 * 60) / (24 * 60));
    const keys: [string, number][] = [
      [`day ${day}`, 70],
      [`week ${day === 0 ? 0 : 1}`, 150],
    ];
    const left = keys.map(([key, most]) => most - (spent.get(key) ?? 0));
    const given = Math.min(Math.floor(kept / 100), ...left);
    for (const [key] of keys) spent.set(key, (spent.get(key) ?? 0) + given);
    points.set(index, given);
  }
  return orders.map((_, index) => points.get(index) ?? 0);
}
