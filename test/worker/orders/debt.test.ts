/** When a refund takes more than is left: what is owed, what is spared, and what becomes of that later. */
import { describe, expect, test } from "vitest";
import { redeem } from "../http/furnished-store.ts";
import { DAY, PROGRAM, START, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";
import { annas, cancelled, entriesOf, iso, pointsOf, refundOf } from "./told.ts";

type Debt = ProgramInput["debt"];

const owing: Debt = { policy: "allow_negative" };
const within: Debt = { policy: "within_balance" };
const pending: Debt = { policy: "only_pending" };
const floor = (points: number): Debt => ({ policy: "allow_negative", floor: points });

/** Anna earned 640 points by an order and spent 500 of them. */
async function spent(debt: Debt, more: Partial<ProgramInput> = {}) {
  const store = await StoreUnderTest.make({ ...PROGRAM, debt, ...more });
  const { order } = await store.putOrder("1", annas(64_000));
  const memberId = order.memberId ?? "";
  await redeem(store, memberId);
  return { store, memberId };
}

describe("an order that is cancelled after its points were spent", () => {
  test.each([
    ["is owed", owing, { available: 0, pending: 0, debt: 500 }, -640, 0],
    ["is owed down to the floor", floor(200), { available: 0, pending: 0, debt: 200 }, -340, 300],
    ["is spared where the floor is nothing", floor(0), { available: 0, pending: 0, debt: 0 }, -140, 500],
    ["is owed where the floor is far", floor(500), { available: 0, pending: 0, debt: 500 }, -640, 0],
    ["is taken as far as there are points", within, { available: 0, pending: 0, debt: 0 }, -140, 500],
    ["takes nothing that is available", pending, { available: 140, pending: 0, debt: 0 }, 0, 640],
  ])("%s", async (_what, debt, balance, posted, forgiven) => {
    const { store, memberId } = await spent(debt);
    const answer = await store.putOrder("1", cancelled(64_000, 1));
    expect(answer).toMatchObject({ posted, balance, order: { points: 0, forgiven } });
    expect(await pointsOf(store, memberId)).toEqual(posted === 0 ? [640, -500] : [640, -500, posted]);
    expect(await store.problems()).toEqual([]);
  });

  test("says in its entry what was spared", async () => {
    const { store, memberId } = await spent(floor(200));
    await store.putOrder("1", cancelled(64_000, 1));
    const entry = (await entriesOf(store, memberId)).at(-1);
    expect(entry?.reason).toMatchObject({ rule: "order_changed", orderId: "1", forgiven: 300 });
    expect(entry?.reason.lines).toEqual([{ id: "1", points: -640 }]);
    expect(entry?.sentence).toBe(
      "340 points taken back, because order 1 was refunded, cancelled or changed; 300 more are not asked for.",
    );
  });

  test("takes other points too, within the balance", async () => {
    const { store, memberId } = await spent(within);
    await store.earn(memberId, 100);
    const answer = await store.putOrder("1", cancelled(64_000, 1));
    expect(answer).toMatchObject({
      posted: -240,
      balance: { available: 0, debt: 0 },
      order: { forgiven: 400 },
    });
    expect(await store.problems()).toEqual([]);
  });

  test("takes only its own, and only pending, where the rule says so", async () => {
    const store = await StoreUnderTest.make({
      ...PROGRAM,
      earning: { ...PROGRAM.earning, holdDays: 14 },
      debt: pending,
    });
    const memberId = (await store.putOrder("1", annas(64_000))).order.memberId ?? "";
    await store.putOrder("2", annas(10_000));
    const half = await store.putOrder("1", annas(64_000, 1, { refunds: [refundOf(32_000)] }));
    expect(half).toMatchObject({ posted: -320, balance: { pending: 420 }, order: { forgiven: 0 } });
    store.now = START + 14 * DAY;
    const rest = await store.putOrder("1", cancelled(64_000, 2));
    expect(rest).toMatchObject({ posted: 0, balance: { available: 420, debt: 0 }, order: { forgiven: 320 } });
    expect(await pointsOf(store, memberId)).toEqual([640, 100, -320]);
    expect(await store.problems()).toEqual([]);
  });

  test("never goes past the floor, however many orders are cancelled", async () => {
    const { store, memberId } = await spent(floor(300));
    await store.putOrder("2", annas(40_000));
    await redeem(store, memberId);
    await store.putOrder("1", cancelled(64_000, 1));
    const answer = await store.putOrder("2", cancelled(40_000, 1));
    expect(answer.balance).toEqual({ available: 0, pending: 0, debt: 300 });
    expect(await store.problems()).toEqual([]);
  });

  test("a debt from before the floor was set is not forgiven, and not added to", async () => {
    const { store } = await spent(owing);
    await store.putOrder("1", cancelled(64_000, 1));
    store.now += 1000;
    await store.publish({ ...PROGRAM, debt: floor(100) });
    const placed = { placedAt: iso(store.now), paidAt: iso(store.now) };
    await store.putOrder("2", annas(2000, 2, placed));
    const answer = await store.putOrder("2", cancelled(2000, 3, placed));
    expect(answer).toMatchObject({ posted: 0, balance: { debt: 480 }, order: { forgiven: 20 } });
    expect(await store.problems()).toEqual([]);
  });
});

describe("what was spared", () => {
  test.each([
    ["within the balance", within],
    ["above a floor", floor(0)],
    ["because it was available", pending],
  ])("%s is asked for by no later delivery", async (_why, debt) => {
    const { store, memberId } = await spent(debt);
    const first = await store.putOrder("1", cancelled(64_000, 1));
    await store.earn(memberId, 1000);
    const before = await store.balance(memberId);
    const again = await store.putOrder("1", cancelled(64_000, 1));
    expect(again).toEqual({ ...first, balance: before });
    expect((await store.putOrder("1", cancelled(64_000, 2))).posted).toBe(0);
    expect(await store.balance(memberId)).toEqual(before);
    expect(await store.problems()).toEqual([]);
  });

  test.each([
    ["within the balance", within],
    ["above a floor", floor(0)],
    ["because it was available", pending],
  ])("%s is not given a second time when the order is re-opened, and cancelled again", async (_why, debt) => {
    const { store, memberId } = await spent(debt);
    const before = await store.balance(memberId);
    for (let second = 1; second < 8; second += 2) {
      await store.putOrder("1", cancelled(64_000, second));
      const { balance, order } = await store.putOrder("1", annas(64_000, second + 1));
      expect([balance, order.points, order.forgiven]).toEqual([before, 640, 0]);
    }
    expect(await store.problems()).toEqual([]);
  });

  test("is used up bit by bit, and told", async () => {
    const { store, memberId } = await spent(within);
    await store.putOrder("1", cancelled(64_000, 1));
    const some = await store.putOrder("1", annas(30_000, 2));
    expect(some).toMatchObject({ posted: 0, order: { points: 300, forgiven: 200 } });
    const all = await store.putOrder("1", annas(64_000, 3));
    expect(all).toMatchObject({
      posted: 140,
      order: { points: 640, forgiven: 0 },
      balance: { available: 140 },
    });
    const more = await store.putOrder("1", annas(70_000, 4));
    expect(more).toMatchObject({ posted: 60, order: { points: 700, forgiven: 0 } });
    const [, , , , fourth] = await entriesOf(store, memberId);
    expect(fourth?.reason.lines).toEqual([{ id: "1", points: 60 }]);
    const third = (await entriesOf(store, memberId))[3];
    expect(third).toMatchObject({
      points: 140,
      reason: { forgiven: 200, lines: [{ id: "1", points: 340 }] },
    });
    expect(await store.problems()).toEqual([]);
  });

  test("is in no way of a refund that can be taken", async () => {
    const { store, memberId } = await spent(within);
    await store.putOrder("1", annas(64_000, 1, { refunds: [refundOf(44_000)] }));
    await store.earn(memberId, 1000);
    const answer = await store.putOrder("1", cancelled(64_000, 2));
    // 440 of 640 were refunded when 140 were left; the other 200 are there to be taken by now.
    expect(answer).toMatchObject({ posted: -200, balance: { available: 800 }, order: { forgiven: 300 } });
    expect(await store.problems()).toEqual([]);
  });
});

describe("points that expired before the refund", () => {
  test.each([
    ["owed", owing],
    ["within the balance", within],
    ["above a floor", floor(0)],
  ])("are not taken twice, %s", async (_how, debt) => {
    const expiry = { afterDays: 30 } as const;
    const { store, memberId } = await spent(debt, { expiry });
    store.now = START + 31 * DAY;
    await store.earn(memberId, 600);
    const { balance } = await store.putOrder("1", cancelled(64_000, 1));
    expect(balance).toEqual({ available: 100, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });
});

test("the check finds an order that says it gave points, and gave none", async () => {
  const { store, memberId } = await spent(within);
  const { order: other } = await store.putOrder("2", annas(100, 1, { paidAt: null }));
  expect(other.points).toBe(0);
  const run = (set: string, id: string) =>
    store.environment.DB.prepare(`UPDATE orders SET ${set} WHERE store_id = ? AND id = ?`)
      .bind(store.id, id)
      .run();
  await run("points = 7", "2");
  expect(await store.problems()).toMatchObject([{ memberId, problem: "order_points" }]);
  await run("points = 0, forgiven = 3", "2");
  expect(await store.problems()).toMatchObject([{ memberId, problem: "order_points" }]);
  await run("forgiven = 0", "2");
  expect(await store.problems()).toEqual([]);
});
