/** What the log says of longer stories: of what time brings about, of a referral, of a voucher used and free again. */
import { expect, test } from "vitest";
import type { EventAnswer } from "../../../worker/events/answers.ts";
import { databaseOf } from "../../../worker/database/client.ts";
import { claimedSchema } from "../../../worker/referrals/claim.ts";
import { referralLinkSchema } from "../../../worker/referrals/link.ts";
import { redeemedSchema } from "../../../worker/rewards/answers.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { DAY, environment, order, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";
import { eventsOf, expectReplayed } from "./replay.ts";

/** The types of the store's events from the one of this place on, in order. */
async function typesOf(store: StoreUnderTest, from = 0): Promise<string[]> {
  return (await eventsOf(environment, store.id)).slice(from).map(({ type }) => type);
}

function dataOf(events: EventAnswer[], type: EventAnswer["type"]): EventAnswer["data"][] {
  return events.filter((each) => each.type === type).map(({ data }) => data);
}

test("what time brings about is told when the job posts it, and once however often that runs", async () => {
  const store = await StoreUnderTest.make({
    ...PROGRAM,
    earning: { ...PROGRAM.earning, birthday: 100 },
    expiry: { afterDays: 60, warnDays: 14 },
    rewards: PROGRAM.rewards.map((reward) => ({ ...reward, validDays: 10, onExpiry: "give_back" })),
    tiers: {
      by: "spend",
      over: "calendar_year",
      levels: [
        { id: "bronze", name: "Bronze", threshold: 0 },
        { id: "silver", name: "Silver", threshold: 1000 },
      ],
    },
  });
  const { order: placed } = await store.putOrder("1001", order("anna", 100_000, START));
  const memberId = placed.memberId ?? "";
  await store.server("PATCH", `/v1/members/${memberId}`, { body: { birthday: "11-10" } });
  await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
  const before = (await typesOf(store)).length;
  for (const days of [9, 11, 50, 61, 500]) {
    store.now = START + days * DAY;
    for (let runs = 0; runs < 2; runs++) await scheduled(databaseOf(environment), store.now);
  }
  const events = (await eventsOf(environment, store.id)).slice(before);
  const types = events.map(({ type }) => type);
  for (const type of [
    "member.birthday",
    "voucher.released",
    "points.expiring",
    "points.expired",
    "tier.changed",
  ])
    expect(types).toContain(type);
  expect(dataOf(events, "member.birthday").every((data) => !("birthday" in data))).toBe(true);
  expect(dataOf(events, "tier.changed").at(-1)).toMatchObject({ memberId, direction: "down" });
  expect(dataOf(events, "points.expiring")[0]).toMatchObject({ memberId, customerId: null });
  await expectReplayed(environment, store.id);
});

test("a referral and both its vouchers, cancelled and re-opened", async () => {
  const store = await StoreUnderTest.make({
    ...PROGRAM,
    referral: { ...PROGRAM.referral, advocate: { type: "amount_off", amount: 500 } },
  });
  const memberId = await store.member("anna");
  const link = (await store.server("POST", "/v1/referral-links", { body: { memberId } })).as(
    referralLinkSchema,
  );
  const claim = { code: link.code, email: "ben@example.com", firstName: "Ben" };
  const claimed = await store.page("POST", "/storefront/referral-claims", { body: claim });
  const { code } = claimed.as(claimedSchema).voucher;
  const before = (await typesOf(store)).length;
  const placed = order("ben", 9000, START, {
    customer: { id: "ben", email: "ben@example.com" },
    discount: 1000,
    vouchers: [code],
  });
  await store.putOrder("2001", placed);
  expect(await typesOf(store, before)).toEqual([
    "order.created",
    "member.created",
    "voucher.used",
    "points.earned",
    "referral.updated",
    "voucher.issued",
  ]);
  const then = (hours: number) => new Date(START + hours * 3_600_000).toISOString();
  await store.putOrder("2001", { ...placed, cancelledAt: then(1), updatedAt: then(1) });
  expect((await typesOf(store, before + 6)).sort()).toEqual([
    "order.updated",
    "points.refunded",
    "referral.updated",
    "voucher.restored",
    "voucher.voided",
  ]);
  await store.putOrder("2001", { ...placed, updatedAt: then(2) });
  expect((await typesOf(store, before + 11)).sort()).toEqual([
    "order.updated",
    "points.earned",
    "referral.updated",
    "voucher.restored",
    "voucher.used",
  ]);
  expect(dataOf(await eventsOf(environment, store.id), "referral.updated")).toMatchObject([
    { status: "pending", orderId: "2001" },
    { status: "void", orderId: "2001" },
    { status: "pending", orderId: "2001" },
  ]);
  await expectReplayed(environment, store.id);
});

test("an order that changes hands names whose it was, and points say when they can be spent and expire", async () => {
  const store = await StoreUnderTest.make({
    ...PROGRAM,
    earning: { ...PROGRAM.earning, holdDays: 14 },
    expiry: { afterDays: 365 },
  });
  const first = await store.putOrder("1001", order("anna", 5000, START));
  store.now = START + DAY;
  const moved = await store.putOrder("1001", {
    ...order("ben", 5000, START),
    updatedAt: new Date(store.now).toISOString(),
  });
  const events = await eventsOf(environment, store.id);
  expect(dataOf(events, "order.updated")).toMatchObject([
    {
      orderId: "1001",
      revision: 2,
      points: 50,
      formerPoints: 50,
      memberId: moved.order.memberId,
      formerMemberId: first.order.memberId,
    },
  ]);
  const [earned] = events.filter(({ type }) => type === "points.earned");
  expect(earned?.data).toMatchObject({
    orderId: "1001",
    availableAt: new Date(START + 14 * DAY).toISOString(),
  });
  expect(earned?.data).toHaveProperty("expiresAt");
});

test("a code of the store's own is told as the shopper reads it", async () => {
  const store = await StoreUnderTest.make({
    ...PROGRAM,
    rewards: PROGRAM.rewards.map((reward) => ({ ...reward, codes: { pool: "pool" } })),
  });
  const memberId = await store.member("anna");
  await store.earn(memberId, 500);
  await store.server("POST", "/v1/code-pools/pool/codes", { body: { codes: ["Summer-7"] } });
  const redeemed = await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
  expect(redeemed.as(redeemedSchema).voucher.code).toBe("Summer-7");
  expect(dataOf(await eventsOf(environment, store.id), "voucher.issued")).toMatchObject([
    { code: "Summer-7" },
  ]);
});
