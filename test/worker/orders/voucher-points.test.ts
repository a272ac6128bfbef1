/** A voucher whose reward gives its points back when the order that used it is cancelled, and takes them again. */
import { beforeEach, describe, expect, test } from "vitest";
import { databaseOf } from "../../../worker/database/client.ts";
import { voucherSchema, type VoucherAnswer } from "../../../worker/rewards/answers.ts";
import { returnVouchers } from "../../../worker/rewards/return-vouchers.ts";
import { redeem } from "../http/furnished-store.ts";
import {
  DAY,
  environment,
  PROGRAM,
  START,
  StoreUnderTest,
  type OrderInput,
  type ProgramInput,
} from "../store-under-test.ts";
import { annas, cancelled, entriesOf, iso, pointsOf } from "./told.ts";

const reward = {
  id: "five-off",
  name: "£5 off",
  type: "amount_off",
  amount: 500,
  points: 500,
  validDays: 60,
  onCancel: "give_back",
} as const;
const GIVING_BACK = {
  ...PROGRAM,
  earning: { ...PROGRAM.earning, order: { points: 1, per: 1000 } },
  rewards: [reward],
} satisfies ProgramInput;

let store: StoreUnderTest;
let memberId: string;
let code: string;

async function open(program: ProgramInput = GIVING_BACK): Promise<void> {
  store = await StoreUnderTest.make(program);
  memberId = await store.member("anna");
  await store.earn(memberId, 700);
  code = await redeem(store, memberId);
}
beforeEach(async () => open());

async function voucher(): Promise<VoucherAnswer> {
  return (await store.server("GET", `/v1/vouchers/${code}`)).as(voucherSchema);
}

/** Anna's order of £30, which earns 3 points and names the voucher. */
const using = (second: number, more: Partial<OrderInput> = {}) =>
  annas(3000, second, { vouchers: [code], ...more });
const off = (second: number, more: Partial<OrderInput> = {}) =>
  cancelled(3000, second, { vouchers: [code], ...more });

