/** Ways for a month to pass: a clock set forward at once or day by day, or waiting while the job runs. */
import { expect } from "vitest";
import { z } from "zod";
import { redeemedSchema } from "../../../worker/rewards/answers.ts";
import { postDue } from "../../../worker/time/due-work.ts";
import { entriesPage } from "../http/furnished-store.ts";
import { DAY, order, type ProgramInput, type StoreUnderTest } from "../store-under-test.ts";
import { advance, database, HOUR, lotsOf, makeSandbox, noticesOf } from "./sandbox.ts";

const DAYS = 31;

/** A program's expiry of each kind, by its name. */
export const rules: [string, ProgramInput["expiry"]][] = [
  ["by age", { afterDays: 12, warnDays: 5, graceDays: 3 }],
  ["on dates", { type: "dates", dates: ["11-10", "11-27", "12-31"], warnDays: 3, graceDays: 2 }],
  ["by inactivity", { type: "inactivity", afterDays: 11, warnDays: 2, graceDays: 4 }],
];

const program = (expiry: ProgramInput["expiry"]): ProgramInput => ({
  name: "Everything that time does",
  earning: { order: { points: 1, per: 100 }, holdDays: 10, birthday: 25, signUp: 10 },
  expiry,
  tiers: {
    by: "spend",
    over: "rolling_12_months",
    levels: [
      { id: "one", name: "One", threshold: 0 },
      { id: "two", name: "Two", threshold: 5000, bonus: 30 },
    ],
    upgrade: "next_period",
  },
  rewards: [
    {
      id: "small",
      name: "£1 off",
      type: "amount_off",
      amount: 100,
      points: 15,
      validDays: 7,
      onExpiry: "give_back",
    },
  ],
});

/** A store with members who earned, redeemed, and have birthdays to come. */
export async function furnished(expiry: ProgramInput["expiry"]): Promise<StoreUnderTest> {
  const store = await makeSandbox(program(expiry));
  for (const [customerId, birthday] of [
    ["anna", "11-09"],
    ["ben", "11-30"],
    ["zoe", "02-29"],
  ] as const) {
    const body = { customerId, birthday };
    const { id } = (await store.server("POST", "/v1/members", { body })).as(
      z.object({ id: z.string() }).loose(),
    );
    await store.earn(id, 20);
    const redeemed = await store.server("POST", "/v1/redeem", { body: { memberId: id, rewardId: "small" } });
    redeemed.as(redeemedSchema);
    await store.putOrder(`order-${customerId}`, order(customerId, 6000, store.now));
    store.now += 6 * HOUR;
  }
  return store;
}

/** What there is to see of the store, without ids and without when a job came by. */
export async function sight(store: StoreUnderTest) {
  const members = (await store.server("GET", "/v1/members")).as(
    z.object({ items: z.array(z.object({ id: z.string(), customerId: z.string() })) }),
  );
  const notices = (await noticesOf(store)).map(({ kind, customerId, data }) => ({
    kind,
    customerId,
    data: { ...data, entryId: undefined },
  }));
  const each = [];
  for (const { id, customerId } of members.items) {
    const answer = await store.server("GET", `/v1/members/${id}/entries?limit=100`);
    const entries = answer.as(entriesPage).items.map((entry) => `${entry.points} ${entry.reason.rule}`);
    const lots = (await lotsOf(store, id)).map(({ warned_at: _at, ...lot }) => lot);
    each.push({ customerId, balance: await store.balance(id), entries: entries.sort(), lots });
  }
  return { each, notices: notices.map((notice) => JSON.stringify(notice)).sort() };
}

/** Expects the month to end the same in each way; the job runs every `every` milliseconds. */
export async function endsTheSame(expiry: ProgramInput["expiry"], every: number): Promise<void> {
  const atOnce = await furnished(expiry);
  await advance(atOnce, DAYS);

  const byDays = await furnished(expiry);
  for (let day = 0; day < DAYS; day++) await advance(byDays, 1);

  const waited = await furnished(expiry);
  const end = waited.now + DAYS * DAY;
  while (waited.now < end) {
    waited.now += every;
    await postDue(database, { now: waited.now, storeId: waited.id }, () => true);
  }

  const seen = await sight(atOnce);
  expect(await sight(byDays)).toEqual(seen);
  expect(await sight(waited)).toEqual(seen);
  for (const store of [atOnce, byDays, waited]) expect(await store.problems()).toEqual([]);
  expect(seen.each.flatMap(({ entries }) => entries)).toEqual(
    expect.arrayContaining(["25 birthday", "15 voucher_expired"]),
  );
  expect(seen.notices.some((notice) => notice.includes("expiry_warning"))).toBe(true);
}
