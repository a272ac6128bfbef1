/** A code that was there before is switched on again where it is to work again, and only there. */
import { describe, expect, test } from "vitest";
import { PlatformRefused, type PublishedVoucher } from "../../../worker/integrations/platform.ts";
import { shopify } from "../../../worker/integrations/shopify/index.ts";
import { woocommerce } from "../../../worker/integrations/woocommerce/index.ts";
import { ShopServer as ShopifyShop } from "./shopify/shop-server.ts";
import { ShopServer as WooShop } from "./woocommerce/shop-server.ts";

const voucher: PublishedVoucher = {
  code: "JUN-7Q4KM-2XPRW",
  name: "£5 off",
  type: "amount_off",
  amount: 500,
  currency: "GBP",
  minimumOrder: 2000,
  availableAt: Date.UTC(2026, 10, 1, 12),
  expiresAt: Date.UTC(2027, 0, 1, 12),
  details: {},
};

const KINDS: [string, Partial<PublishedVoucher>][] = [
  ["an amount off", {}],
  ["one that never ends", { expiresAt: null }],
  ["free shipping", { type: "free_shipping", amount: 1 }],
  ["a percentage", { type: "percentage_off", amount: 15 }],
];

const PLATFORMS = [
  {
    name: "Shopify",
    open: () => {
      const shop = new ShopifyShop();
      const state = () => shop.discounts.map(({ codeDiscount }) => structuredClone(codeDiscount));
      return { platform: shopify, access: shop.access, state };
    },
  },
  {
    name: "WooCommerce",
    open: () => {
      const shop = new WooShop();
      return {
        platform: woocommerce,
        access: shop.access(),
        state: () => [...shop.coupons.values()].map((each) => ({ ...each })),
      };
    },
  },
];

describe.each(PLATFORMS)("at $name", ({ open }) => {
  test.each(KINDS)("%s is as it was made, under the same id", async (_, more) => {
    const { platform, access, state } = open();
    const one = { ...voucher, ...more };
    const reference = await platform.publishVoucher(access, one);
    const made = state();
    await platform.withdrawVoucher(access, reference);
    expect(state()).not.toEqual(made);
    expect(await platform.publishVoucher(access, { ...one, isAgain: true })).toBe(reference);
    expect(state()).toEqual(made);
    // And once more, for the answer may have been lost.
    expect(await platform.publishVoucher(access, { ...one, isAgain: true })).toBe(reference);
    expect(state()).toEqual(made);
  });

  test("a late call that makes it does not bring back what was switched off", async () => {
    const { platform, access, state } = open();
    await platform.withdrawVoucher(access, await platform.publishVoucher(access, voucher));
    const off = state();
    await expect(platform.publishVoucher(access, voucher)).rejects.toBeInstanceOf(PlatformRefused);
    expect(state()).toEqual(off);
  });
});
