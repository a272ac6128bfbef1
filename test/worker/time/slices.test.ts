/** Promise 7: the job may stop anywhere, run again and run beside itself; what it has not come to waits. */
import { expect, test } from "vitest";
import { databaseOf } from "../../../worker/database/client.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { postDue } from "../../../worker/time/due-work.ts";
import { countsQueries, runsBefore } from "../database/bindings.ts";
import { DAY, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";
import { furnished, sight } from "./month.ts";
import { advance, database, HOUR, makeSandbox, noticesOf } from "./sandbox.ts";

const always = () => true;
const expiry: ProgramInput["expiry"] = { afterDays: 12, warnDays: 5, graceDays: 3 };

test(
  "promise 7: stopped before any of its writes, and run again, it ends where one run ends",
  { timeout: 60_000 },
  async () => {
    const whole = await furnished(expiry);
    whole.now += 20 * DAY;
    await postDue(database, { now: whole.now, storeId: whole.id }, always);
    const seen = await sight(whole);
    let stopped = true;
    for (let stop = 1; stopped; stop++) {
      const store = await furnished(expiry);
      store.now += 20 * DAY;
      const at = { now: store.now, storeId: store.id };
      const stops = runsBefore(
        (batchNumber) => batchNumber === stop,
        async () => Promise.reject(new Error("Stopped.")),
      );
      stopped = await postDue(databaseOf(stops), at, always).then(
        () => false,
        () => true,
      );
      await postDue(database, at, always);
      expect(await sight(store), `stopped before its write ${stop}`).toEqual(seen);
      expect(await store.problems()).toEqual([]);
    }
  },
);

test("promise 7: three runs at once post and tell everything once", async () => {
  const [one, three] = [await furnished(expiry), await furnished(expiry)];
  for (const store of [one, three]) store.now += 20 * DAY;
  await postDue(database, { now: one.now, storeId: one.id }, always);
  await Promise.all(
    [1, 2, 3].map(async () => postDue(database, { now: three.now, storeId: three.id }, always)),
  );
  expect(await sight(three)).toEqual(await sight(one));
  expect(await three.problems()).toEqual([]);
});

const VOUCHERS: ProgramInput = {
  name: "Vouchers that come back",
  earning: {},
  rewards: [
    {
      id: "one",
      name: "10p off",
      type: "amount_off",
      amount: 10,
      points: 1,
      validDays: 1,
      onExpiry: "give_back",
    },
  ],
};

test("a run asks the database at most 1,000 times, and the next goes on", { timeout: 60_000 }, async () => {
  const store = await StoreUnderTest.make(VOUCHERS);
  const memberId = await store.member("anna");
  await store.earn(memberId, 160);
  for (let count = 0; count < 160; count++)
    await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "one" } });
  expect(await store.balance(memberId)).toMatchObject({ available: 0 });
  store.now += DAY;
  const counts = [];
  do {
    const counting = countsQueries();
    await scheduled(databaseOf(counting.environment), store.now);
    counts.push(counting.queries.length);
  } while ((await store.balance(memberId)).available < 160 && counts.length < 10);
  expect(Math.max(...counts)).toBeLessThanOrEqual(1000);
  expect(counts.length).toBeGreaterThan(1);
  expect(await store.problems()).toEqual([]);
});

test("a sandbox store's own clock says what is due in it, and other stores' don't", async () => {
  const program: ProgramInput = {
    name: "Ahead",
    earning: {},
    expiry: { afterDays: 10, warnDays: 2, graceDays: 5 },
  };
  const [ahead, real] = [await makeSandbox(program), await StoreUnderTest.make(program)];
  for (const store of [ahead, real]) await store.earn(await store.member("anna"), 10);
  await advance(ahead, 7);
  for (const store of [ahead, real]) store.now += 20 * HOUR;
  // Of many sandbox stores a run looks at some.
  for (let run = 0; run < 100 && (await noticesOf(ahead)).length === 0; run++)
    await scheduled(database, real.now);
  expect(await noticesOf(ahead)).toHaveLength(1);
  expect(await noticesOf(real)).toEqual([]);
  const [notice] = await noticesOf(ahead);
  expect(notice?.createdAt).toBe(new Date(ahead.now + 7 * DAY).toISOString());
});
