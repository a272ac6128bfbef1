import { afterEach, expect, test, vi } from "vitest";
import { balanceSchema } from "../../../worker/members/answers.ts";
import { order, START, StoreUnderTest } from "../store-under-test.ts";
import { crowd } from "./crowd.ts";
import { seedOf } from "./sequences.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

test("promise 3: writes at once on few members take no point twice", { timeout: 60_000 }, async () => {
  expect(await crowd(seedOf(1), 5, { before: 0, after: 0 })).toMatchObject({ lost: 0 });
});

test("promise 5: a write whose answer was lost can be sent again", { timeout: 60_000 }, async () => {
  // Each lost answer is an error that the Worker notes.
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { lost } = await crowd(seedOf(1), 4, { before: 0.05, after: 0.3 });
  expect(lost).toBeGreaterThan(20);
});

test("promise 3: 100 redemptions at once on points for 7 give 7 vouchers", async () => {
  const store = await StoreUnderTest.make();
  const memberId = await store.member("anna");
  await store.earn(memberId, 7 * 500 + 499);
  const answers = await Promise.all(
    Array.from({ length: 100 }, () =>
      store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } }),
    ),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(7);
  expect(answers.filter(({ status }) => status === 409).map((answer) => answer.problem().code)).toEqual(
    Array.from({ length: 93 }, () => "insufficient_points"),
  );
  expect(await store.balance(memberId)).toEqual({ available: 499, pending: 0, debt: 0 });
  expect(await store.problems()).toEqual([]);
});

test("promise 4: one redemption sent 30 times at once with one key is one redemption", async () => {
  const store = await StoreUnderTest.make();
  const memberId = await store.member("anna");
  await store.earn(memberId, 5000);
  const body = { memberId, rewardId: "five-off" };
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => store.server("POST", "/v1/redeem", { body, key: "once" })),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await store.balance(memberId)).toEqual({ available: 4500, pending: 0, debt: 0 });
});

test("promise 6: one order told 50 times at once earns once, and enrols once", async () => {
  const store = await StoreUnderTest.make();
  const state = order("anna", 12_345, START);
  const answers = await Promise.all(Array.from({ length: 50 }, () => store.putOrder("1001", state)));
  expect(new Set(answers.map(({ order: told }) => told.memberId)).size).toBe(1);
  const memberId = answers[0]?.order.memberId ?? "";
  const balance = await store.server("GET", `/v1/members/${memberId}/balance`);
  expect(balance.as(balanceSchema)).toEqual({ available: 123, pending: 0, debt: 0 });
  expect(await store.problems()).toEqual([]);
});
