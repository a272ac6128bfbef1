/** The clock of a sandbox store: set forward, everything comes about as it would have by waiting. */
import { describe, expect, test } from "vitest";
import { redeemedSchema, voucherSchema } from "../../../worker/rewards/answers.ts";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import { contents } from "../database/contents.ts";
import { DAY, environment, order, START, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";
import { furnished } from "./month.ts";
import { advance, clockOf, HOUR, lotsOf, makeSandbox, noticesOf, setClock } from "./sandbox.ts";

const PROGRAM: ProgramInput = {
  name: "A whole life",
  earning: { order: { points: 1, per: 100 }, holdDays: 14 },
  expiry: { afterDays: 30, warnDays: 7, graceDays: 20 },
  rewards: [{ id: "small", name: "£1 off", type: "amount_off", amount: 100, points: 60, validDays: 10 }],
};

const iso = (at: number) => new Date(at).toISOString();

describe("reading", () => {
  test("a sandbox store's clock is the real one until it is set", async () => {
    const store = await makeSandbox(PROGRAM);
    expect(await clockOf(store)).toMatchObject({ now: iso(START), real: iso(START), sandbox: true });
  });

  test("it goes on from where it was set, at the pace of the real one", async () => {
    const store = await makeSandbox(PROGRAM);
    await advance(store, 31);
    store.now += HOUR;
    expect(await clockOf(store)).toMatchObject({
      now: iso(START + 31 * DAY + HOUR),
      real: iso(START + HOUR),
      sandbox: true,
    });
  });

  test("any other store has the real time", async () => {
    const store = await StoreUnderTest.make(PROGRAM);
    expect(await clockOf(store)).toMatchObject({ now: iso(START), real: iso(START), sandbox: false });
  });
});

describe("setting", () => {
  test("31 days through the API: the hold ends, the warning comes, the points are gone on their day", async () => {
    const store = await makeSandbox(PROGRAM);
    const memberId = (await store.putOrder("1", order("anna", 10_000, START))).order.memberId ?? "";
    await advance(store, 13);
    expect(await store.balance(memberId)).toEqual({ available: 0, pending: 100, debt: 0 });
    await advance(store, 1);
    expect(await store.balance(memberId)).toEqual({ available: 100, pending: 0, debt: 0 });
    expect(await noticesOf(store)).toEqual([]);
    const { now, to, reached } = await setClock(store, { advanceDays: 31 });
    expect({ now, to, reached }).toEqual({
      now: iso(START + 45 * DAY),
      to: iso(START + 45 * DAY),
      reached: true,
    });
    expect(await store.balance(memberId)).toEqual({ available: 0, pending: 0, debt: 0 });
    const [lot] = await lotsOf(store, memberId);
    expect(lot).toMatchObject({ remaining: 0, due_at: START + 44 * DAY, expires_at: START + 44 * DAY });
    expect(await noticesOf(store)).toMatchObject([
      { kind: "expiry_warning", customerId: "anna", data: { points: 100, expiresAt: iso(START + 44 * DAY) } },
    ]);
  });

  test("to a time", async () => {
    const store = await makeSandbox(PROGRAM);
    expect(await setClock(store, { to: iso(START + HOUR) })).toMatchObject({
      now: iso(START + HOUR),
      reached: true,
    });
    expect(await setClock(store, { to: "2026-11-01T15:00:00+01:00" })).toMatchObject({
      now: iso(START + 2 * HOUR),
    });
    expect(await setClock(store, { to: iso(START + 2 * HOUR) })).toMatchObject({
      now: iso(START + 2 * HOUR),
    });
  });

  test("never back, never more than 400 days at a time, and only one way to say how far", async () => {
    const store = await makeSandbox(PROGRAM);
    await advance(store, 10);
    const before = await contents(store.id);
    const wrong: [object, string][] = [
      [{ to: iso(START + 10 * DAY - 1) }, "/to"],
      [{ to: iso(START + 410 * DAY + 1) }, "/to"],
      [{ to: "soon" }, "/to"],
      [{ to: "2026-12-01" }, "/to"],
      [{ advanceDays: 0 }, "/advanceDays"],
      [{ advanceDays: -1 }, "/advanceDays"],
      [{ advanceDays: 401 }, "/advanceDays"],
      [{ advanceDays: 1.5 }, "/advanceDays"],
      [{ advanceDays: 1, to: iso(START + 20 * DAY) }, "/advanceDays"],
      [{}, "/advanceDays"],
    ];
    for (const [body, pointer] of wrong) {
      const answer = await store.server("POST", "/v1/test-clock", { body });
      expect(answer.problem()).toMatchObject({ code: "invalid_request", errors: [{ pointer }] });
    }
    expect(await contents(store.id)).toEqual(before);
  });

  test("not in a store that is no sandbox", async () => {
    const store = await StoreUnderTest.make(PROGRAM);
    const before = await contents(store.id);
    const answer = await store.server("POST", "/v1/test-clock", { body: { advanceDays: 1 } });
    expect(answer.problem().code).toBe("not_a_sandbox");
    expect(await contents(store.id)).toEqual(before);
    await expect(
      environment.DB.prepare("UPDATE stores SET clock_offset = 1 WHERE id = ?").bind(store.id).run(),
    ).rejects.toThrow("store_clock");
  });

  test("one store's clock leaves another's alone", async () => {
    const [store, other] = [await makeSandbox(PROGRAM), await makeSandbox(PROGRAM)];
    const anna = await other.member("anna");
    await other.earn(anna, 10);
    await advance(store, 400);
    expect((await clockOf(other)).now).toBe(iso(START));
    expect(await other.balance(anna)).toMatchObject({ available: 10 });
  });

  test("every Worker's memory follows at once", async () => {
    const store = await makeSandbox(PROGRAM);
    const anna = await store.member("anna");
    await store.earn(anna, 10);
    // Another isolate's memory is as old as this one's would be.
    await environment.DB.prepare(
      "UPDATE stores SET clock_offset = ?1, configuration_version = configuration_version + 1 WHERE id = ?2",
    )
      .bind(60 * DAY, store.id)
      .run();
    expect(await store.balance(anna)).toMatchObject({ available: 0 });
    expect((await clockOf(store)).now).toBe(iso(START + 60 * DAY));
  });
});

test("a voucher runs out by the store's clock", async () => {
  const store = await makeSandbox({ ...PROGRAM, earning: {} });
  const memberId = await store.member("anna");
  await store.earn(memberId, 60);
  const answer = await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "small" } });
  const { code } = answer.as(redeemedSchema).voucher;
  const status = async () => (await store.server("GET", `/v1/vouchers/${code}`)).as(voucherSchema).status;
  await advance(store, 9);
  expect(await status()).toBe("issued");
  await advance(store, 1);
  expect(await status()).toBe("expired");
});

