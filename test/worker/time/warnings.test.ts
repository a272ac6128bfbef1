/** Promise 7: who was never warned has the grace; a warning ends it, once, whoever runs the job and when. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { postExpiries } from "../../../worker/ledger/expire.ts";
import { postWarnings } from "../../../worker/ledger/warn.ts";
import { noticeSchema } from "../../../worker/notices/answers.ts";
import { redeemedSchema } from "../../../worker/rewards/answers.ts";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import { DAY, START, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";
import { database, HOUR, lotsOf, noticesOf } from "./sandbox.ts";

/** Points last 60 days, somebody warns 7 days before, and 20 days of grace are for whom nobody warned. */
const PROGRAM: ProgramInput = {
  name: "Warned and expiring",
  earning: { order: { points: 1, per: 100 } },
  expiry: { afterDays: 60, warnDays: 7, graceDays: 20 },
  rewards: [{ id: "small", name: "£1 off", type: "amount_off", amount: 100, points: 60, validDays: 365 }],
};

const DUE = START + 60 * DAY;
/** The start of the day on which the warning falls due: in London at midnight, START being at noon. */
const WARN = DUE - 7 * DAY - 12 * HOUR;

const warn = ({ id }: StoreUnderTest, now: number, limit = 500) =>
  postWarnings(database, { now, storeId: id }, limit);
const expire = ({ id }: StoreUnderTest, now: number) => postExpiries(database, { now, storeId: id }, 500);

async function storeWith(points: number): Promise<{ store: StoreUnderTest; anna: string }> {
  const store = await StoreUnderTest.make(PROGRAM);
  const anna = await store.member("anna");
  await store.earn(anna, points);
  return { store, anna };
}

/** What is available at that millisecond. */
async function availableAt(store: StoreUnderTest, memberId: string, at: number): Promise<number> {
  store.now = at;
  return (await store.balance(memberId)).available;
}

/** Expects the points to be there until `end`, and gone from then on. */
async function goneAt(store: StoreUnderTest, memberId: string, points: number, end: number): Promise<void> {
  expect(await availableAt(store, memberId, end - 1)).toBe(points);
  expect(await availableAt(store, memberId, end)).toBe(0);
  expect(await store.problems()).toEqual([]);
}

test("promise 7: points whose owner nobody warned stay for the grace, to the millisecond, without any job", async () => {
  const { store, anna } = await storeWith(100);
  await goneAt(store, anna, 100, DUE + 20 * DAY);
});

test("promise 7: points whose owner was warned in time are gone on their day, to the millisecond", async () => {
  for (const at of [WARN, WARN + 5 * 60_000, DUE - 7 * DAY]) {
    const { store, anna } = await storeWith(100);
    expect(await warn(store, at)).toBe(1);
    await goneAt(store, anna, 100, DUE);
  }
});

describe("promise 7: a warning that comes late leaves the days that the program warns ahead, within the grace", () => {
  const cases = [
    ["a day late", DUE - 6 * DAY, DUE + DAY],
    ["on the day itself", DUE, DUE + 7 * DAY],
    ["well into the grace", DUE + 12 * DAY, DUE + 19 * DAY],
    ["near the end of the grace", DUE + 15 * DAY, DUE + 20 * DAY],
    ["in the last millisecond", DUE + 20 * DAY - 1, DUE + 20 * DAY],
  ] as const;
  test.each(cases)("%s", async (_when, at, end) => {
    const { store, anna } = await storeWith(100);
    expect(await warn(store, at)).toBe(1);
    await goneAt(store, anna, 100, end);
    store.now = at;
    const [notice] = await noticesOf(store);
    expect(notice?.data).toMatchObject({ points: 100, expiresAt: new Date(end).toISOString() });
  });

  test("after the grace there is nobody to warn", async () => {
    const { store } = await storeWith(100);
    expect(await warn(store, DUE + 20 * DAY)).toBe(0);
    expect(await noticesOf(store)).toEqual([]);
  });
});

test("promise 7: nobody is warned before the day", async () => {
  const { store } = await storeWith(100);
  expect(await warn(store, WARN - 1)).toBe(0);
  expect(await warn(store, WARN)).toBe(1);
  expect(await warn(store, WARN)).toBe(0);
  expect(await noticesOf(store)).toHaveLength(1);
});

