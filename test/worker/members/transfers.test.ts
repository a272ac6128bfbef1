/** Points sent from one member to another: none is made or lost on the way, and each keeps its dates. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import { balanceSchema } from "../../../worker/members/answers.ts";
import { losesOneAnswer } from "../database/bindings.ts";
import { contents } from "../database/contents.ts";
import { entriesPage } from "../http/furnished-store.ts";
import { DAY, environment, order, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";

const transferred = z.object({
  transfer: z.object({ id: z.string(), points: z.int() }).loose(),
  balance: balanceSchema,
});

let store: StoreUnderTest;
let anna: string;
let ben: string;
async function open(timeZone = "Europe/London"): Promise<void> {
  const program = { ...PROGRAM, expiry: { afterDays: 100 }, transfers: { dailyCap: 1000, minimum: 10 } };
  store = await StoreUnderTest.make(program, START, { timeZone });
  anna = await store.member("anna", { firstName: "Anna" });
  ben = await store.member("ben", { firstName: "Ben" });
}
beforeEach(async () => open());

const send = (points: number, from = anna, to = ben, key?: string) =>
  store.server("POST", "/v1/transfers", {
    body: { from: { memberId: from }, to: { memberId: to }, points },
    ...(key === undefined ? {} : { key }),
  });

const available = async (memberId: string) => (await store.balance(memberId)).available;

/** A member's lots as the database has them, in the order in which they are spent. */
async function lotsOf(memberId: string) {
  const { results } = await environment.DB.prepare(
    `SELECT id, granted, remaining, granted_at, available_at, expires_at, due_at, warn_at, warned_at, grace, idle_days
      FROM lots WHERE member_id = ? ORDER BY expires_at, granted_at, id`,
  )
    .bind(memberId)
    .all();
  return z.array(z.object({ id: z.string(), granted: z.int(), remaining: z.int() }).loose()).parse(results);
}

const datesOf = (lot: Record<string, unknown>) => ({ ...lot, id: null, granted: null, remaining: null });

test("what one sends the other has, and both entries say with whom", async () => {
  await store.earn(anna, 300);
  const answer = (await send(120)).as(transferred);
  expect(answer.balance).toEqual({ available: 180, pending: 0, debt: 0 });
  expect(answer.transfer).toMatchObject({ from: anna, to: ben, points: 120 });
  expect(await available(ben)).toBe(120);
  const entry = async (id: string) =>
    (await store.server("GET", `/v1/members/${id}/entries?limit=1`)).as(entriesPage).items[0];
  expect(await entry(anna)).toMatchObject({
    kind: "transfer",
    points: -120,
    availableAt: null,
    sentence: "120 points sent to Ben.",
  });
  expect(await entry(ben)).toMatchObject({
    kind: "transfer",
    points: 120,
    expiresAt: new Date(START + 100 * DAY).toISOString(),
    sentence: "120 points received from Anna.",
  });
  expect(await store.problems()).toEqual([]);
});

test("each point keeps the dates of its lot, and the soonest to expire go first", async () => {
  for (const [days, points] of [
    [0, 40],
    [20, 50],
    [40, 60],
  ] as const) {
    store.now = START + days * DAY;
    await store.earn(anna, points);
  }
  store.now = START + 50 * DAY;
  await send(100);
  const [sent, received] = [await lotsOf(anna), await lotsOf(ben)];
  expect(sent.map(({ remaining }) => remaining)).toEqual([0, 0, 50]);
  expect(received.map(({ granted, remaining }) => [granted, remaining])).toEqual([
    [40, 40],
    [50, 50],
    [10, 10],
  ]);
  expect(received.map(datesOf)).toEqual(sent.map(datesOf));
  store.now = START + 100 * DAY;
  expect([await available(anna), await available(ben)]).toEqual([50, 60]);
  store.now = START + 120 * DAY;
  expect(await available(ben)).toBe(10);
});

test("the entry shows the date of what expires first, and the ids of its lots sort", async () => {
  for (let index = 0; index < 12; index++) {
    store.now = START + index;
    await store.earn(anna, 10);
  }
  await send(120);
  const received = await lotsOf(ben);
  expect(received).toHaveLength(12);
  expect(received.map(({ id }) => id)).toEqual(received.map(({ id }) => id).sort());
  const session = await store.session("ben");
  const { entries } = (await store.page("GET", "/storefront/panel", { session })).as(panelSchema);
  expect(entries).toHaveLength(1);
  expect(entries[0]?.expiresAt).toBe(new Date(START + 100 * DAY).toISOString());
});

test("what was warned of, and what waits for activity, goes on as it was", async () => {
  await store.earn(anna, 100);
  await environment.DB.prepare("UPDATE lots SET warned_at = ?, idle_days = 30, grace = 0 WHERE member_id = ?")
    .bind(START, anna)
    .run();
  await send(100);
  expect((await lotsOf(ben)).map(datesOf)).toEqual((await lotsOf(anna)).map(datesOf));
});

test("what the receiver owes is repaid first, out of what expires soonest", async () => {
  await store.putOrder("1", order("ben", 50_000, START));
  await store.server("POST", "/v1/redeem", { body: { memberId: ben, rewardId: "five-off" } });
  const cancelledAt = new Date(START + 1000).toISOString();
  await store.putOrder("1", order("ben", 50_000, START, { updatedAt: cancelledAt, cancelledAt }));
  expect((await store.balance(ben)).debt).toBe(500);
  await store.earn(anna, 300);
  store.now += DAY;
  await store.earn(anna, 300);
  await send(250);
  expect(await store.balance(ben)).toEqual({ available: 0, pending: 0, debt: 250 });
  await send(350);
  expect(await store.balance(ben)).toEqual({ available: 100, pending: 0, debt: 0 });
  expect((await lotsOf(ben)).map(({ remaining }) => remaining).filter((each) => each > 0)).toEqual([100]);
  // The day on which the later lot expires.
  store.now = START + 101 * DAY - 1;
  expect(await available(ben)).toBe(100);
  expect(await store.problems()).toEqual([]);
});