describe("an order that is cancelled", () => {
  test("gives the points back to the very lots, and says why", async () => {
    await store.putOrder("1", using(0));
    const { balance } = await store.putOrder("1", off(1));
    expect(balance).toEqual({ available: 700, pending: 0, debt: 0 });
    expect(await voucher()).toMatchObject({ status: "released" });
    const entries = await entriesOf(store, memberId);
    expect(entries.map(({ points, reason }) => [points, reason.rule])).toEqual([
      [700, "action"],
      [-500, "redemption"],
      [3, "order"],
      [500, "redemption_released"],
      [-3, "order_changed"],
    ]);
    expect(entries[3]?.sentence).toBe("500 points given back for £5 off, because order 1 was cancelled.");
    expect(entries[3]?.reason).toMatchObject({ orderId: "1", voucherCode: code, rewardName: "£5 off" });
    expect(await store.problems()).toEqual([]);
  });

  test("told as cancelled first of all does the same", async () => {
    await store.putOrder("1", off(1));
    expect((await store.putOrder("1", using(0))).stale).toBe(true);
    expect(await store.balance(memberId)).toEqual({ available: 700, pending: 0, debt: 0 });
    expect(await voucher()).toMatchObject({ status: "released" });
    expect(await store.problems()).toEqual([]);
  });

  test("told twice, or by 20 at once, gives back once", async () => {
    await store.putOrder("1", using(0));
    await Promise.all(Array.from({ length: 20 }, (_, second) => store.putOrder("1", off(1 + (second % 4)))));
    expect(await store.balance(memberId)).toEqual({ available: 700, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });

  test("without naming the voucher leaves it free", async () => {
    await store.putOrder("1", using(0));
    await store.putOrder("1", off(1, { vouchers: [] }));
    expect(await voucher()).toMatchObject({ status: "issued", orderId: null });
    expect(await store.balance(memberId)).toMatchObject({ available: 200 });
  });

  test("has no say about a voucher that another order used", async () => {
    await store.putOrder("2", using(0));
    await store.putOrder("1", using(0));
    await store.putOrder("1", off(1));
    expect(await voucher()).toMatchObject({ status: "used", orderId: "2" });
    expect(await store.balance(memberId)).toMatchObject({ available: 206 - 3 });
    expect(await store.problems()).toEqual([]);
  });

  test("leaves a voucher free whose reward keeps it", async () => {
    await open({ ...GIVING_BACK, rewards: [{ ...reward, onCancel: "keep" }] });
    await store.putOrder("1", using(0));
    await store.putOrder("1", off(1));
    expect(await voucher()).toMatchObject({ status: "issued", orderId: null });
    expect(await store.balance(memberId)).toMatchObject({ available: 200 });
  });

  test("repays what the member owes before anything is spared them", async () => {
    await open({ ...GIVING_BACK, debt: { policy: "within_balance" } });
    await store.putOrder("1", annas(300_000, 0, { vouchers: [code] }));
    await redeem(store, memberId);
    const { balance, order } = await store.putOrder("1", cancelled(300_000, 1, { vouchers: [code] }));
    // 200 left and 300 earned were spent; the 500 of the voucher come back, and pay for the order's 300.
    expect([balance, order.forgiven]).toEqual([{ available: 200, pending: 0, debt: 0 }, 0]);
    expect(await store.problems()).toEqual([]);
  });

  test("of somebody else gives the points to the member who redeemed them", async () => {
    const bens = (state: OrderInput): OrderInput => ({ ...state, customer: { id: "ben" } });
    await store.putOrder("1", bens(using(0)));
    const { balance } = await store.putOrder("1", bens(off(1)));
    expect(balance).toEqual({ available: 0, pending: 0, debt: 0 });
    expect(await store.balance(memberId)).toMatchObject({ available: 700 });
    expect(await store.problems()).toEqual([]);
  });
});

describe("an order that is re-opened", () => {
  test("takes the price again, and the voucher is used on it", async () => {
    await store.putOrder("1", using(0));
    await store.putOrder("1", off(1));
    const { balance, vouchers } = await store.putOrder("1", using(2));
    expect(vouchers).toEqual([{ code, accepted: true, detail: null }]);
    expect(balance).toEqual({ available: 203, pending: 0, debt: 0 });
    expect(await voucher()).toMatchObject({ status: "used", orderId: "1", usedAt: iso(START) });
    const last = (await entriesOf(store, memberId)).at(-1);
    expect(last).toMatchObject({ points: -500, reason: { rule: "redemption_renewed", orderId: "1" } });
    expect(await store.problems()).toEqual([]);
  });

  test("owes what is no longer there, and a later cancellation settles it", async () => {
    await store.putOrder("1", using(0));
    await store.putOrder("1", off(1));
    await redeem(store, memberId);
    const reopened = await store.putOrder("1", using(2));
    expect(reopened.balance).toEqual({ available: 0, pending: 0, debt: 297 });
    expect(await store.problems()).toEqual([]);
    const again = await store.putOrder("1", off(3));
    expect(again.balance).toEqual({ available: 200, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });

  test.each([
    ["in part", 100, 300],
    ["to the point", 297, 497],
    ["and more was earned", 400, 600],
  ])("gives it all back though the debt was repaid %s meanwhile", async (_how, earned, available) => {
    await store.putOrder("1", using(0));
    await store.putOrder("1", off(1));
    await redeem(store, memberId);
    await store.putOrder("1", using(2));
    await store.earn(memberId, earned);
    const { balance } = await store.putOrder("1", off(3));
    expect(balance).toEqual({ available, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });

  test("whatever the rule on debt says, for the voucher is used", async () => {
    await open({ ...GIVING_BACK, debt: { policy: "within_balance" } });
    await store.putOrder("1", using(0));
    await store.putOrder("1", off(1));
    await redeem(store, memberId);
    expect((await store.putOrder("1", using(2))).balance).toEqual({ available: 0, pending: 0, debt: 297 });
    expect(await store.problems()).toEqual([]);
  });

  test("takes available points before those that wait, though these expire sooner", async () => {
    await open({ ...GIVING_BACK, expiry: { afterDays: 400 } });
    store.now += 1000;
    const held = { ...GIVING_BACK.earning, holdDays: 30 };
    await store.publish({ ...GIVING_BACK, earning: held, expiry: { afterDays: 40 } });
    const placed = { vouchers: [code], placedAt: iso(store.now) };
    await store.putOrder("1", annas(200_000, 1, placed));
    await store.putOrder("1", cancelled(200_000, 2, placed));
    const { balance } = await store.putOrder("1", annas(200_000, 3, placed));
    expect(balance).toEqual({ available: 200, pending: 200, debt: 0 });
  });

  test("takes points that wait before anything is owed", async () => {
    await open({ ...GIVING_BACK, earning: { ...GIVING_BACK.earning, holdDays: 30 } });
    await store.putOrder("1", using(0));
    await store.putOrder("1", off(1));
    await redeem(store, memberId);
    const waiting = { memberId, points: 100, description: "Held", hold: true };
    await store.server("POST", "/v1/earn", { body: waiting });
    expect((await store.putOrder("1", using(2))).balance).toEqual({ available: 0, pending: 0, debt: 197 });
    expect(await store.problems()).toEqual([]);
  });

  test("again and again leaves what there was", async () => {
    for (let second = 0; second < 10; second += 2) {
      await store.putOrder("1", using(second));
      expect(await store.balance(memberId)).toEqual({ available: 203, pending: 0, debt: 0 });
      await store.putOrder("1", off(second + 1));
      expect(await store.balance(memberId)).toEqual({ available: 700, pending: 0, debt: 0 });
    }
    expect(await store.problems()).toEqual([]);
  });

  test("without the voucher takes the points again and frees it, as if nobody had cancelled in between", async () => {
    await store.putOrder("1", using(0));
    await store.putOrder("1", off(1));
    expect((await store.putOrder("1", using(2, { vouchers: [] }))).balance).toMatchObject({ available: 203 });
    expect(await voucher()).toMatchObject({ status: "issued", orderId: null });
    expect(await store.problems()).toEqual([]);
  });

  test("after the voucher left it, frees it for another order", async () => {
    await store.putOrder("1", using(0));
    await store.putOrder("1", off(1));
    await store.putOrder("1", using(2));
    await store.putOrder("1", using(3, { vouchers: [] }));
    expect(await voucher()).toMatchObject({ status: "issued", orderId: null });
    expect((await store.putOrder("2", using(0))).vouchers[0]?.accepted).toBe(true);
    expect(await store.problems()).toEqual([]);
  });

  test("is no other order: that one gets no voucher that was given back", async () => {
    await store.putOrder("1", using(0));
    await store.putOrder("1", off(1));
    expect((await store.putOrder("2", using(0))).vouchers[0]).toMatchObject({
      accepted: false,
      detail: "The voucher was released, and its points given back.",
    });
  });

  test("takes its place in stock and limits again", async () => {
    const limited = { ...reward, stock: 1, limits: [{ count: 1, period: "ever" as const }] };
    await open({ ...GIVING_BACK, rewards: [limited] });
    const redeemable = async () => {
      const body = { memberId, rewardId: "five-off" };
      return (await store.server("POST", "/v1/redeem", { body })).status;
    };
    await store.earn(memberId, 1000);
    await store.putOrder("1", using(0));
    expect(await redeemable()).toBe(409);
    await store.putOrder("1", off(1));
    await store.putOrder("1", using(2));
    expect(await redeemable()).toBe(409);
    await store.putOrder("1", off(3));
    expect(await redeemable()).toBe(201);
    // It stands all the same: the shop has given the money already.
    await store.putOrder("1", using(4));
    expect(await voucher()).toMatchObject({ status: "used" });
    expect(await store.problems()).toEqual([]);
  });
});

test("a freed voucher that was renewed can be released by the store, debt and all", async () => {
  await store.putOrder("1", using(0));
  await store.putOrder("1", off(1));
  await redeem(store, memberId);
  await store.putOrder("1", using(2));
  await store.putOrder("1", using(3, { vouchers: [] }));
  await store.earn(memberId, 1000);
  const answer = await store.server("POST", `/v1/vouchers/${code}/release`, { body: {} });
  expect(answer.status).toBe(200);
  expect(await store.balance(memberId)).toEqual({ available: 700 - 500 + 3 + 1000, pending: 0, debt: 0 });
  expect(await store.problems()).toEqual([]);
});

describe("a voucher that gives its points back when it expires", () => {
  const returning = { ...GIVING_BACK, rewards: [{ ...reward, onExpiry: "give_back" as const }] };
  const job = () => returnVouchers(databaseOf(environment), { now: store.now, storeId: store.id }, 100);

  test.each([
    ["ran", true],
    ["did not run", false],
  ])("is used by an order that was placed in time and told late, whether the job %s", async (_how, ran) => {
    await open(returning);
    store.now = START + 61 * DAY;
    if (ran) {
      await job();
      expect(await store.balance(memberId)).toMatchObject({ available: 700 });
    }
    const answer = await store.putOrder("1", using(0));
    expect(answer.vouchers).toEqual([{ code, accepted: true, detail: null }]);
    expect(answer.balance).toEqual({ available: 203, pending: 0, debt: 0 });
    await job();
    expect(await store.balance(memberId)).toMatchObject({ available: 203 });
    expect(await store.problems()).toEqual([]);
  });

  test("is not used by an order that was placed too late", async () => {
    await open(returning);
    store.now = START + 61 * DAY;
    await job();
    const late = { placedAt: iso(store.now), paidAt: iso(store.now) };
    const answer = await store.putOrder("1", using(0, late));
    expect(answer).toMatchObject({ vouchers: [{ accepted: false }], balance: { available: 703 } });
  });

  test("and was given back by hand before is gone for good", async () => {
    await open(returning);
    await store.server("POST", `/v1/vouchers/${code}/release`, { body: {} });
    store.now = START + 61 * DAY;
    expect((await store.putOrder("1", using(0))).vouchers[0]?.accepted).toBe(false);
    expect(await pointsOf(store, memberId)).toEqual([700, -500, 500, 3]);
  });
});
