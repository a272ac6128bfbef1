/** Points that expire by inactivity: what counts keeps them, to the end of a day of the store's. */
import { describe, expect, test } from "vitest";
import { batch } from "../../../worker/database/client.ts";
import { activity } from "../../../worker/ledger/activity.ts";
import { postWarnings } from "../../../worker/ledger/warn.ts";
import { DAY, order, START, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";
import { contents } from "../database/contents.ts";
import { database, HOUR, lotsOf, noticesOf } from "./sandbox.ts";

const program = (
  expiry: Partial<Extract<ProgramInput["expiry"], { type: "inactivity" }>> = {},
): ProgramInput => ({
  name: "Kept by activity",
  earning: {
    order: { points: 1, per: 100 },
    actions: [{ id: "review", name: "Write a review", points: 5 }],
  },
  expiry: { type: "inactivity", afterDays: 30, ...expiry },
  rewards: [{ id: "small", name: "£1 off", type: "amount_off", amount: 100, points: 10, validDays: 365 }],
});

/** The last millisecond of the day `days` after START's in London, in winter. */
const endOfDay = (days: number) => START + 12 * HOUR + days * DAY - 1;

async function storeWith(points: number, rules: ProgramInput = program()) {
  const store = await StoreUnderTest.make(rules);
  const anna = await store.member("anna");
  await store.earn(anna, points);
  return { store, anna };
}

const duesOf = async (store: StoreUnderTest, memberId: string) =>
  (await lotsOf(store, memberId)).filter((lot) => lot.remaining > 0).map((lot) => lot.due_at);

test("promise 7: without activity they are gone at the end of the day, to the millisecond, without any job", async () => {
  const { store, anna } = await storeWith(50);
  store.now = endOfDay(30) - 1;
  expect((await store.balance(anna)).available).toBe(50);
  store.now = endOfDay(30);
  expect(await store.balance(anna)).toEqual({ available: 0, pending: 0, debt: 0 });
});

describe("activity keeps them", () => {
  const deeds: Record<string, (store: StoreUnderTest, memberId: string) => Promise<unknown>> = {
    "an order": async (store) => store.putOrder("1", order("anna", 500, store.now)),
    "points that the store gives": async (store, memberId) => store.earn(memberId, 5),
    "an action": async (store, memberId) =>
      store.server("POST", "/v1/actions", { body: { memberId, action: "review" } }),
    "a redemption": async (store, memberId) =>
      store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "small" } }),
  };
  test.each(Object.entries(deeds))("%s", async (_what, deed) => {
    const { store, anna } = await storeWith(50);
    store.now = START + 20 * DAY;
    await deed(store, anna);
    expect(new Set(await duesOf(store, anna))).toEqual(new Set([endOfDay(50)]));
    store.now = endOfDay(50) - 1;
    expect((await store.balance(anna)).available).toBeGreaterThan(39);
    store.now = endOfDay(50);
    expect((await store.balance(anna)).available).toBe(0);
  });

  test("also in the last millisecond, and not a millisecond later", async () => {
    const { store, anna } = await storeWith(50);
    store.now = endOfDay(30) - 1;
    await store.earn(anna, 5);
    expect(await store.balance(anna)).toMatchObject({ available: 55 });
    store.now = endOfDay(60);
    await store.earn(anna, 5);
    expect(await store.balance(anna)).toMatchObject({ available: 5 });
    expect(await store.problems()).toEqual([]);
  });

  test("what the program does not choose does not count", async () => {
    const { store, anna } = await storeWith(50, program({ activities: ["order"] }));
    store.now = START + 20 * DAY;
    await store.earn(anna, 5);
    expect(await duesOf(store, anna)).toEqual([endOfDay(30), endOfDay(50)]);
    await store.putOrder("1", order("anna", 500, store.now));
    expect(new Set(await duesOf(store, anna))).toEqual(new Set([endOfDay(50)]));
  });

  test("an order counts once, when it is first told as paid", async () => {
    const { store, anna } = await storeWith(50, program({ activities: ["order"] }));
    store.now = START + 5 * DAY;
    const placed = order("anna", 500, store.now, { paidAt: null });
    await store.putOrder("1", placed);
    expect(await duesOf(store, anna)).toEqual([endOfDay(30)]);
    store.now = START + 10 * DAY;
    const paidAt = new Date(store.now).toISOString();
    await store.putOrder("1", { ...placed, updatedAt: paidAt, paidAt });
    expect(new Set(await duesOf(store, anna))).toEqual(new Set([endOfDay(40)]));
    store.now = START + 15 * DAY;
    const fulfilledAt = new Date(store.now).toISOString();
    await store.putOrder("1", { ...placed, updatedAt: fulfilledAt, paidAt, fulfilledAt });
    expect(new Set(await duesOf(store, anna))).toEqual(new Set([endOfDay(40)]));
  });

  test("the second on a day moves nothing", async () => {
    const { store, anna } = await storeWith(50);
    store.now = START + 3 * DAY;
    await store.earn(anna, 5);
    const before = (await contents(store.id)).lots;
    store.now += 2 * HOUR;
    await store.server("POST", "/v1/redeem", { body: { memberId: anna, rewardId: "small" } });
    const dues = await duesOf(store, anna);
    expect(dues).toEqual([endOfDay(33), endOfDay(33)]);
    expect(before).toHaveLength(2);
  });

  test("never sooner than they would have been without it", async () => {
    const { store, anna } = await storeWith(50, { ...program(), earning: { holdDays: 20 } });
    await store.server("POST", "/v1/earn", {
      body: { memberId: anna, points: 7, description: "Held", hold: true },
    });
    store.now = START + DAY;
    await store.earn(anna, 5);
    expect(await duesOf(store, anna)).toEqual([endOfDay(31), endOfDay(50), endOfDay(31)]);
  });
});

