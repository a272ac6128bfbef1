/** Orders in another currency than the store's: at the rate they were told with, and rounded once. */
import { describe, expect, test } from "vitest";
import { claimedSchema } from "../../../worker/referrals/claim.ts";
import { referralLinkSchema } from "../../../worker/referrals/link.ts";
import { PROGRAM, START, StoreUnderTest, type OrderInput, type ProgramInput } from "../store-under-test.ts";
import { annas, cancelled, iso, refundOf } from "./told.ts";

/** An order of so many minor units of the currency. */
function of(
  amount: number,
  currency: string,
  exchangeRate?: string,
  more: Partial<OrderInput> = {},
): OrderInput {
  return annas(amount, 0, { currency, ...(exchangeRate === undefined ? {} : { exchangeRate }), ...more });
}

async function pointsFor(state: OrderInput, program: ProgramInput = PROGRAM): Promise<number> {
  const store = await StoreUnderTest.make(program);
  const { order } = await store.putOrder("1", state);
  expect(await store.problems()).toEqual([]);
  return order.points;
}

describe("at the door", () => {
  test("an order without its rate is refused, and told what to send", async () => {
    const store = await StoreUnderTest.make();
    const answer = await store.server("PUT", "/v1/orders/1", { body: of(100, "USD") });
    expect(answer.problem()).toMatchObject({
      status: 422,
      code: "exchange_rate_missing",
      detail: "The order is in USD, and the store's points are counted in GBP.",
      errors: [
        {
          pointer: "/exchangeRate",
          detail: 'Say how many GBP one USD was at the time of the order, such as "0.8571".',
        },
      ],
    });
    expect((await store.server("GET", "/v1/orders/1")).status).toBe(404);
  });

  test.each([
    "0",
    "0.000",
    "-1",
    "1e3",
    "1,5",
    "",
    ".5",
    "1.",
    "0.1234567890123",
    "12345678901",
    " 1",
    "NaN",
  ])("a rate of %j is refused", async (exchangeRate) => {
    const store = await StoreUnderTest.make();
    const answer = await store.server("PUT", "/v1/orders/1", { body: of(100, "USD", exchangeRate) });
    const { status, errors } = answer.problem();
    expect([status, errors?.[0]?.pointer]).toEqual([422, "/exchangeRate"]);
  });

  test("a rate that makes the order larger than any may be is refused, whatever it earns", async () => {
    const store = await StoreUnderTest.make({ ...PROGRAM, earning: {} });
    const refused = await store.server("PUT", "/v1/orders/1", {
      body: of(100_000_000_000, "USD", "999999999"),
    });
    expect(refused.problem()).toMatchObject({
      status: 422,
      errors: [
        {
          pointer: "/exchangeRate",
          detail: "At this rate the order comes to more GBP than any order may.",
        },
      ],
    });
    const large = await store.server("PUT", "/v1/orders/1", { body: of(100_000_000_000, "KWD", "500") });
    expect(large.status).toBe(200);
  });

  test.each(["ZZZ", "GBX", "usd", "POUND"])("%s is no currency", async (currency) => {
    const store = await StoreUnderTest.make();
    const answer = await store.server("PUT", "/v1/orders/1", { body: of(100, currency, "1") });
    expect(answer.problem()).toMatchObject({ status: 422, errors: [{ pointer: "/currency" }] });
  });

  test("the store's own currency needs none, and one that is sent plays no part", async () => {
    expect(await pointsFor(of(10_000, "GBP"))).toBe(100);
    expect(await pointsFor(of(10_000, "GBP", "1.5"))).toBe(100);
  });
});

describe("a point a pound", () => {
  test.each([
    // $150.00 is £128.565.
    [15_000, "USD", "0.8571", 128],
    // ¥19,999 is £99.995; a yen has no smaller unit.
    [19_999, "JPY", "0.005", 99],
    [20_000, "JPY", "0.005", 100],
    // 41.667 dinars are £100.0008, and a fils less £99.9984; a dinar has a thousand.
    [41_667, "KWD", "2.4", 100],
    [41_666, "KWD", "2.4", 99],
    // Nothing is lost on the way: 1/3 of a penny, three hundred times.
    [30_000, "EUR", "0.333333333334", 100],
    [30_000, "EUR", "0.333333333333", 99],
    [100_000_000_000, "VND", "0.00003", 3_000_000],
  ])("%d minor units of %s at %s earn %d", async (amount, currency, rate, points) => {
    expect(await pointsFor(of(amount, currency, rate))).toBe(points);
  });

  test("is rounded once, however many lines there are", async () => {
    const lines = Array.from({ length: 7 }, (_, index) => ({ id: `${index}`, quantity: 1, amount: 333 }));
    // 7 times $3.33 is $23.31, which is £19.9790…
    expect(await pointsFor(of(0, "USD", "0.8571", { lines }))).toBe(19);
    expect(await pointsFor(of(0, "USD", "0.8581", { lines }))).toBe(20);
  });

  test("a refund leaves what buying only the kept would have earned", async () => {
    const refunded = of(15_000, "USD", "0.8571", { refunds: [refundOf(5001)] });
    expect(await pointsFor(refunded)).toBe(await pointsFor(of(9999, "USD", "0.8571")));
  });
});

test("a later state may correct the rate, and the latest counts", async () => {
  const store = await StoreUnderTest.make();
  await store.putOrder("1", of(10_000, "USD", "0.5"));
  const corrected = await store.putOrder("1", of(10_000, "USD", "0.8", { updatedAt: iso(START + 1000) }));
  expect(corrected).toMatchObject({ posted: 30, balance: { available: 80 } });
  const inPounds = await store.putOrder("1", annas(7000, 2));
  expect(inPounds).toMatchObject({ posted: -10, balance: { available: 70 } });
  expect((await store.putOrder("1", cancelled(7000, 3))).balance).toMatchObject({ available: 0 });
  expect(await store.problems()).toEqual([]);
});

test("an order in the store's yen earns by its yen", async () => {
  const store = await StoreUnderTest.make(
    { ...PROGRAM, earning: { order: { points: 1, per: 100 } }, rewards: [], referral: null },
    START,
    { currency: "JPY" },
  );
  expect((await store.putOrder("1", of(12_345, "JPY"))).posted).toBe(123);
  // £61.72 at 200 yen are 12,344 yen.
  expect((await store.putOrder("2", of(6172, "GBP", "200"))).posted).toBe(123);
});

describe("a minimum", () => {
  test.each([
    // £40 is what a referral asks for: $46.67 at 0.8571 are £40.0008.
    [4667, "pending"],
    [4666, "claimed"],
  ])("of a referral is met in the store's money: %d cents are %s", async (amount, status) => {
    const store = await StoreUnderTest.make();
    const advocate = await store.member("anna", { email: "anna@example.com" });
    const link = await store.server("POST", "/v1/referral-links", { body: { memberId: advocate } });
    const claimed = await store.page("POST", "/storefront/referral-claims", {
      body: { code: link.as(referralLinkSchema).code, email: "ben@example.com" },
    });
    expect(claimed.as(claimedSchema).referral.status).toBe("claimed");
    const state = of(amount, "USD", "0.8571", { customer: { id: "ben", email: "ben@example.com" } });
    expect((await store.putOrder("1", state)).referral?.status).toBe(status);
    expect(await store.problems()).toEqual([]);
  });
});
