/** An order keeps the terms it was first counted by: its member's tier then, and whether it was their first order. */
import { describe, expect, test } from "vitest";
import { countsQueries } from "../database/bindings.ts";
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
import { entriesOf, iso } from "./told.ts";

/** Two points a pound from £100 spent in a year on. */
const TIERED: ProgramInput = {
  ...PROGRAM,
  tiers: {
    levels: [
      { id: "bronze", name: "Bronze", threshold: 0 },
      { id: "silver", name: "Silver", threshold: 10_000, multiplier: 2, bonus: 25 },
    ],
  },
};

const WELCOMING: ProgramInput = {
  ...PROGRAM,
  earning: {
    ...PROGRAM.earning,
    campaigns: [{ id: "first", name: "Welcome", type: "add", points: 50, firstOrder: true }],
  },
};

/** Anna's order on the day after the first by so many days, told `second` seconds later. */
function on(day: number, amount: number, second = 0, more: Partial<OrderInput> = {}): OrderInput {
  const at = START + day * DAY;
  return order("anna", amount, at, { updatedAt: iso(at + second * 1000), ...more });
}

const off = { cancelledAt: iso(START) };

async function opened(program: ProgramInput): Promise<StoreUnderTest> {
  const store = await StoreUnderTest.make(program);
  store.now = START + 9 * DAY;
  return store;
}

describe("the tier", () => {
  test("is the one the member had when the order was placed", async () => {
    const store = await opened(TIERED);
    const first = await store.putOrder("1", on(0, 10_000));
    const second = await store.putOrder("2", on(1, 5000));
    // 100, with 25 for reaching Silver; then 50 twice.
    expect([first.posted, second.posted]).toEqual([100, 100]);
    expect(second.balance).toEqual({ available: 225, pending: 0, debt: 0 });
    const entries = await entriesOf(store, second.order.memberId ?? "");
    expect(entries.at(-1)?.reason.tier).toBe("Silver");
    expect(await store.problems()).toEqual([]);
  });

  test("is that of the day on which it was placed, also where it is told when the tier is over", async () => {
    const store = await opened(TIERED);
    await store.putOrder("1", on(0, 10_000));
    store.now = START + 500 * DAY;
    const late = await store.putOrder("2", on(100, 5000));
    expect(late).toMatchObject({ posted: 100 });
    expect(await store.putOrder("3", on(499, 5000))).toMatchObject({ posted: 50 });
  });

  test("stays the order's when what made it is sent back", async () => {
    const store = await opened(TIERED);
    await store.putOrder("1", on(0, 10_000));
    await store.putOrder("2", on(1, 5000));
    const cancelled = await store.putOrder("1", on(0, 10_000, 1, off));
    expect(cancelled).toMatchObject({ posted: -100, balance: { available: 100 } });
    const part = await store.putOrder(
      "2",
      on(1, 5000, 1, { lines: [{ id: "1", quantity: 1, amount: 4000 }] }),
    );
    expect(part).toMatchObject({ posted: -20, order: { points: 80 } });
    const third = await store.putOrder("3", on(2, 1000));
    expect(third.posted).toBe(10);
    expect(await store.problems()).toEqual([]);
  });

  test("is not raised by the order itself, in whatever state it is first told", async () => {
    const ends = [];
    for (const states of [
      [on(0, 20_000)],
      [on(0, 20_000, 0, { paidAt: null }), on(0, 20_000, 1)],
      [on(0, 20_000, 0, off), on(0, 20_000, 1)],
      [on(0, 20_000), on(0, 20_000, 1, off), on(0, 20_000, 2)],
      [on(0, 20_000), on(0, 20_000, 1, { customer: { id: "ben" } }), on(0, 20_000, 2)],
    ]) {
      const store = await opened(TIERED);
      for (const state of states) await store.putOrder("1", state);
      const answer = await store.putOrder("1", states.at(-1) ?? on(0, 0));
      ends.push([answer.order.points, answer.balance?.available]);
      expect(await store.problems()).toEqual([]);
    }
    expect(ends).toEqual(ends.map(() => [200, 225]));
  });

  test("is the second member's where the order changes hands", async () => {
    const store = await opened(TIERED);
    await store.putOrder("bens", on(0, 10_000, 0, { customer: { id: "ben" } }));
    const annas = await store.putOrder("1", on(1, 5000));
    const bens = await store.putOrder("1", on(1, 5000, 1, { customer: { id: "ben" } }));
    const back = await store.putOrder("1", on(1, 5000, 2));
    expect([annas.posted, bens.posted, back.posted]).toEqual([50, 100, 50]);
    expect(await store.problems()).toEqual([]);
  });

  test("goes with the figure of each month, also where an order changes hands", async () => {
    const store = await opened(TIERED);
    const months = async () => {
      const { results } = await environment.DB.prepare(
        "SELECT month, spend, points, orders FROM member_months WHERE store_id = ? ORDER BY member_id",
      )
        .bind(store.id)
        .all();
      return results;
    };
    await store.putOrder("1", on(0, 8000));
    expect(await months()).toEqual([{ month: 202611, spend: 8000, points: 80, orders: 1 }]);
    await store.putOrder(
      "1",
      on(0, 8000, 1, { refunds: [{ id: "r", refundedAt: iso(START), amount: 3000 }] }),
    );
    expect(await months()).toEqual([{ month: 202611, spend: 5000, points: 50, orders: 1 }]);
    await store.putOrder("1", on(0, 8000, 2, { customer: { id: "ben" } }));
    expect(await months()).toEqual([
      { month: 202611, spend: 0, points: 0, orders: 0 },
      { month: 202611, spend: 8000, points: 80, orders: 1 },
    ]);
  });

  test("takes no third round trip, and no more queries as orders add up", async () => {
    const store = await opened(TIERED);
    await store.putOrder("first", on(0, 20_000));
    const queries = [];
    for (let index = 0; index < 6; index++) {
      const counting = countsQueries();
      store.environment = counting.environment;
      await store.putOrder(`${index}`, on(0, 20_000, index));
      expect(counting.batches).toBe(2);
      queries.push(counting.queries.length);
    }
    store.environment = environment;
    expect(new Set(queries).size).toBe(1);
  });
});