test("only what is available can be sent", async () => {
  await store.publish({
    ...PROGRAM,
    earning: { ...PROGRAM.earning, holdDays: 14 },
    transfers: { dailyCap: 1000 },
  });
  await store.putOrder("1", order("anna", 50_000, START));
  await store.earn(anna, 20);
  const before = await contents(store.id);
  expect((await send(21)).problem()).toMatchObject({
    code: "insufficient_points",
    detail: "The member has 20 available points, 1 too few for 21.",
  });
  expect(await contents(store.id)).toEqual(before);
});

describe("the program's terms", () => {
  test("members can't send points unless it says so", async () => {
    await store.earn(anna, 100);
    await store.publish(PROGRAM);
    expect((await send(50)).problem().code).toBe("transfers_not_offered");
    expect(await available(anna)).toBe(100);
  });

  test("fewer than its minimum are refused", async () => {
    await store.earn(anna, 100);
    expect((await send(9)).problem()).toMatchObject({
      code: "invalid_request",
      errors: [{ pointer: "/points", detail: "The program lets members send 10 points or more at a time." }],
    });
    expect((await send(10)).status).toBe(201);
  });

  test("what a member sends in a day of the store's is capped", async () => {
    await open("Europe/Berlin");
    await store.earn(anna, 5000);
    await send(600);
    expect((await send(401)).problem()).toMatchObject({
      code: "transfer_limit_reached",
      detail: "A member may send 1000 points a day, and 400 of them are left today.",
    });
    await send(400);
    expect((await send(10)).problem().detail).toBe(
      "A member may send 1000 points a day, and none of them are left today.",
    );
    store.now = Date.UTC(2026, 10, 1, 22, 59, 59, 999);
    expect((await send(10)).problem().code).toBe("transfer_limit_reached");
    store.now += 1;
    expect((await send(1000)).status).toBe(201);
  });

  test("the cap is the sender's: what they receive doesn't count, nor what others send", async () => {
    await store.earn(anna, 2000);
    await store.earn(ben, 2000);
    expect((await send(1000)).status).toBe(201);
    expect((await send(1000, ben, anna)).status).toBe(201);
  });
});

describe("who", () => {
  test("a member can't send to themselves, by whatever name", async () => {
    await store.earn(anna, 100);
    const body = { from: { memberId: anna }, to: { customerId: "anna" }, points: 50 };
    expect((await store.server("POST", "/v1/transfers", { body })).problem()).toMatchObject({
      code: "invalid_request",
      errors: [{ pointer: "/to" }],
    });
  });

  test("whoever is unknown is named", async () => {
    const nobody = "mem_01m6bfp5g00000000000000000";
    expect((await send(50, nobody, ben)).problem().detail).toMatch(/to take the points from\.$/);
    expect((await send(50, anna, nobody)).problem().detail).toMatch(/to give the points to\.$/);
  });
});

describe("at once and again", () => {
  test("50 at once never pass the cap, nor what is there", async () => {
    await store.earn(anna, 1500);
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(90)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(11);
    expect([await available(anna), await available(ben)]).toEqual([1500 - 990, 990]);
    expect(await store.problems()).toEqual([]);
  });

  test("both ways at once, while both spend: what there is stays what was given less what was spent", async () => {
    await store.earn(anna, 1000);
    await store.earn(ben, 1000);
    const writes = Array.from({ length: 40 }, (_, index) => {
      if (index % 4 === 3)
        return store.server("POST", "/v1/adjustments", {
          body: {
            memberId: index % 8 === 3 ? anna : ben,
            points: -70,
            description: "Spent",
            actor: "A test",
          },
        });
      return index % 2 === 0 ? send(60) : send(80, ben, anna);
    });
    const answers = await Promise.all(writes);
    const spent = answers.filter(({ status }, index) => index % 4 === 3 && status === 201).length * 70;
    expect((await available(anna)) + (await available(ben))).toBe(2000 - spent);
    expect(await store.problems()).toEqual([]);
  });

  test("a transfer whose answer was lost is sent again, and moves once", async () => {
    await store.earn(anna, 500);
    store.environment = losesOneAnswer().environment;
    expect((await send(100, anna, ben, "once")).status).toBe(500);
    store.environment = environment;
    expect((await send(100, anna, ben, "once")).as(transferred).balance.available).toBe(400);
    expect([await available(anna), await available(ben)]).toEqual([400, 100]);
  });

  test("a key whose answer was forgotten moves nothing a second time", async () => {
    await store.earn(anna, 500);
    await send(100, anna, ben, "once");
    await environment.DB.prepare("DELETE FROM idempotency_keys WHERE store_id = ?").bind(store.id).run();
    expect((await send(100, anna, ben, "once")).problem().code).toBe("idempotency_key_reused");
    expect(await available(anna)).toBe(400);
  });
});

test("an order refunded after its points were sent takes them from the sender, and not from the receiver", async () => {
  await store.putOrder("1", order("anna", 20_000, START));
  await send(200);
  const cancelledAt = new Date(START + 1000).toISOString();
  await store.putOrder("1", order("anna", 20_000, START, { updatedAt: cancelledAt, cancelledAt }));
  expect(await store.balance(anna)).toEqual({ available: 0, pending: 0, debt: 200 });
  expect(await available(ben)).toBe(200);
  expect(await store.problems()).toEqual([]);
});
