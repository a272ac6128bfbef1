import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import { entrySchema } from "../../../worker/members/answers.ts";
import { redeemedSchema } from "../../../worker/rewards/answers.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { DAY, environment, order, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";

const earnedSchema = z.object({ entry: entrySchema }).loose();
const entriesSchema = z.object({ items: z.array(entrySchema), next: z.string().nullable() });

const entriesOf = async (store: StoreUnderTest, memberId: string) =>
  (await store.server("GET", `/v1/members/${memberId}/entries?limit=100`)).as(entriesSchema).items;

test("promise 4: the same key with the same request answers the same, with another it is refused", async () => {
  const store = await StoreUnderTest.make();
  const memberId = await store.member("anna");
  const body = { memberId, points: 600, description: "A gift" };
  const earn = (sent: object) => store.server("POST", "/v1/earn", { body: sent, key: "once" });
  const first = await earn(body);
  store.now += 20 * DAY;
  // The order of the fields, and what the member has by now, make no difference.
  expect((await earn({ description: "A gift", points: 600, memberId })).text).toBe(first.text);
  const other = await earn({ ...body, points: 601 });
  expect([other.status, other.problem().code]).toEqual([422, "idempotency_key_reused"]);
  const elsewhere = await store.server("POST", "/v1/redeem", {
    body: { memberId, rewardId: "five-off" },
    key: "once",
  });
  expect(elsewhere.problem().code).toBe("idempotency_key_reused");
  expect(await store.balance(memberId)).toEqual({ available: 600, pending: 0, debt: 0 });
});

test("promise 4: a redemption that was answered answers the same when the points, or the reward, are gone", async () => {
  const store = await StoreUnderTest.make();
  const memberId = await store.member("anna");
  await store.earn(memberId, 500);
  const redeem = () =>
    store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" }, key: "once" });
  const first = await redeem();
  expect(first.status).toBe(201);
  expect((await redeem()).text).toBe(first.text);
  await store.publish({ ...PROGRAM, rewards: [] });
  expect((await redeem()).text).toBe(first.text);
});

test("promise 4: a key whose answer was forgotten after months gives nothing a second time", async () => {
  const store = await StoreUnderTest.make();
  const memberId = await store.member("anna");
  const earn = () =>
    store.server("POST", "/v1/earn", { body: { memberId, points: 600, description: "A gift" }, key: "once" });
  await earn();
  store.now += 90 * DAY;
  await scheduled(databaseOf(environment), store.now);
  expect((await earn()).status).toBeLessThan(500);
  expect(await store.balance(memberId)).toEqual({ available: 600, pending: 0, debt: 0 });
});

test("promise 4: a write of one member's session can't be answered with another's key", async () => {
  const store = await StoreUnderTest.make();
  const sessions = [await store.session("anna"), await store.session("ben")];
  for (const name of ["anna", "ben"]) await store.putOrder(name, order(name, 60_000, START));
  const codes = [];
  for (const session of sessions) {
    const answer = await store.page("POST", "/storefront/redemptions", {
      session,
      body: { rewardId: "five-off" },
      key: "same",
    });
    codes.push(answer.as(redeemedSchema).voucher.code);
  }
  expect(new Set(codes).size).toBe(2);
});

test("promise 10: floored once at the order, and cut to the lines so that they add up", async () => {
  const store = await StoreUnderTest.make({ name: "Odd", earning: { order: { points: 3, per: 70 } } });
  const amounts = fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 9 });
  const drawn = fc.sample(fc.tuple(amounts, fc.nat({ max: 500 })), { seed: 10, numRuns: 25 });
  for (const [index, [lines, discount]] of drawn.entries()) {
    const state = {
      ...order(`customer-${index}`, 0, START),
      lines: lines.map((amount, line) => ({ id: `line ${line}`, quantity: 1, amount })),
      discount,
    };
    const told = await store.putOrder(String(index), state);
    const net = Math.max(0, lines.reduce((sum, amount) => sum + amount, 0) - discount);
    expect(told.posted).toBe(Math.floor((net * 3) / 70));
    const [entry] = await entriesOf(store, told.order.memberId ?? "");
    const parts = entry?.reason.lines ?? [];
    expect(parts.reduce((sum, line) => sum + line.points, 0)).toBe(told.posted);
    for (const part of parts) {
      const line = state.lines.find(({ id }) => id === part.id);
      // No line is more than a point away from its exact share of the order before the discount.
      expect(part.points).toBeLessThanOrEqual(Math.ceil(((line?.amount ?? 0) * 3) / 70));
    }
  }
});

