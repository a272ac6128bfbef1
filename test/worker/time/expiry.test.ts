/** Promise 7: points are there until their date, and gone at that very millisecond, whatever the rule and without any job. */
import { describe, expect, test } from "vitest";
import { databaseOf } from "../../../worker/database/client.ts";
import { postExpiries } from "../../../worker/ledger/expire.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import type { NewStore } from "../../../worker/stores/create.ts";
import { runsBefore } from "../database/bindings.ts";
import { DAY, order, START, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";
import { database, HOUR, noticesOf } from "./sandbox.ts";

const at = (time: string) => Date.parse(time);

const rules: [string, ProgramInput["expiry"], Partial<NewStore>, number][] = [
  ["by age", { afterDays: 30 }, {}, START + 30 * DAY],
  ["on a date in London", { type: "dates", dates: ["03-31"] }, {}, at("2027-03-31T22:59:59.999Z")],
  [
    "on a date where the clocks are behind",
    { type: "dates", dates: ["11-30", "12-31"] },
    { timeZone: "America/Los_Angeles" },
    at("2026-12-01T07:59:59.999Z"),
  ],
  [
    "by inactivity where the clocks are ahead",
    { type: "inactivity", afterDays: 30 },
    { timeZone: "Pacific/Auckland" },
    at("2026-12-02T10:59:59.999Z"),
  ],
];

describe("promise 7: by age, on a date, by inactivity: to the millisecond, without any job and with it", () => {
  test.each(rules)(
    "promise 7: by age, on a date, by inactivity: to the millisecond: %s",
    async (_rule, expiry, more, end) => {
      for (const jobs of [[], [end - 1], [end], [end - DAY, end + HOUR], [end + 400 * DAY]]) {
        const store = await StoreUnderTest.make({ name: "Expiring", earning: {}, expiry }, START, more);
        const anna = await store.member("anna");
        await store.earn(anna, 50);
        const moments = [
          ...jobs.map((time) => [time, true] as const),
          [end - 1, false] as const,
          [end, false] as const,
        ];
        for (const [time, isJob] of moments.sort(([one], [other]) => one - other)) {
          store.now = time;
          if (isJob) await scheduled(database, time);
          expect((await store.balance(anna)).available, String(time - end)).toBe(time < end ? 50 : 0);
        }
        expect(await store.problems()).toEqual([]);
      }
    },
  );
});

test("promise 7: points without a known day are on their way, never expire, and are shown without a date", async () => {
  const store = await StoreUnderTest.make({
    name: "Held until it is sent",
    earning: { order: { points: 1, per: 100 }, holdDays: 14, holdFrom: "fulfilment" },
    expiry: { afterDays: 30, warnDays: 7, graceDays: 10 },
  });
  const placed = order("anna", 10_000, START);
  const memberId = (await store.putOrder("1", placed)).order.memberId ?? "";
  const panelNow = async () =>
    (await store.page("GET", "/storefront/panel", { session: await store.session("anna") })).as(panelSchema);
  for (const days of [0, 44, 4000]) {
    store.now = START + days * DAY;
    await scheduled(database, store.now);
    expect(await store.balance(memberId)).toEqual({ available: 0, pending: 100, debt: 0 });
    const panel = await panelNow();
    expect(panel).toMatchObject({ pending: [], expiring: null });
    expect(panel.entries).toMatchObject([{ availableAt: null, expiresAt: null, points: 100 }]);
    expect(await noticesOf(store)).toEqual([]);
    expect(await store.problems()).toEqual([]);
  }
  const fulfilledAt = new Date(store.now).toISOString();
  await store.putOrder("1", { ...placed, updatedAt: fulfilledAt, fulfilledAt });
  const ready = store.now + 14 * DAY;
  const panel = await panelNow();
  expect(panel.pending).toEqual([{ points: 100, availableAt: new Date(ready).toISOString() }]);
  expect(panel.entries).toMatchObject([
    { availableAt: new Date(ready).toISOString(), expiresAt: new Date(ready + 30 * DAY).toISOString() },
  ]);
  for (const [time, balance] of [
    [ready - 1, { available: 0, pending: 100, debt: 0 }],
    [ready, { available: 100, pending: 0, debt: 0 }],
    [ready + 40 * DAY - 1, { available: 100, pending: 0, debt: 0 }],
    [ready + 40 * DAY, { available: 0, pending: 0, debt: 0 }],
  ] as const) {
    store.now = time;
    expect(await store.balance(memberId)).toEqual(balance);
  }
});

test("promise 7: an activity that comes between the job's reading and its writing keeps the points", async () => {
  const expiry = { type: "inactivity" as const, afterDays: 30 };
  const end = at("2026-12-01T23:59:59.999Z");
  const store = await StoreUnderTest.make({ name: "Expiring", earning: {}, expiry });
  const anna = await store.member("anna");
  await store.earn(anna, 50);
  // By its own clock it came in time.
  store.now = end - 1;
  const meanwhile = runsBefore(
    () => true,
    async () => store.earn(anna, 5),
  );
  expect(await postExpiries(databaseOf(meanwhile), { now: end, storeId: store.id }, 10)).toBe(1);
  store.now = end;
  expect((await store.balance(anna)).available).toBe(55);
  expect(await store.problems()).toEqual([]);
});