test("promise 7: one notice for a member and day, however many lots, in slices of one, thrice at once", async () => {
  const store = await StoreUnderTest.make(PROGRAM);
  const [anna, ben] = [await store.member("anna"), await store.member("ben")];
  for (const hours of [0, 1, 5, 11, 12, 20]) {
    store.now = START + hours * HOUR;
    await store.earn(anna, 10);
    if (hours < 2) await store.earn(ben, 7);
  }
  const at = WARN + DAY;
  const counts = [];
  do counts.push(await Promise.all([warn(store, at, 1), warn(store, at, 1), warn(store, at, 2)]));
  while (counts.at(-1)?.some((count) => count > 0) && counts.length < 20);
  store.now = at;
  const told = (await noticesOf(store)).map(({ customerId, data }) => ({ customerId, ...data }));
  // START is noon: the first eleven hours are the same day, and the last two lots the next.
  const expiresAt = (hours: number) => new Date(DUE + hours * HOUR).toISOString();
  expect(told).toHaveLength(3);
  expect(told).toEqual(
    expect.arrayContaining([
      { customerId: "anna", points: 40, day: "2026-12-31", expiresAt: expiresAt(12) },
      { customerId: "ben", points: 14, day: "2026-12-31", expiresAt: expiresAt(12) },
      { customerId: "anna", points: 20, day: "2027-01-01", expiresAt: expiresAt(12) },
    ]),
  );
  expect(await store.problems()).toEqual([]);
});

test("promise 7: points that were spent before are not warned of, and those that came back are, late", async () => {
  const { store, anna } = await storeWith(60);
  const answer = await store.server("POST", "/v1/redeem", { body: { memberId: anna, rewardId: "small" } });
  const { voucher } = answer.as(redeemedSchema);
  expect(await warn(store, WARN)).toBe(0);
  store.now = WARN + 3 * DAY;
  await store.server("POST", `/v1/vouchers/${voucher.code}/release`, { body: {} });
  expect(await warn(store, store.now)).toBe(1);
  await goneAt(store, anna, 60, WARN + 10 * DAY);
});

test("promise 9: a warning takes nothing that is not there any more, and shortens nothing but the grace", async () => {
  const { store, anna } = await storeWith(100);
  await warn(store, WARN);
  const [lot] = await lotsOf(store, anna);
  expect(lot).toMatchObject({ due_at: DUE, expires_at: DUE, warned_at: WARN });
});

test("promise 7: expiries and warnings in either order, late or not, end the same", async () => {
  const end = DUE + 40 * DAY;
  const ways: ((store: StoreUnderTest, now: number) => Promise<unknown>)[] = [
    async (store, now) => [await warn(store, now), await expire(store, now)],
    async (store, now) => [await expire(store, now), await warn(store, now)],
    async (store, now) =>
      Promise.all([expire(store, now), warn(store, now), warn(store, now), expire(store, now)]),
  ];
  for (const way of ways) {
    const { store, anna } = await storeWith(100);
    for (let now = START; now <= end; now += 12 * HOUR) await way(store, now);
    const [lot] = await lotsOf(store, anna);
    expect(lot).toMatchObject({ remaining: 0, due_at: DUE, expires_at: DUE });
    expect(await noticesOf(store)).toHaveLength(1);
  }
});

test("what a shopper sees is the day, and once warned late the day that the warning said", async () => {
  const { store, anna } = await storeWith(100);
  const shown = async () => {
    const panel = (await store.page("GET", "/storefront/panel", { session: await store.session("anna") })).as(
      panelSchema,
    );
    return [panel.expiring?.expiresAt ?? null, panel.entries[0]?.expiresAt];
  };
  const day = new Date(DUE).toISOString();
  expect(await shown()).toEqual([day, day]);
  store.now = DUE;
  expect(await shown()).toEqual([null, day]);
  await warn(store, DUE);
  const later = new Date(DUE + 7 * DAY).toISOString();
  expect(await shown()).toEqual([later, later]);
  expect((await store.balance(anna)).available).toBe(100);
});

test("the panel adds up what expires together", async () => {
  const store = await StoreUnderTest.make({ ...PROGRAM, expiry: { type: "dates", dates: ["12-31"] } });
  const anna = await store.member("anna");
  for (let times = 0; times < 3; times++) {
    store.now += DAY;
    await store.earn(anna, 10);
  }
  const panel = (await store.page("GET", "/storefront/panel", { session: await store.session("anna") })).as(
    panelSchema,
  );
  expect(panel.expiring).toEqual({ points: 30, expiresAt: "2026-12-31T23:59:59.999Z" });
});

test("notices are listed in the order in which they were written, page by page, each once", async () => {
  const store = await StoreUnderTest.make(PROGRAM);
  for (let count = 0; count < 5; count++) await store.earn(await store.member(`m${count}`), 10);
  await warn(store, WARN, 2);
  await warn(store, WARN);
  const pageSchema = z.object({ items: z.array(noticeSchema), next: z.string().nullable() });
  const read = async (query: string) =>
    (await store.server("GET", `/v1/notices?limit=2${query}`)).as(pageSchema);
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const { items, next }: z.infer<typeof pageSchema> = await read(cursor && `&cursor=${cursor}`);
    seen.push(...items.map((notice) => notice.id));
    cursor = next;
  }
  expect(seen).toHaveLength(5);
  expect(new Set(seen).size).toBe(5);
  expect((await read(`&after=${seen[2] ?? ""}`)).items.map((notice) => notice.id)).toEqual(seen.slice(3));
  expect((await read(`&after=${seen[4] ?? ""}`)).items).toEqual([]);
  expect((await read("&after=ntc_nobodys")).items).toEqual([]);
});
