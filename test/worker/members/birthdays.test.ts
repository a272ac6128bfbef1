/** A birthday gives its points once a calendar year, on the day as the store's clocks have it. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { metered } from "../../../bench/cost/meter.ts";
import { databaseOf } from "../../../worker/database/client.ts";
import { newId } from "../../../worker/database/id.ts";
import { postBirthdays } from "../../../worker/members/post-birthdays.ts";
import { contents } from "../database/contents.ts";
import { entriesPage } from "../http/furnished-store.ts";
import {
  DAY,
  environment,
  order,
  PROGRAM,
  START,
  StoreUnderTest,
  type ProgramInput,
} from "../store-under-test.ts";

const HOUR = 3_600_000;
const GIVING = {
  ...PROGRAM,
  earning: { ...PROGRAM.earning, birthday: 200 },
  expiry: { afterDays: 365 },
} satisfies ProgramInput;

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make(GIVING);
});

const database = databaseOf(environment);
/** Runs the job for this store; gives back how many birthdays were due. */
const run = (limit = 500) => postBirthdays(database, { now: store.now, storeId: store.id }, limit);

/** A member who joined at the store's beginning, with the birthday. */
async function born(birthday: string, customerId = birthday): Promise<string> {
  const memberId = await store.member(customerId);
  await setBirthday(memberId, birthday);
  return memberId;
}

const setBirthday = (memberId: string, birthday: string | null) =>
  store.server("PATCH", `/v1/members/${memberId}`, { body: { birthday } });

const available = async (memberId: string) => (await store.balance(memberId)).available;
const london = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day);

test("points come with the store's day, once however often the job runs, and there is a notice", async () => {
  const memberId = await born("11-22");
  store.now = london(2026, 11, 22) - 1;
  expect(await run()).toBe(0);
  store.now += 1;
  expect(await run()).toBe(1);
  const after = await contents(store.id);
  for (let hours = 1; hours < 24 * 9; hours += 7) {
    store.now = london(2026, 11, 22) + hours * HOUR;
    expect(await run()).toBe(0);
  }
  expect(await contents(store.id)).toEqual(after);

  const entries = await store.server("GET", `/v1/members/${memberId}/entries`);
  expect(entries.as(entriesPage).items).toMatchObject([
    {
      kind: "earn",
      points: 200,
      reason: { rule: "birthday", programVersion: 1 },
      sentence: "200 points for your birthday.",
      availableAt: "2026-11-22T00:00:00.000Z",
      expiresAt: "2027-11-22T00:00:00.000Z",
    },
  ]);
  const notice = z.object({ member_id: z.string(), kind: z.string(), data: z.string() }).loose();
  const [told] = (after.notices ?? []).map((row) => notice.parse(JSON.parse(row)));
  expect([told?.member_id, told?.kind]).toEqual([memberId, "birthday"]);
  expect(JSON.parse(told?.data ?? "")).toMatchObject({ points: 200, birthday: "11-22" });
  expect(await store.problems()).toEqual([]);
});

test("they come again each year", async () => {
  const memberId = await born("11-22");
  for (const year of [2026, 2027, 2028]) {
    store.now = london(year, 11, 22) + HOUR;
    expect(await run()).toBe(1);
  }
  // Those of the years before have expired.
  expect(await available(memberId)).toBe(200);
});

test("the day is that of the store's time zone", async () => {
  for (const [timeZone, from] of [
    ["Pacific/Auckland", Date.UTC(2026, 10, 21, 11)],
    ["America/New_York", Date.UTC(2026, 10, 22, 5)],
  ] as const) {
    store = await StoreUnderTest.make(GIVING, START, { timeZone });
    await born("11-22");
    store.now = from - 1;
    expect(await run()).toBe(0);
    store.now = from;
    expect(await run()).toBe(1);
  }
});

test("of two stores each goes by its own calendar, whichever is asked for", async () => {
  const far = await StoreUnderTest.make(GIVING, START, { timeZone: "Pacific/Auckland" });
  const body = { customerId: "anna", birthday: "11-22" };
  await store.server("POST", "/v1/members", { body });
  await far.server("POST", "/v1/members", { body });
  const at = { now: Date.UTC(2026, 10, 21, 12), storeId: null };
  expect(await postBirthdays(database, { ...at, storeId: store.id }, 500)).toBe(0);
  expect(await postBirthdays(database, at, 500)).toBe(1);
  expect((await contents(far.id)).notices).toHaveLength(1);
  // For the others of this file: nothing of this store is left.
  expect(await postBirthdays(database, { ...at, now: Date.UTC(2026, 10, 22) }, 500)).toBe(1);
});

describe("29 February", () => {
  test("is on the 28th in a common year, and on its day in a leap year", async () => {
    const memberId = await born("02-29");
    store.now = london(2027, 2, 28) - 1;
    expect(await run()).toBe(0);
    store.now = london(2027, 2, 28);
    expect(await run()).toBe(1);
    store.now = london(2027, 3, 1);
    expect(await run()).toBe(0);
    store.now = london(2028, 2, 29) - 1;
    expect(await run()).toBe(0);
    store.now = london(2028, 2, 29);
    expect(await run()).toBe(1);
    expect(await available(memberId)).toBe(200);
  });

  test("is beside 28 February, and not in its place", async () => {
    await born("02-28");
    await born("02-29");
    store.now = london(2027, 2, 28);
    expect(await run()).toBe(2);
    store.now = london(2028, 2, 28);
    expect(await run()).toBe(1);
  });
});