test("promises 10 and 11: what a refund takes back is told by line, and adds up", async () => {
  const store = await StoreUnderTest.make();
  const bought = {
    ...order("anna", 0, START),
    lines: [1, 2, 3].map((line) => ({ id: `line ${line}`, quantity: 1, amount: 3333 })),
  };
  const memberId = (await store.putOrder("1", bought)).order.memberId ?? "";
  store.now += DAY;
  const time = new Date(store.now).toISOString();
  const refunds = [{ id: "r", refundedAt: time, lines: [{ lineId: "line 2", amount: 3333 }] }];
  const { posted } = await store.putOrder("1", { ...bought, updatedAt: time, refunds });
  const [entry] = await entriesOf(store, memberId);
  expect(entry).toMatchObject({
    kind: "refund",
    points: posted,
    reason: { rule: "order_changed", orderId: "1" },
  });
  expect((entry?.reason.lines ?? []).reduce((sum, line) => sum + line.points, 0)).toBe(posted);
});

test("promise 11: every entry says why: the rule, the program's version, and a sentence", async () => {
  const store = await StoreUnderTest.make({
    ...PROGRAM,
    earning: { ...PROGRAM.earning, signUp: 50 },
    expiry: { afterDays: 40 },
  });
  const bought = order("anna", 60_000, START);
  const memberId = (await store.putOrder("1", bought)).order.memberId ?? "";
  store.now += 1;
  await store.earn(memberId, 30);
  for (let times = 0; times < 2; times++) {
    store.now += 1;
    const answer = await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
    const { voucher } = answer.as(redeemedSchema);
    store.now += 1;
    await store.server("POST", `/v1/vouchers/${voucher.code}/release`, { body: {} });
  }
  store.now += 40 * DAY;
  await scheduled(databaseOf(environment), store.now);
  store.now += 1;
  const time = new Date(store.now).toISOString();
  await store.putOrder("1", { ...bought, updatedAt: time, cancelledAt: time });
  const entries = await entriesOf(store, memberId);
  const rules = new Set(entries.map((entry) => entry.reason.rule));
  expect([...rules].sort()).toEqual(
    [
      "action",
      "expiry",
      "expiry_reversed",
      "order",
      "order_changed",
      "redemption",
      "redemption_released",
      "sign_up",
    ].sort(),
  );
  for (const entry of entries) {
    expect(entry.reason.programVersion).toBe(1);
    expect(entry.sentence).toMatch(/^\d+ points?\b.+\.$/);
    if (entry.kind === "earn") expect(entry.availableAt).not.toBeNull();
  }
});

test("promise 11: an order told before there were rules says its lines once there are", async () => {
  const store = await StoreUnderTest.make(null);
  const bought = order("anna", 10_000, START);
  const { order: told } = await store.putOrder("1", bought);
  store.now += DAY;
  await store.publish(PROGRAM);
  const later = await store.putOrder("1", { ...bought, updatedAt: new Date(store.now).toISOString() });
  const entries = await entriesOf(store, told.memberId ?? "");
  const lines = entries.flatMap((entry) => entry.reason.lines ?? []);
  expect(lines.reduce((sum, line) => sum + line.points, 0)).toBe(later.order.points);
  expect(await store.problems()).toEqual([]);
});

test("promise 12: two stores with the same customers, orders and keys don't touch each other", async () => {
  const [one, other] = [await StoreUnderTest.make(), await StoreUnderTest.make()];
  const members = [await one.member("anna"), await other.member("anna")];
  const [mine = "", theirs = ""] = members;
  await one.putOrder("1", order("anna", 80_000, START));
  await other.putOrder("1", order("anna", 5000, START));
  const body = { customerId: "anna", points: 7, description: "A gift" };
  for (const store of [one, other]) {
    const answer = await store.server("POST", "/v1/earn", { body, key: "same" });
    expect(answer.as(earnedSchema).entry.points).toBe(7);
  }
  expect(await one.balance(mine)).toEqual({ available: 807, pending: 0, debt: 0 });
  expect(await other.balance(theirs)).toEqual({ available: 57, pending: 0, debt: 0 });
  const redeemed = await one.server("POST", "/v1/redeem", { body: { memberId: mine, rewardId: "five-off" } });
  const { code } = redeemed.as(redeemedSchema).voucher;
  for (const [method, path, sent] of [
    ["GET", `/v1/members/${mine}/balance`, undefined],
    ["GET", `/v1/members/${mine}/entries`, undefined],
    ["GET", `/v1/vouchers/${code}`, undefined],
    ["POST", `/v1/vouchers/${code}/release`, {}],
    ["POST", `/v1/vouchers/${code}/use`, { orderId: "1" }],
    ["POST", "/v1/earn", { memberId: mine, points: 7, description: "A gift" }],
    ["POST", "/v1/redeem", { memberId: mine, rewardId: "five-off" }],
  ] as const)
    expect((await other.server(method, path, { body: sent })).status).toBe(404);
  expect(await one.balance(mine)).toEqual({ available: 307, pending: 0, debt: 0 });
  expect(await one.problems()).toEqual([]);
  expect(await other.problems()).toEqual([]);
});