test("promise 7: activity takes a warning back, and the next one comes when it is due again", async () => {
  const { store, anna } = await storeWith(50, program({ warnDays: 5, graceDays: 10 }));
  const warn = async (now: number) => {
    store.now = now;
    return postWarnings(database, { now, storeId: store.id }, 500);
  };
  expect(await warn(START + 25 * DAY)).toBe(1);
  expect((await lotsOf(store, anna))[0]).toMatchObject({ due_at: endOfDay(30), expires_at: endOfDay(30) });
  store.now = START + 28 * DAY;
  await store.earn(anna, 5);
  const [lot] = await lotsOf(store, anna);
  expect(lot).toMatchObject({
    due_at: endOfDay(58),
    expires_at: endOfDay(58) + 10 * DAY,
    warned_at: null,
  });
  expect(await warn(START + 52 * DAY)).toBe(0);
  expect(await warn(START + 53 * DAY)).toBe(2);
  const days = (await noticesOf(store)).map(({ data }) => data);
  expect(days).toMatchObject([
    { points: 50, day: "2026-12-01" },
    { points: 55, day: "2026-12-29" },
  ]);
});

describe("promise 9: when the rules change, activity keeps points as it did when they were granted", () => {
  test("points are kept by the days they were granted with", async () => {
    const { store, anna } = await storeWith(50);
    await store.publish(program({ afterDays: 90 }));
    store.now = START + 10 * DAY;
    await store.earn(anna, 5);
    expect(await duesOf(store, anna)).toEqual([endOfDay(40), endOfDay(100)]);
  });

  test("activity goes on keeping points that were granted to be kept by it", async () => {
    const { store, anna } = await storeWith(50, program({ warnDays: 5, graceDays: 10 }));
    await store.publish({ ...program(), expiry: null });
    store.now = START + 10 * DAY;
    await store.earn(anna, 5);
    const [lot] = await lotsOf(store, anna);
    expect(lot).toMatchObject({ due_at: endOfDay(40), expires_at: endOfDay(50) });
  });

  test("points granted by age stay as they are", async () => {
    const store = await StoreUnderTest.make({ ...program(), expiry: { afterDays: 30 } });
    const anna = await store.member("anna");
    await store.earn(anna, 50);
    await store.publish(program());
    store.now = START + 10 * DAY;
    await store.earn(anna, 5);
    expect(await duesOf(store, anna)).toEqual([START + 30 * DAY, endOfDay(40)]);
  });
});

test("what an activity reads and writes does not grow with lots that it does not move", async () => {
  const costs = [];
  for (const lots of [5, 60]) {
    const { store, anna } = await storeWith(50);
    for (let count = 1; count < lots; count++) await store.earn(anna, 1);
    const [statement] = activity(
      {
        database,
        storeId: store.id,
        now: store.now + HOUR,
        configuration: {
          store: { timeZone: "Europe/London" },
          idle: { activities: ["order"], periods: [{ afterDays: 30, warnDays: 0 }] },
        },
      },
      anna,
      "order",
    );
    if (!statement) throw new Error("An activity that counts has a statement.");
    const [result] = (await batch(database, [statement])) as [D1Result];
    costs.push([result.meta.rows_read, result.meta.rows_written]);
  }
  expect(costs[1]).toEqual(costs[0]);
});