describe("a run that was missed", () => {
  test("is caught up with for seven days, with the dates of the day itself", async () => {
    const [caught, missed] = [await born("11-22"), await born("11-21")];
    store.now = london(2026, 11, 30) - 1;
    expect(await run()).toBe(1);
    expect([await available(caught), await available(missed)]).toEqual([200, 0]);
    store.now = london(2027, 11, 22) - 1;
    expect(await available(caught)).toBe(200);
    store.now += 1;
    expect(await available(caught)).toBe(0);
  });

  test("over the turn of the year gives for the year of the day", async () => {
    const memberId = await born("12-30");
    store.now = london(2027, 1, 3);
    expect([await run(), await run()]).toEqual([1, 0]);
    store.now = london(2027, 12, 30) - 1;
    expect([await run(), await available(memberId)]).toEqual([0, 200]);
    // Those of the year before expire at the very moment.
    store.now += 1;
    expect([await run(), await available(memberId)]).toEqual([1, 200]);
  });
});

describe("a birthday that is told late, or changes", () => {
  test("gives once a year, whatever it changes to", async () => {
    const memberId = await born("11-22");
    store.now = london(2026, 11, 22);
    expect(await run()).toBe(1);
    for (const day of ["11-23", "11-21", "12-24"]) {
      await setBirthday(memberId, day);
      store.now += 2 * DAY;
      expect(await run()).toBe(0);
    }
    store.now = london(2026, 12, 24);
    expect(await run()).toBe(0);
    store.now = london(2027, 12, 24);
    expect(await run()).toBe(1);
  });

  test("gives when it is told within the seven days, and not when it is cleared before", async () => {
    const memberId = await store.member("anna");
    store.now = london(2026, 11, 24);
    await setBirthday(memberId, "11-22");
    await setBirthday(memberId, null);
    expect(await run()).toBe(0);
    await setBirthday(memberId, "11-22");
    expect(await run()).toBe(1);
  });

  test("gives nothing for a day before the member joined, and gives for the day on which they do", async () => {
    store.now = london(2026, 11, 23) + 10 * HOUR;
    await store.server("POST", "/v1/members", { body: { customerId: "late", birthday: "11-22" } });
    await store.server("POST", "/v1/members", { body: { customerId: "today", birthday: "11-23" } });
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
  });
});

describe("what the program says", () => {
  const without = { ...GIVING, earning: { ...GIVING.earning, birthday: null } };

  test("on the day decides, however late the job comes", async () => {
    const [before, on, after] = [await born("11-21"), await born("11-22"), await born("11-23")];
    store.now = london(2026, 11, 22) + HOUR;
    await store.publish({ ...GIVING, earning: { ...GIVING.earning, birthday: 300 } });
    store.now = london(2026, 11, 23) + HOUR;
    await store.publish(without);
    store.now = london(2026, 11, 25);
    expect(await run()).toBe(2);
    expect([await available(before), await available(on), await available(after)]).toEqual([200, 300, 0]);
  });

  test("from today on gives to those whose day is today, and not to those of last week", async () => {
    store = await StoreUnderTest.make(without);
    const [yesterday, today] = [await born("11-21"), await born("11-22")];
    store.now = london(2026, 11, 22) + 10 * HOUR;
    expect(await run()).toBe(0);
    await store.publish(GIVING);
    expect(await run()).toBe(1);
    expect([await available(yesterday), await available(today)]).toEqual([0, 200]);
  });
});

test("what a member owes is repaid first", async () => {
  const memberId = await born("11-22", "anna");
  await store.putOrder("1", order("anna", 50_000, START));
  await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
  const cancelledAt = new Date(START + 1000).toISOString();
  await store.putOrder("1", order("anna", 50_000, START, { updatedAt: cancelledAt, cancelledAt }));
  store.now = london(2026, 11, 22);
  await run();
  expect(await store.balance(memberId)).toEqual({ available: 0, pending: 0, debt: 300 });
  store.now = london(2027, 11, 22);
  await run();
  store.now = london(2028, 11, 22);
  await run();
  expect(await store.balance(memberId)).toEqual({ available: 100, pending: 0, debt: 0 });
  expect(await store.problems()).toEqual([]);
});

describe("many", () => {
  let ids: string[];
  beforeEach(async () => {
    ids = Array.from({ length: 60 }, (_, index) => newId("mem", START + index));
    const rows = JSON.stringify(ids);
    await environment.DB.batch([
      environment.DB.prepare(
        "INSERT INTO members (store_id, id, joined_at, birthday) SELECT ?1, value, ?2, '11-22' FROM json_each(?3)",
      ).bind(store.id, START, rows),
      environment.DB.prepare(
        "INSERT INTO balances (store_id, member_id, total, debt) SELECT ?1, value, 0, 0 FROM json_each(?2)",
      ).bind(store.id, rows),
    ]);
    store.now = london(2026, 11, 22);
  });

  test("are given in slices that may stop anywhere, and by two runs at once each once", async () => {
    expect(await run(7)).toBe(7);
    await Promise.all([run(20), run(20), run(20)]);
    while ((await run(20)) === 20);
    const { entries, notices } = await contents(store.id);
    expect([entries?.length, notices?.length]).toEqual([60, 60]);
    for (const id of [ids[0], ids[30], ids[59]]) expect(await available(id ?? "")).toBe(200);
    expect(await store.problems()).toEqual([]);
  });

  test("are read once: a run that comes after reads nothing of those who were given theirs", async () => {
    const meter = metered(environment.DB);
    const counted = databaseOf({ ...environment, DB: meter.database });
    const at = { now: store.now - 1, storeId: store.id };
    expect(await postBirthdays(counted, at, 500)).toBe(0);
    const before = meter.take();
    expect(await run()).toBe(60);
    expect(await postBirthdays(counted, { ...at, now: store.now + HOUR }, 500)).toBe(0);
    expect(meter.take().rowsRead).toBeLessThanOrEqual(before.rowsRead + 2);
  });
});