test("40 orders of one member at once all count, in figures and in points", { timeout: 60_000 }, async () => {
  const store = await opened(TIERED);
  const memberId = await store.member("anna");
  await Promise.all(Array.from({ length: 40 }, (_, index) => store.putOrder(`${index}`, on(0, 200, index))));
  const { results } = await environment.DB.prepare(
    "SELECT spend, points, orders FROM member_months WHERE member_id = ?",
  )
    .bind(memberId)
    .all();
  expect(results).toEqual([{ spend: 8000, points: 80, orders: 40 }]);
  expect(await store.balance(memberId)).toEqual({ available: 80, pending: 0, debt: 0 });
  expect(await store.problems()).toEqual([]);
});

describe("the first order", () => {
  test("has the welcome, and no later one", async () => {
    const store = await opened(WELCOMING);
    const answers = [];
    for (const id of ["1", "2", "3"]) answers.push((await store.putOrder(id, on(Number(id), 1000))).posted);
    expect(answers).toEqual([60, 10, 10]);
  });

  test("keeps it through every state, also when others were told since", async () => {
    const store = await opened(WELCOMING);
    await store.putOrder("1", on(0, 1000, 0, { paidAt: null }));
    await store.putOrder("2", on(1, 1000));
    expect((await store.putOrder("1", on(0, 1000, 1))).posted).toBe(60);
    expect((await store.putOrder("1", on(0, 2000, 2))).posted).toBe(10);
    expect((await store.putOrder("1", on(0, 2000, 3, off))).posted).toBe(-70);
    expect((await store.putOrder("1", on(0, 2000, 4))).posted).toBe(70);
    expect(await store.problems()).toEqual([]);
  });

  test("is one, of 10 told at once", async () => {
    for (const isKnown of [true, false]) {
      const store = await opened(WELCOMING);
      if (isKnown) await store.member("anna");
      const told = Array.from({ length: 10 }, (_, index) => store.putOrder(`${index}`, on(0, 1000, index)));
      const posted = (await Promise.all(told)).map((answer) => answer.posted);
      expect(posted.sort((a, b) => b - a)).toEqual([60, ...Array.from({ length: 9 }, () => 10)]);
      expect(await store.problems()).toEqual([]);
    }
  });
});

test("an order told before terms were kept gets them with its next state", async () => {
  const store = await opened(PROGRAM);
  const { order: told } = await store.putOrder("1", on(0, 8000));
  await environment.DB.batch([
    environment.DB.prepare("UPDATE orders SET terms = NULL WHERE store_id = ?").bind(store.id),
    environment.DB.prepare("DELETE FROM member_months WHERE store_id = ?").bind(store.id),
  ]);
  const next = await store.putOrder("1", on(0, 9000, 1));
  expect(next).toMatchObject({ posted: 10, order: { points: 90 } });
  const { results } = await environment.DB.prepare("SELECT spend FROM member_months WHERE member_id = ?")
    .bind(told.memberId)
    .all();
  expect(results).toEqual([{ spend: 9000 }]);
  expect(await store.problems()).toEqual([]);
});
