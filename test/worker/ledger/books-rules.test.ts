/** What is explained where more than an order's rate had a part in it. */
import { expect, test } from "vitest";
import { DAY, order, PROGRAM, START, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";
import { expectToTieOut, explain, rollForward, sum } from "./books.ts";

const RULES = {
  ...PROGRAM,
  earning: {
    order: { points: 1, per: 100 },
    campaigns: [{ id: "double", name: "Double November", type: "multiply", multiplier: 2 }],
  },
  transfers: { dailyCap: 10_000 },
} satisfies ProgramInput;

test("promise 11: points of a transfer by the transfer, each lot with the dates it had", async () => {
  const store = await StoreUnderTest.make({ ...RULES, expiry: { afterDays: 40 } });
  const [anna, ben] = [await store.member("anna"), await store.member("ben")];
  for (const points of [100, 200, 300]) {
    await store.earn(anna, points);
    store.now += DAY;
  }
  const body = { from: { memberId: anna }, to: { memberId: ben }, points: 450 };
  expect((await store.server("POST", "/v1/transfers", { body })).status).toBe(201);
  const [sender, receiver] = [await explain(store, anna, "lots=all"), await explain(store, ben, "lots=all")];
  expectToTieOut(sender);
  expectToTieOut(receiver);
  expect(receiver.items.map(({ granted, expiresAt }) => [granted, expiresAt])).toEqual(
    [100, 200, 150].map((points, day) => [points, new Date(START + (40 + day) * DAY).toISOString()]),
  );
  expect(new Set(receiver.items.map(({ entry }) => entry.id)).size).toBe(1);
  expect(receiver.items[0]).toMatchObject({
    entry: { kind: "transfer", points: 450, reason: { rule: "transfer_received" } },
    rule: "Members may send each other points, which keep their dates.",
  });
  expect(receiver.items[0]?.sentence).toMatch(
    /^100 points received from another member\. 100 can be spent now/,
  );
  expect(sender.items.at(-1)).toMatchObject({ remaining: 150, moves: [{ kind: "transfer", points: -150 }] });
  // Page by page no lot of it is missed.
  const first = await explain(store, ben, "lots=all&limit=2");
  const second = await explain(store, ben, `lots=all&limit=2&cursor=${first.next ?? ""}`);
  expect([...first.items, ...second.items].map(({ granted }) => granted)).toEqual([100, 200, 150]);
  expect(await rollForward(store, START, START + 4 * DAY)).toMatchObject({
    earned: { points: 600 },
    transferred: { points: 0, entries: 2 },
    closing: { points: 600 },
    tiesOut: true,
  });
});

test("promise 11: an order by its campaign too, and its lines with what each earned", async () => {
  const store = await StoreUnderTest.make(RULES);
  const state = order("anna", 0, START, {
    lines: [1, 2, 3, 4, 5, 6, 7].map((id) => ({
      id: String(id),
      name: `Book ${id}`,
      quantity: 1,
      amount: 1050,
    })),
  });
  const memberId = (await store.putOrder("1", state)).order.memberId ?? "";
  const explained = await explain(store, memberId);
  expectToTieOut(explained);
  const [lot] = explained.items;
  expect(lot).toMatchObject({ granted: 147, entry: { reason: { campaigns: ["Double November"] } } });
  expect(lot?.rule).toContain("Times 2 by “Double November”.");
  expect(lot?.sentence).toMatch(/21 for Book 5, the rest for 2 more lines\. 147 can be spent now\.$/);
});

test("promise 11: points that wait for the store to let them go", async () => {
  const store = await StoreUnderTest.make({
    ...RULES,
    earning: { order: { points: 1, per: 100 }, holdFrom: "release" },
  });
  const told = await store.putOrder("1", order("anna", 5000, START));
  const [lot] = (await explain(store, told.order.memberId ?? "")).items;
  expect(lot).toMatchObject({ status: "pending", availableAt: null, expiresAt: null });
  expect(lot?.sentence).toBe("50 points earned by order 1. 50 wait for a day that isn't known yet.");
});

test("promise 11: the grace that lasts until somebody has warned", async () => {
  const store = await StoreUnderTest.make({
    ...RULES,
    expiry: { afterDays: 40, warnDays: 7, graceDays: 10 },
  });
  const memberId = await store.member("anna");
  await store.earn(memberId, 50);
  const [lot] = (await explain(store, memberId)).items;
  expect(lot).toMatchObject({
    expiresAt: new Date(START + 40 * DAY).toISOString(),
    graceUntil: new Date(START + 50 * DAY).toISOString(),
  });
});

test("promise 11: what a rule on debt had spared is told, and still ties out", async () => {
  const store = await StoreUnderTest.make({ ...RULES, debt: { policy: "within_balance" } });
  const bought = order("anna", 50_000, START);
  const memberId = (await store.putOrder("1", bought)).order.memberId ?? "";
  for (let count = 0; count < 2; count++)
    await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
  for (const cancelled of [true, false]) {
    store.now += DAY;
    const time = new Date(store.now).toISOString();
    await store.putOrder("1", { ...bought, updatedAt: time, cancelledAt: cancelled ? time : null });
    const explained = await explain(store, memberId, "lots=all");
    expectToTieOut(explained);
    expect(explained.debt.points).toBe(0);
  }
  const days = await rollForward(store, START, START + 5 * DAY);
  expect(days.tiesOut).toBe(true);
  expect(days.closing.points).toBe(sum(Object.values(await store.balance(memberId))));
  expect(await store.problems()).toEqual([]);
});
