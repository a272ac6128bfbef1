/** Whatever happened to two members before they are merged, and happens to the one after it, the books hold. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { databaseOf } from "../../../worker/database/client.ts";
import { postExpiries } from "../../../worker/ledger/expire.ts";
import { mergeMembers } from "../../../worker/members/merge.ts";
import { redeemed } from "../http/furnished-store.ts";
import { iso } from "../orders/told.ts";
import { DAY, environment, order, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";
import { contextOf } from "./merging.ts";

const who = fc.constantFrom("anna", "ben");
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("order" as const),
      who,
      id: fc.nat(3),
      pounds: fc.nat(900),
      isCancelled: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("redeem" as const), who }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("release" as const), which: fc.nat(5) }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant("wait" as const), days: fc.nat(40), isPosted: fc.boolean() }),
  },
);
const history = fc.record({
  before: fc.array(step, { minLength: 3, maxLength: 9 }),
  after: fc.array(step, { minLength: 1, maxLength: 7 }),
});

/** Plays a history in a store of its own, and gives back what the merged member has and what they ought to. */
async function play(expires: boolean, { before, after }: { before: Step[]; after: Step[] }) {
  const rewards = PROGRAM.rewards.map((reward) => ({ ...reward, validDays: 3000 }));
  const expiry = expires ? { expiry: { afterDays: 60 } } : {};
  const store = await StoreUnderTest.make({ ...PROGRAM, rewards, ...expiry });
  const worth = new Map<string, number>();
  const vouchers: string[] = [];
  let second = 0;
  const take = async (each: Step) => {
    second += 1;
    if (each.type === "order") {
      const id = `o${each.id}`;
      const cancelledAt = each.isCancelled ? iso(START + second) : null;
      await store.putOrder(
        id,
        order(each.who, each.pounds * 100, START, { cancelledAt, updatedAt: iso(START + second) }),
      );
      worth.set(id, each.isCancelled ? 0 : each.pounds);
    } else if (each.type === "redeem") {
      const body = { customerId: each.who, rewardId: "five-off" };
      const answer = await store.server("POST", "/v1/redeem", { body });
      if (answer.status === 201) vouchers.push(answer.as(redeemed).voucher.code);
    } else if (each.type === "release") {
      const [code] = vouchers.splice(each.which, 1);
      if (code !== undefined) await store.server("POST", `/v1/vouchers/${code}/release`, { body: {} });
    } else {
      store.now += each.days * DAY;
      if (each.isPosted)
        await postExpiries(databaseOf(environment), { now: store.now, storeId: store.id }, 100);
    }
  };
  await store.member("anna");
  const ben = await store.member("ben");
  for (const each of before) await take(each);
  await mergeMembers(await contextOf(store), "anna", "ben");
  const problems = await store.problems();
  for (const each of after) await take(each);
  await mergeMembers(await contextOf(store), "anna", "ben");
  problems.push(...(await store.problems()));
  const { available, pending, debt } = await store.balance(ben);
  const earned = [...worth.values()].reduce((sum, each) => sum + each, 0);
  return { problems, has: available + pending - debt, ought: earned - 500 * vouchers.length };
}

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

test("promises 2 and 6: two members' orders and vouchers, merged at any time, come to what all of them come to", async () => {
  await fc.assert(
    fc.asyncProperty(history, async (drawn) => {
      const { problems, has, ought } = await play(false, drawn);
      expect(problems).toEqual([]);
      expect(has).toBe(ought);
    }),
    { numRuns: 60 },
  );
});

test("promise 2: merged at any time, with points that expire, the ledger's check finds nothing", async () => {
  await fc.assert(
    fc.asyncProperty(history, async (drawn) => {
      expect((await play(true, drawn)).problems).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
