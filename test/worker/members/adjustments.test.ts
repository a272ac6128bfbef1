/** What people give and take by hand: on the record, and never below nothing. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { balanceSchema, entrySchema } from "../../../worker/members/answers.ts";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import { countsQueries } from "../database/bindings.ts";
import { contents } from "../database/contents.ts";
import { entriesPage } from "../http/furnished-store.ts";
import { DAY, environment, order, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";

const adjusted = z.object({ entry: entrySchema, balance: balanceSchema });

let store: StoreUnderTest;
let memberId: string;
beforeEach(async () => {
  store = await StoreUnderTest.make({ ...PROGRAM, expiry: { afterDays: 100 } });
  memberId = await store.member("anna");
});

const adjust = (points: number, more: Record<string, unknown> = {}) =>
  store.server("POST", "/v1/adjustments", {
    body: { memberId, points, description: "A late parcel", actor: "Priya, support", ...more },
  });

test("points given are there at once, with the program's expiry, and the entry says who and why", async () => {
  const { entry, balance } = (await adjust(120)).as(adjusted);
  expect(balance).toEqual({ available: 120, pending: 0, debt: 0 });
  expect(entry).toMatchObject({
    kind: "adjust",
    points: 120,
    availableAt: new Date(START).toISOString(),
    expiresAt: new Date(START + 100 * DAY).toISOString(),
    reason: { rule: "adjustment", description: "A late parcel", actor: "Priya, support", programVersion: 1 },
    sentence: "120 points added by the store: A late parcel.",
  });
  store.now = START + 100 * DAY;
  expect((await store.balance(memberId)).available).toBe(0);
  expect(await store.problems()).toEqual([]);
});

test("points taken come from what expires soonest", async () => {
  await adjust(100);
  store.now += 10 * DAY;
  await adjust(100);
  const { entry, balance } = (await adjust(-150)).as(adjusted);
  expect(balance.available).toBe(50);
  expect(entry).toMatchObject({
    kind: "adjust",
    points: -150,
    availableAt: null,
    expiresAt: null,
    sentence: "150 points taken by the store: A late parcel.",
  });
  // The 50 that are left are of the second hundred.
  store.now = START + 100 * DAY;
  expect((await store.balance(memberId)).available).toBe(50);
  store.now = START + 110 * DAY;
  expect((await store.balance(memberId)).available).toBe(0);
  expect(await store.problems()).toEqual([]);
});

test("no more is taken than is available: it makes no debt, and touches nothing pending or expired", async () => {
  await adjust(100);
  await store.server("POST", "/v1/earn", { body: { memberId, points: 1, description: "Old" } });
  store.now = START + 100 * DAY;
  await store.publish({ ...PROGRAM, earning: { ...PROGRAM.earning, holdDays: 14 } });
  await store.putOrder("1", order("anna", 5000, store.now));
  await adjust(30);
  const before = await contents(store.id);
  expect((await adjust(-31)).problem()).toMatchObject({
    code: "insufficient_points",
    detail: "The member has 30 available points, 1 too few for 31.",
  });
  expect(await contents(store.id)).toEqual(before);
  expect((await adjust(-30)).as(adjusted).balance).toEqual({ available: 0, pending: 50, debt: 0 });
});

test("points given repay what is owed first", async () => {
  await store.putOrder("1", order("anna", 50_000, START));
  await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
  const cancelledAt = new Date(START + 1000).toISOString();
  await store.putOrder("1", order("anna", 50_000, START, { updatedAt: cancelledAt, cancelledAt }));
  expect(await store.balance(memberId)).toEqual({ available: 0, pending: 0, debt: 500 });
  expect((await adjust(520)).as(adjusted).balance).toEqual({ available: 20, pending: 0, debt: 0 });
  expect(await store.problems()).toEqual([]);
});

test("of 20 that take 60 of 100 at once, one does", async () => {
  await adjust(100);
  const answers = await Promise.all(Array.from({ length: 20 }, () => adjust(-60)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect((await store.balance(memberId)).available).toBe(40);
});

test("an adjustment of a member by id takes one round trip, of one by customer id two", async () => {
  await adjust(10);
  for (const [who, trips] of [
    [{ memberId }, 1],
    [{ memberId: undefined, customerId: "anna" }, 2],
  ] as const) {
    const counting = countsQueries();
    store.environment = counting.environment;
    expect((await adjust(-1, who)).status).toBe(201);
    store.environment = environment;
    expect(counting.batches).toBe(trips);
  }
});

describe("the shopper", () => {
  test("sees what and why, and not who", async () => {
    await adjust(120);
    const session = await store.session("anna");
    const panel = await store.page("GET", "/storefront/panel", { session });
    const page = await store.page("GET", "/storefront/entries", { session });
    for (const { text } of [panel, page]) {
      expect(text).toContain("A late parcel");
      expect(text).not.toContain("Priya");
    }
    expect(panel.as(panelSchema).entries[0]).toMatchObject({ kind: "adjust", points: 120 });
    expect(page.as(entriesPage).items).toEqual(panel.as(panelSchema).entries);
  });
});
