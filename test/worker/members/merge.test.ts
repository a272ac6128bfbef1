/** Two customers that became one: all that the first had is the second's, to the point and to the day. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { mergeMembers } from "../../../worker/members/merge.ts";
import { memberSchema } from "../../../worker/members/answers.ts";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import { databaseOf } from "../../../worker/database/client.ts";
import { postExpiries } from "../../../worker/ledger/expire.ts";
import { entriesOf, iso } from "../orders/told.ts";
import {
  DAY,
  environment,
  order,
  PROGRAM,
  START,
  StoreUnderTest,
  type OrderInput,
} from "../store-under-test.ts";
import { EXPIRING, contextOf, merging, told } from "./merging.ts";

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make(EXPIRING);
});

const { merge, placed, redeem, available, lotsOf, sound } = merging(() => store);

async function redeemSome(memberId: string): Promise<void> {
  const body = { memberId, points: -120, description: "Taken", actor: "Priya" };
  await store.server("POST", "/v1/adjustments", { body });
}

describe("points", () => {
  test("promises 2 and 9: merged points keep the dates of their lots, and none is won or lost", async () => {
    const [anna, ben] = [await store.member("anna"), await store.member("ben")];
    for (const [day, points] of [
      [0, 40],
      [20, 50],
    ] as const) {
      store.now = START + day * DAY;
      await store.earn(anna, points);
      await store.earn(ben, points * 2);
    }
    const before = [...(await lotsOf(anna)), ...(await lotsOf(ben))];
    expect(await merge()).toBe(ben);
    expect(await store.balance(anna)).toEqual({ available: 0, pending: 0, debt: 0 });
    expect(await available(ben)).toBe(270);
    const order = (rows: Record<string, unknown>[]) => rows.map((row) => JSON.stringify(row)).sort();
    expect(order(await lotsOf(ben))).toEqual(order(before));
    store.now = START + 100 * DAY;
    expect(await available(ben)).toBe(150);
    await sound();
  });

  test("both owe: the points of one repay the debt of the other", async () => {
    // Anna owes 500 of an order that was cancelled after she had spent it.
    await placed("1", "anna", 500);
    const anna = await store
      .member("ben")
      .then(async () => (await placed("1", "anna", 500)).order.memberId ?? "");
    await redeem(anna);
    await placed("1", "anna", ...told(500, 5, { cancelledAt: iso(START + 5000) }));
    expect(await store.balance(anna)).toEqual({ available: 0, pending: 0, debt: 500 });
    const { order: bens } = await placed("2", "ben", 120);
    expect(await merge()).toBe(bens.memberId);
    expect(await store.balance(bens.memberId ?? "")).toEqual({ available: 0, pending: 0, debt: 380 });
    expect(await store.balance(anna)).toEqual({ available: 0, pending: 0, debt: 0 });
    await sound();
    await placed("3", "ben", 400);
    expect(await store.balance(bens.memberId ?? "")).toEqual({ available: 20, pending: 0, debt: 0 });
    await sound();
  });

  test("the kept one owes: what comes repays it first", async () => {
    const { order: bens } = await placed("1", "ben", 500);
    const ben = bens.memberId ?? "";
    await redeem(ben);
    await placed("1", "ben", ...told(500, 5, { cancelledAt: iso(START + 5000) }));
    await placed("2", "anna", 700);
    await merge();
    expect(await store.balance(ben)).toEqual({ available: 200, pending: 0, debt: 0 });
    await sound();
  });

  test("what waits and what has lapsed goes along", async () => {
    await store.publish({
      ...EXPIRING,
      earning: { ...PROGRAM.earning, order: { points: 1, per: 100 }, holdDays: 14 },
    });
    store.now = START + 1000;
    const ben = await store.member("ben");
    await placed("1", "anna", 100);
    await merge();
    expect(await store.balance(ben)).toEqual({ available: 0, pending: 100, debt: 0 });
    store.now = START + 15 * DAY;
    expect(await available(ben)).toBe(100);
    store.now = START + 120 * DAY;
    expect(await store.balance(ben)).toEqual({ available: 0, pending: 0, debt: 0 });
    await sound();
  });

  test("promise 11: every entry of a merge says what it is", async () => {
    const ben = await store.member("ben");
    const { order: annas } = await placed("1", "anna", 600);
    await redeem(annas.memberId ?? "");
    await merge();
    const said = (await entriesOf(store, ben)).map(({ points, sentence, kind }) => [points, kind, sentence]);
    const carried = (what: string) => `${what}, as two accounts were merged: nothing was won or lost by it.`;
    expect(said).toEqual([
      [-600, "transfer", carried("600 points less")],
      [-500, "transfer", carried("500 points less for £5 off")],
      [600, "transfer", carried("600 points more for order 1")],
      [600, "transfer", "600 points from an account that was merged into this one."],
    ]);
    expect(await available(ben)).toBe(100);
    const explained = await store.server("GET", `/v1/members/${ben}/explain`);
    expect(explained.as(z.object({ tiesOut: z.boolean() }).loose()).tiesOut).toBe(true);
  });
});

describe("orders", () => {
  test("promise 6: a refund after a merge takes what it would have taken before", async () => {
    const refunds = [{ id: "r1", refundedAt: iso(START), amount: 10_000 }];
    await placed("1", "anna", 300);
    const { order: bens } = await placed("2", "ben", 100);
    await merge();
    const answer = await placed("1", "anna", ...told(300, 5, { refunds }));
    expect([answer.posted, answer.order.memberId]).toEqual([-100, bens.memberId]);
    expect(answer.balance).toEqual({ available: 300, pending: 0, debt: 0 });
    await sound();
  });

  test.each([true, false])(
    "points that expired before the merge are not taken twice by a refund after it (posted by the job: %s)",
    async (isPosted) => {
      const { order: annas } = await placed("1", "anna", 300);
      await redeemSome(annas.memberId ?? "");
      store.now = START + 101 * DAY;
      const { order: bens } = await placed("2", "ben", 100);
      if (isPosted) await postExpiries(databaseOf(environment), { now: store.now, storeId: store.id }, 100);
      await merge();
      await sound();
      await placed("1", "anna", ...told(300, 5, { cancelledAt: iso(START + 5000) }));
      // Of the 300, 120 were spent: those are taken, and not what had expired.
      expect(await store.balance(bens.memberId ?? "")).toEqual({ available: 0, pending: 0, debt: 20 });
      await sound();
    },
  );

  test("states that name the one who is gone find the kept one, old, new and told again", async () => {
    await placed("1", "anna", 100);
    const ben = await store.member("ben");
    await merge();
    expect((await placed("1", "anna", ...told(150, 9, {}))).order.memberId).toBe(ben);
    expect((await placed("1", "ben", ...told(150, 9, {}))).order.memberId).toBe(ben);
    expect((await placed("5", "anna", 50)).order.memberId).toBe(ben);
    expect(await available(ben)).toBe(200);
    await sound();
  });

  test("promise 6: a merge and the states of an order end alike in every order of arrival", async () => {
    const ends = [];
    const steps: ((at: StoreUnderTest) => Promise<unknown>)[] = [
      (at) => at.putOrder("1", order("anna", 10_000, START)),
      (at) => at.putOrder("1", order("ben", 15_000, START, { updatedAt: iso(START + 1000) })),
      async (at) => mergeMembers(await contextOf(at), "anna", "ben"),
    ];
    for (const sequence of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]) {
      const at = await StoreUnderTest.make(EXPIRING);
      for (const step of sequence) await steps[step]?.(at);
      const found = await at.server("GET", "/v1/members?customerId=ben");
      const [member] = found.as(z.object({ items: z.array(memberSchema) }).loose()).items;
      ends.push(await at.balance(member?.id ?? ""));
      expect(await at.problems()).toEqual([]);
    }
    expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1);
    expect(ends[0]).toEqual({ available: 150, pending: 0, debt: 0 });
  });

  test("an order that went from the kept one to the merged one has what it was spared in one place", async () => {
    await store.publish({ ...EXPIRING, debt: { policy: "within_balance" } });
    store.now = START + 1000;
    const now = (second: number, more: Partial<OrderInput> = {}) => ({
      placedAt: iso(store.now),
      paidAt: iso(store.now),
      updatedAt: iso(store.now + second * 1000),
      ...more,
    });
    const { order: bens } = await placed("1", "ben", 600, now(0));
    await redeem(bens.memberId ?? "");
    // It was Anna's after all: of Ben's 600 there are 100 to take back, and 500 are forgiven him.
    await placed("1", "anna", 600, now(1));
    await sound();
    await merge();
    await sound();
    await placed("1", "ben", 600, now(2, { cancelledAt: iso(store.now) }));
    await sound();
    await placed("1", "ben", 600, now(3));
    await sound();
    // What he was forgiven is used up before he is given anything: he still has what the 500 bought.
    expect(await store.balance(bens.memberId ?? "")).toEqual({ available: 100, pending: 0, debt: 0 });
  });
});

describe("vouchers and referrals", () => {
  test("promise 8: a voucher that was merged along gives back to lots with the dates of those it took from", async () => {
    const anna = await store.member("anna");
    const ben = await store.member("ben");
    await store.earn(anna, 300);
    store.now = START + 10 * DAY;
    await store.earn(anna, 400);
    const before = await lotsOf(anna);
    const code = await redeem(anna);
    await merge();
    const session = await store.session("ben");
    const { vouchers } = (await store.page("GET", "/storefront/panel", { session })).as(panelSchema);
    expect(vouchers.map((each) => each.code)).toEqual([code]);
    await sound();
    expect((await store.server("POST", `/v1/vouchers/${code}/release`, { body: {} })).status).toBe(200);
    expect(await lotsOf(ben)).toEqual(before);
    await sound();
  });

  test("a used voucher gives back when its order, which changed hands, is cancelled", async () => {
    const rewards = PROGRAM.rewards.map((reward) => ({ ...reward, onCancel: "give_back" as const }));
    await store.publish({ ...EXPIRING, rewards });
    const anna = await store.member("anna");
    const ben = await store.member("ben");
    await store.earn(anna, 500);
    const code = await redeem(anna);
    await placed("1", "anna", 50, { vouchers: [code] });
    await merge();
    expect(await available(ben)).toBe(50);
    await placed("1", "anna", ...told(50, 5, { vouchers: [code], cancelledAt: iso(START + 5000) }));
    expect(await available(ben)).toBe(500);
    await sound();
    await placed("1", "anna", ...told(50, 6, { vouchers: [code] }));
    expect(await available(ben)).toBe(50);
    await sound();
  });

  const linkOf = async (memberId: string) =>
    (await store.server("POST", "/v1/referral-links", { body: { memberId } })).as(
      z.object({ code: z.string() }).loose(),
    ).code;
  const claim = (code: string, email: string) =>
    store.page("POST", "/storefront/referral-claims", { body: { code, email } });
  const bought = (id: string, email: string, second: number) =>
    store.putOrder(id, {
      ...order("x", 5000, START, { updatedAt: iso(START + second * 1000) }),
      customer: { email },
    });

  test("both links stay good, and what they earn is the kept one's", async () => {
    const [anna, ben] = [await store.member("anna"), await store.member("ben")];
    const [annas, bens] = [await linkOf(anna), await linkOf(ben)];
    await claim(annas, "one@example.com");
    await merge();
    await claim(annas, "two@example.com");
    await claim(bens, "three@example.com");
    for (const [index, friend] of ["one", "two", "three"].entries())
      await bought(`f${index}`, `${friend}@example.com`, 1);
    expect(await store.balance(ben)).toEqual({ available: 0, pending: 1500, debt: 0 });
    await sound();
    await store.putOrder("f0", {
      ...order("x", 5000, START, { updatedAt: iso(START + 9000), cancelledAt: iso(START + 9000) }),
      customer: { email: "one@example.com" },
    });
    expect((await store.balance(ben)).pending).toBe(1000);
    await sound();
  });

  test("a referral that has paid goes along", async () => {
    const [anna, ben] = [await store.member("anna"), await store.member("ben")];
    const link = await linkOf(anna);
    await claim(link, "one@example.com");
    await bought("f0", "one@example.com", 1);
    await merge();
    expect((await store.balance(ben)).pending).toBe(500);
    expect(await linkOf(ben)).toBe(link);
    await sound();
  });
});
