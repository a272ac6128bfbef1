/** What a store exports, imported into an empty one, is what it was: now, and as the clock moves on. */
import { expect, test } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import { memberExportSchema } from "../../../worker/members/export-member.ts";
import { memberSchema } from "../../../worker/members/answers.ts";
import { greetingSchema } from "../../../worker/referrals/claim.ts";
import { postDue } from "../../../worker/time/due-work.ts";
import { redeem } from "../http/furnished-store.ts";
import {
  DAY,
  environment,
  order,
  PROGRAM,
  START,
  StoreUnderTest,
  type ProgramInput,
} from "../store-under-test.ts";
import { importText } from "./importing.ts";

const RICH = {
  ...PROGRAM,
  earning: { order: { points: 1, per: 100 }, signUp: 20, birthday: 70, holdDays: 10 },
  expiry: {
    type: "inactivity",
    afterDays: 60,
    warnDays: 14,
    graceDays: 5,
    activities: ["order", "redemption"],
  },
  tiers: {
    by: "spend",
    over: "rolling_12_months",
    levels: [
      { id: "silver", name: "Silver", threshold: 20_000, bonus: 50 },
      { id: "gold", name: "Gold", threshold: 90_000, bonus: 300 },
    ],
  },
} satisfies ProgramInput;
const AGED = {
  ...RICH,
  expiry: { type: "age", afterDays: 45, warnDays: 20, graceDays: 10 },
} satisfies ProgramInput;

const list = z.object({ items: z.array(memberSchema), next: z.string().nullable() });

/** The lines of a whole export. */
async function exported(store: StoreUnderTest): Promise<string> {
  const answer = await store.server("GET", "/v1/export");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Content-Type")).toBe("application/x-ndjson; charset=utf-8");
  return answer.text;
}

const job = (store: StoreUnderTest) =>
  postDue(databaseOf(environment), { now: store.now, storeId: store.id }, () => true);

/** A store with a life behind it: refunds, debts, spent and warned points, tiers, links, birthdays, an erased member. */
async function livedStore(program: ProgramInput): Promise<StoreUnderTest> {
  const store = await StoreUnderTest.make(program);
  for (let day = 0; day < 50; day += 5) {
    store.now = START + day * DAY;
    for (let customer = 0; customer < 6; customer++) {
      if ((day / 5 + customer) % (customer + 1) !== 0) continue;
      const id = `c${customer}-${day}`;
      const email = customer === 2 ? null : `c${customer}@example.com`;
      const placed = order(`c${customer}`, 4000 + 700 * customer * day, store.now, {
        customer: { id: `c${customer}`, ...(email === null ? {} : { email }), firstName: `N${customer}` },
      });
      await store.putOrder(id, placed);
      if (day % 15 === 0)
        await store.putOrder(id, {
          ...placed,
          updatedAt: new Date(store.now + 1000).toISOString(),
          refunds: [{ id: "r", refundedAt: new Date(store.now + 1000).toISOString(), amount: 1500 }],
        });
    }
    // Late with its warnings, which then name a later day than the rules.
    if (day < 20 || day >= 45) await job(store);
  }
  const { items } = (await store.server("GET", "/v1/members?limit=100")).as(list);
  for (const [index, { id }] of items.entries()) {
    if ((await store.balance(id)).available >= 500) await redeem(store, id);
    await store.server("PATCH", `/v1/members/${id}`, {
      body: { birthday: `01-${20 + index}`, segments: [`s${index}`], language: "fr-CA" },
    });
    for (const marketing of [true, false, true].slice(0, index)) {
      const consent = { marketing, words: `Yes or no, number ${index}?` };
      await store.server("PATCH", `/v1/members/${id}`, { body: { consent } });
      store.now += 1000;
    }
    if (index % 2 === 0) await store.server("POST", "/v1/referral-links", { body: { memberId: id } });
  }
  // Somebody owes: what a refund took back was spent.
  const owing = await store.putOrder("owed", order("debtor", 60_000, store.now - 30 * DAY));
  await redeem(store, owing.order.memberId ?? "");
  await store.putOrder(
    "owed",
    order("debtor", 60_000, store.now - 30 * DAY, {
      updatedAt: new Date(store.now).toISOString(),
      cancelledAt: new Date(store.now).toISOString(),
    }),
  );
  const gone = await store.putOrder("gone", order("gone", 60_000, store.now));
  await store.server("DELETE", `/v1/members/${gone.order.memberId ?? ""}`);
  await store.putOrder("guest-☃", order("", 500, store.now, { customer: { email: "guest@example.com" } }));
  expect(await store.problems()).toEqual([]);
  return store;
}