test("a year and a month: birthdays come, that of 29 February too, a tier is reached and falls", async () => {
  const store = await furnished({ afterDays: 365, warnDays: 30, graceDays: 30 });
  const end = await advance(store, 400);
  expect(end.reached).toBe(true);
  const told = (await noticesOf(store)).filter(({ customerId }) => customerId === "zoe");
  expect(told.map(({ kind, createdAt }) => `${createdAt} ${kind}`)).toEqual([
    "2026-12-01T00:00:00.000Z tier_changed",
    "2027-02-28T00:00:00.000Z birthday",
    "2027-10-02T23:00:00.000Z expiry_warning",
    "2027-10-12T23:00:00.000Z expiry_warning",
    "2027-11-01T00:00:00.000Z expiry_warning",
    "2027-12-01T00:00:00.000Z tier_changed",
  ]);
  expect(told.map(({ data }) => ("direction" in data ? data.direction : null)).filter(Boolean)).toEqual([
    "up",
    "down",
  ]);
  expect(await store.problems()).toEqual([]);
});

describe("what goes by the real time", () => {
  test("a session and a token are good by the real clock, and the panel shows the store's", async () => {
    const store = await makeSandbox(PROGRAM);
    const session = await store.session("anna");
    const token = await store.token("anna");
    await advance(store, 100);
    const answer = await store.page("GET", "/storefront/panel", { session });
    expect(answer.as(panelSchema).now).toBe(iso(START + 100 * DAY));
    const again = await store.page("POST", "/storefront/sessions", { body: { token } });
    expect(again.status).toBe(200);
    store.now += 31 * 60_000;
    expect((await store.page("GET", "/storefront/panel", { session })).problem().code).toBe(
      "session_expired",
    );
  });

  test("an answer is kept under its key for thirty real days", async () => {
    const store = await makeSandbox(PROGRAM);
    const body = { memberId: await store.member("anna"), points: 5, description: "A gift" };
    const first = await store.server("POST", "/v1/earn", { body, key: "kept" });
    await advance(store, 200);
    expect((await store.server("POST", "/v1/earn", { body, key: "kept" })).text).toBe(first.text);
  });
});
