import { describe, expect, test } from "vitest";
import {
  PlatformRefused,
  PlatformUnavailable,
  type PublishedVoucher,
} from "../../../../worker/integrations/platform.ts";
import { woocommerce } from "../../../../worker/integrations/woocommerce/index.ts";
import { failureOf } from "./failure-of.ts";
import { instead, lost, ShopServer, unreachable } from "./shop-server.ts";

const FIVE_OFF: PublishedVoucher = {
  code: "JUN-7Q4KM-2XPRW",
  name: "£5 off",
  type: "amount_off",
  amount: 500,
  currency: "GBP",
  minimumOrder: 2000,
  availableAt: Date.UTC(2026, 10, 1),
  expiresAt: Date.UTC(2026, 11, 31, 23, 59, 59, 999),
  details: {},
};
const publish = (shop: ShopServer, more: Partial<PublishedVoucher> = {}) =>
  woocommerce.publishVoucher(shop.access(), { ...FIVE_OFF, ...more });

const sets = (more: Partial<NonNullable<PublishedVoucher["details"]["products"]>>) => ({
  products: { productIds: [], skus: [], collections: [], tags: [], ...more },
});

describe("a voucher is a coupon of the shop", () => {
  test("an amount off, once, from the smallest order on, until its very second", async () => {
    const shop = new ShopServer();
    const reference = await publish(shop);
    expect(shop.coupons.get(Number(reference))).toMatchObject({
      code: "jun-7q4km-2xprw",
      description: "Regulars: £5 off",
      discount_type: "fixed_cart",
      amount: "5.00",
      minimum_amount: "20.00",
      date_expires_gmt: "2026-12-31T23:59:59",
      date_expires: "2026-12-31T20:59:59",
      usage_limit: 1,
      individual_use: false,
      free_shipping: false,
    });
  });

  test.each<[string, Partial<PublishedVoucher>, object]>([
    ["a percentage", { type: "percentage_off", amount: 15 }, { discount_type: "percent", amount: "15.00" }],
    [
      "a percentage of some products",
      { type: "percentage_off", amount: 15, details: sets({ productIds: ["93", "22"] }) },
      { product_ids: [93, 22], product_categories: [] },
    ],
    [
      "a percentage of a category",
      { type: "percentage_off", amount: 15, details: sets({ collections: ["7"] }) },
      { product_ids: [], product_categories: [7] },
    ],
    ["free shipping", { type: "free_shipping", amount: 0 }, { free_shipping: true, amount: "0.00" }],
    [
      "a free product, one piece of it",
      { type: "free_product", amount: 0, details: { productId: "93" } },
      { discount_type: "percent", amount: "100.00", product_ids: [93], limit_usage_to_x_items: 1 },
    ],
    ["yen", { currency: "JPY", amount: 500, minimumOrder: 0 }, { amount: "500.00", minimum_amount: "0.00" }],
    ["dinars", { currency: "KWD", amount: 1255 }, { minimum_amount: "2.00" }],
    ["no expiry", { expiresAt: null }, { date_expires_gmt: null }],
    ["a code of a pool, as it was imported", { details: { code: "Spring-x1" } }, { code: "spring-x1" }],
    ["a share that the smallest order never reaches", { details: { maximumShare: 25 } }, { amount: "5.00" }],
  ])("%s", async (_, more, coupon) => {
    const shop = new ShopServer();
    expect(shop.coupons.get(Number(await publish(shop, more)))).toMatchObject(coupon);
  });

  test.each<[string, Partial<PublishedVoucher>, string]>([
    [
      "a ceiling",
      { type: "percentage_off", amount: 15, details: { ceiling: 1000 } },
      "limit what a percentage",
    ],
    ["a share of the order", { details: { maximumShare: 24 } }, "share"],
    [
      "a percentage above its share",
      { type: "percentage_off", amount: 30, details: { maximumShare: 20 } },
      "share",
    ],
    ["an amount off some products", { details: sets({ productIds: ["93"] }) }, "some products alone"],
    ["tags", { type: "percentage_off", amount: 5, details: sets({ tags: ["sale"] }) }, "SKUs or tags"],
    [
      "products and categories",
      { type: "percentage_off", amount: 5, details: sets({ productIds: ["1"], collections: ["2"] }) },
      "one of the two",
    ],
    ["a product by its name", { type: "free_product", details: { productId: "throw" } }, "WooCommerce id"],
    ["store credit", { type: "store_credit" }, "store_credit"],
  ])("%s is refused before anything is called", async (_, more, why) => {
    const shop = new ShopServer();
    const failure = await failureOf(publish(shop, more));
    expect(failure).toBeInstanceOf(PlatformRefused);
    expect(failure.message).toContain(why);
    expect(shop.calls).toEqual([]);
  });

  test("what is publishable is what can be a coupon", () => {
    expect([...woocommerce.publishable]).toEqual([
      "amount_off",
      "percentage_off",
      "free_shipping",
      "free_product",
    ]);
  });
});