/** What each customer has, as the API says it. */
async function standing(store: StoreUnderTest) {
  const { items } = (await store.server("GET", "/v1/members?limit=100")).as(list);
  const all = await Promise.all(
    items.map(async ({ id }) =>
      (await store.server("GET", `/v1/members/${id}/export`)).as(memberExportSchema),
    ),
  );
  return new Map(
    all.map(({ member, balance, lots, tier, months, consents }) => [
      member.customerId,
      {
        // A file says what was said and when; by whom, beside it, is for the store that it comes from.
        who: { ...member, id: "", consent: { ...member.consent, source: "" } },
        consents: consents.map(({ marketing, saidAt, words }) => ({ marketing, saidAt, words })),
        balance,
        tier,
        months,
        lots: lots
          .filter(
            ({ remaining, expiresAt }) =>
              remaining > 0 && (expiresAt === null || Date.parse(expiresAt) > store.now - 6 * DAY),
          )
          .map(({ remaining, earnedAt, availableAt, expiresAt }) => ({
            remaining,
            earnedAt,
            availableAt,
            expiresAt,
          }))
          .sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other))),
      },
    ]),
  );
}

test.each([
  ["kept by activity", RICH, false],
  ["by age, some of them warned of", AGED, true],
] as const)(
  "points %s: balances, lots, dates, tiers and codes are the same, at every moment after",
  async (_name, program, isWarned) => {
    const store = await livedStore(program);
    const fresh = await StoreUnderTest.make(program, store.now);
    const lines = await exported(store);
    expect(lines.includes('"warnedAt":"2026')).toBe(isWarned);
    const done = await importText(fresh, lines, { kind: "everything" }, 10_000);
    expect(done).toMatchObject({ status: "done", failure: null, rows: { refused: 0 } });
    expect(await fresh.problems()).toEqual([]);
    expect((await standing(store)).size).toBeGreaterThan(5);
    expect(await standing(fresh)).toEqual(await standing(store));

    // A code that was shared from the old store finds its advocate in the new one.
    const line = lines.split("\n").find((each) => each.includes('"referralCode":"')) ?? "";
    const { referralCode, firstName } = z
      .object({ referralCode: z.string(), firstName: z.string() })
      .loose()
      .parse(JSON.parse(line));
    const greeting = (await fresh.page("GET", `/storefront/referrals/${referralCode}`)).as(greetingSchema);
    expect(greeting.advocate.firstName).toBe(firstName);

    // The same import again changes nothing.
    const again = await importText(fresh, lines, { kind: "everything" });
    expect(again.rows).toMatchObject({ created: 0, changed: 0, refused: 0 });
    expect(await standing(fresh)).toEqual(await standing(store));

    const began = store.now;
    for (const days of [1, 9, 21, 47, 75, 400]) {
      store.now = fresh.now = began + days * DAY;
      if (days % 2 === 1) await Promise.all([job(store), job(fresh)]);
      if (days === 21) {
        // A new order is worth the same in both, and puts off the same points.
        const next = order("c1", 12_345, store.now);
        const [there, here] = [await store.putOrder("next", next), await fresh.putOrder("next", next)];
        expect([here.posted, here.balance]).toEqual([there.posted, there.balance]);
      }
      expect(await standing(fresh), `after ${days} days`).toEqual(await standing(store));
    }
    expect(await fresh.problems()).toEqual([]);
  },
);

test("an export in pieces is the same: its last line says where it goes on", async () => {
  const store = await StoreUnderTest.make(RICH);
  for (let index = 0; index < 3; index++)
    await store.putOrder(`o-${index}`, order(`c-${index}`, 1000, START));
  const whole = (await exported(store)).trim().split("\n");
  expect(whole.map((each) => z.object({ type: z.string() }).parse(JSON.parse(each)).type)).toEqual([
    "program",
    ...["member", "order"].flatMap((type) => Array<string>(3).fill(type)),
    ...Array<string>(6).fill("entry"),
  ]);
  const cursor = btoa(`order ${encodeURIComponent("o-0")}`).replace(/=+$/, "");
  const rest = (await store.server("GET", `/v1/export?cursor=${cursor}`)).text.trim().split("\n");
  expect(rest).toEqual(whole.slice(5));
  for (const bad of ["*", btoa("nobody o-0"), btoa("order %E0%A4%A")])
    expect((await store.server("GET", `/v1/export?cursor=${encodeURIComponent(bad)}`)).status).toBe(422);
});

test("what isn't like an export is told row by row, and what is for reading is passed over", async () => {
  const store = await StoreUnderTest.make(RICH);
  const text = [
    '{"type":"program","version":1}',
    '{"type":"yacht"}',
    '{"type":"member"}',
    '{"type":"order","id":"1"}',
    "5",
  ].join("\n");
  const done = await importText(store, text, { kind: "everything" });
  expect(done.rows).toMatchObject({ read: 5, unchanged: 1, refused: 4, created: 0 });
  expect(done.kept.map(({ row }) => row)).toEqual([2, 3, 4, 5]);
});
