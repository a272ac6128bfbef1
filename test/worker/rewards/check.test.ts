/** A checkout asks before it takes a voucher: whether it holds for this cart, and what it gives. */
import { beforeEach, describe, expect, test } from "vitest";
import { voucherCheckSchema } from "../../../worker/rewards/check-voucher.ts";
import { contents } from "../database/contents.ts";
import { DAY, START } from "../store-under-test.ts";
import { fiveOff, Shop } from "./shop.ts";

const cart = { currency: "GBP", lines: [{ id: "1", quantity: 1, amount: 4500 }] };

let shop: Shop;
let code: string;
beforeEach(async () => {
  shop = await Shop.open([
    fiveOff({ minimumOrder: 2000 }),
    { id: "post", name: "Free delivery", type: "free_shipping", points: 100 },
    {
      id: "mug",
      name: "A mug",
      type: "free_product",
      productId: "p-7",
      productName: "Stoneware mug",
      points: 100,
    },
    { id: "talk", name: "An evening", type: "experience", description: "Supper", points: 100 },
  ]);
  code = (await shop.have("five-off")).voucher.code;
});

async function check(body: object, which = code) {
  const answer = await shop.store.server("POST", `/v1/vouchers/${which}/check`, {
    body: { ...cart, ...body },
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.as(voucherCheckSchema);
}

test("a voucher that holds says its discount, line by line, and nothing is written", async () => {
  const before = await contents(shop.store.id);
  expect(await check({})).toMatchObject({
    holds: true,
    detail: null,
    discount: { total: 500, goods: 500, shipping: 0, lines: [{ id: "1", discount: 500 }] },
    own: null,
    voucher: { code, status: "issued" },
  });
  expect(await contents(shop.store.id)).toEqual(before);
});

describe("one that doesn't says why, and takes off nothing", () => {
  const nothing = { holds: false, discount: { total: 0, goods: 0, shipping: 0, lines: [] } };

  test("below its minimum", async () => {
    const lines = [{ id: "1", quantity: 1, amount: 1750 }];
    expect(await check({ lines })).toMatchObject({
      ...nothing,
      detail: "The voucher is for orders from £20, and £2.50 are missing.",
    });
  });

  test("in another currency", async () => {
    expect(await check({ currency: "EUR" })).toMatchObject({ ...nothing, detail: "The voucher is in GBP." });
  });

  test("without its product", async () => {
    const mug = (await shop.have("mug")).voucher.code;
    expect(await check({}, mug)).toMatchObject({
      ...nothing,
      detail: "The voucher is for Stoneware mug, which is not in the cart.",
    });
  });

  test("on nothing but gift cards", async () => {
    const lines = [{ id: "1", quantity: 1, amount: 4500, giftCard: true }];
    expect(await check({ lines })).toMatchObject({
      ...nothing,
      detail: "The voucher can't be used on anything in the cart.",
    });
  });

  test("for something that is not bought", async () => {
    const talk = (await shop.have("talk")).voucher.code;
    expect(await check({}, talk)).toMatchObject({
      ...nothing,
      detail: "The voucher is not for the checkout.",
    });
  });

  test("used, released or expired", async () => {
    const other = (await shop.have("five-off")).voucher.code;
    await shop.store.server("POST", `/v1/vouchers/${code}/use`, { body: { orderId: "1" } });
    expect(await check({})).toMatchObject({ ...nothing, detail: "The voucher was used on another order." });
    await shop.release(other);
    expect((await check({}, other)).holds).toBe(false);
    const last = (await shop.have("five-off")).voucher.code;
    shop.store.now = START + 365 * DAY;
    expect(await check({}, last)).toMatchObject({ ...nothing, detail: "The voucher has expired." });
  });
});

test("free shipping takes off the shipping", async () => {
  const post = (await shop.have("post")).voucher.code;
  const { discount } = await check({ shipping: { amount: 495 } }, post);
  expect(discount).toEqual({ total: 495, goods: 0, shipping: 495, lines: [] });
});

test("whose voucher it is is said where a customer is named, and decides nothing", async () => {
  await shop.store.member("ben");
  for (const [customerId, own] of [
    ["anna", true],
    ["ben", false],
    ["nobody", false],
  ] as const)
    expect(await check({ customerId })).toMatchObject({ holds: true, own });
});

test("what a friend was given is checked alike", async () => {
  const shared = await shop.store.server("POST", "/v1/referral-links", { body: { memberId: shop.memberId } });
  const link = JSON.parse(shared.text) as { code: string };
  const claimed = await shop.store.page("POST", "/storefront/referral-claims", {
    body: { code: link.code, email: "ben@example.com" },
  });
  const friends = JSON.parse(claimed.text) as { voucher: { code: string } };
  expect(await check({ customerId: "anna" }, friends.voucher.code)).toMatchObject({
    holds: true,
    own: false,
    discount: { total: 1000 },
  });
});