describe("a lost answer gives neither two coupons nor none", () => {
  test("made, and the answer lost: the next call finds it", async () => {
    const shop = new ShopServer();
    shop.trouble.push(lost);
    expect(await failureOf(publish(shop))).toBeInstanceOf(PlatformUnavailable);
    const reference = await publish(shop);
    expect([...shop.coupons.keys()].map(String)).toEqual([reference]);
  });

  test("the answers of the retry are lost as well, at each of its calls", async () => {
    const shop = new ShopServer();
    for (const steps of [[lost], [lost], [() => Promise.reject(new TypeError("gone"))]]) {
      shop.trouble.push(...steps);
      expect(await failureOf(publish(shop))).toBeInstanceOf(PlatformUnavailable);
    }
    shop.trouble.push((answer) => answer(), lost);
    expect(await failureOf(publish(shop))).toBeInstanceOf(PlatformUnavailable);
    await publish(shop);
    expect(shop.coupons.size).toBe(1);
  });

  test("never arrived: the next call makes it", async () => {
    const shop = new ShopServer();
    shop.trouble.push(unreachable);
    expect(await failureOf(publish(shop))).toBeInstanceOf(PlatformUnavailable);
    expect(shop.coupons.size).toBe(0);
    await publish(shop);
    expect(shop.coupons.size).toBe(1);
  });

  test("made and used meanwhile: it is still ours", async () => {
    const shop = new ShopServer();
    const reference = await publish(shop);
    const coupon = shop.coupons.get(Number(reference));
    if (coupon) coupon.usage_count = 1;
    expect(await publish(shop)).toBe(reference);
  });

  test.each<[string, Partial<PublishedVoucher>]>([
    ["another amount", { amount: 5000 }],
    ["another smallest order", { minimumOrder: 0 }],
    ["another expiry", { expiresAt: null }],
    ["another type", { type: "percentage_off", amount: 5 }],
  ])("the code with %s is another's, and is refused", async (_, more) => {
    const shop = new ShopServer();
    await publish(shop, more);
    const failure = await failureOf(publish(shop));
    expect(failure).toBeInstanceOf(PlatformRefused);
    expect(failure.message).toContain("another coupon");
  });

  test("what a plugin makes otherwise is switched off and refused", async () => {
    const shop = new ShopServer();
    shop.plugin = (coupon) => ({ ...coupon, usage_limit: null });
    const failure = await failureOf(publish(shop));
    expect(failure).toBeInstanceOf(PlatformRefused);
    expect([...shop.coupons.values()][0]?.date_expires_gmt).toBe("2000-01-01T00:00:00");
  });
});

describe("withdrawing a voucher", () => {
  test("lets the coupon expire, as often as it is asked", async () => {
    const shop = new ShopServer();
    const reference = await publish(shop);
    shop.trouble.push(lost);
    expect(await failureOf(woocommerce.withdrawVoucher(shop.access(), reference))).toBeInstanceOf(
      PlatformUnavailable,
    );
    await woocommerce.withdrawVoucher(shop.access(), reference);
    expect(shop.coupons.get(Number(reference))?.date_expires_gmt).toBe("2000-01-01T00:00:00");
  });

  test("a late retry of making it does not bring it back", async () => {
    const shop = new ShopServer();
    await woocommerce.withdrawVoucher(shop.access(), await publish(shop));
    expect(await failureOf(publish(shop))).toBeInstanceOf(PlatformRefused);
    expect(shop.coupons.size).toBe(1);
  });

  test("one that is gone is off", async () => {
    await woocommerce.withdrawVoucher(new ShopServer().access(), "4711");
  });

  test("one that a plugin keeps alive is not taken for off", async () => {
    const shop = new ShopServer();
    const reference = await publish(shop);
    shop.plugin = (coupon) => ({ ...coupon, date_expires_gmt: null });
    expect(await failureOf(woocommerce.withdrawVoucher(shop.access(), reference))).toBeInstanceOf(
      PlatformRefused,
    );
  });

  test("a key that may only read is said to be", async () => {
    const shop = new ShopServer();
    const failure = await failureOf(woocommerce.publishVoucher(shop.readOnly(), FIVE_OFF));
    expect(failure).toBeInstanceOf(PlatformRefused);
    expect(failure.message).toContain("Read/Write");
  });
});

test("a coupon that is said to exist and is not found is asked for again", async () => {
  const shop = new ShopServer();
  const exists = JSON.stringify({
    code: "woocommerce_rest_coupon_code_already_exists",
    message: "",
    data: {},
  });
  shop.trouble.push(instead(400, exists, { "Content-Type": "application/json" }));
  expect(await failureOf(publish(shop))).toBeInstanceOf(PlatformUnavailable);
});
