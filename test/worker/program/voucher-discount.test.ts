/** What a voucher takes off a cart: never more than the goods it is for, and to the minor unit. */
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { orderState } from "../../../worker/program/order.ts";
import { voucherDiscount, type VoucherTerms } from "../../../worker/program/voucher-discount.ts";

const cartSchema = orderState.pick({ currency: true, lines: true, discount: true, shipping: true });

/** Two lines of £60 and £40, and postage of £5. */
function cart(more: Partial<z.input<typeof cartSchema>> = {}) {
  return cartSchema.parse({
    currency: "GBP",
    lines: [
      { id: "a", productId: "throw", collections: ["linen"], quantity: 1, amount: 6000 },
      { id: "b", productId: "mug", tags: ["sale"], quantity: 2, amount: 4000 },
    ],
    shipping: { amount: 500 },
    ...more,
  });
}

function voucher(more: Partial<VoucherTerms> = {}): VoucherTerms {
  return { type: "amount_off", amount: 500, currency: "GBP", minimumOrder: 0, details: {}, ...more };
}

const set = (more: object) => ({ productIds: [], skus: [], collections: [], tags: [], ...more });

describe("an amount off", () => {
  test("is spread over the lines by what each is worth", () => {
    expect(voucherDiscount(voucher(), cart())).toEqual({
      goods: 500,
      shipping: 0,
      lines: [
        { id: "a", discount: 300 },
        { id: "b", discount: 200 },
      ],
    });
  });

  test("parts add up where they can't be even", () => {
    const lines = [1, 1, 1].map((amount, index) => ({ id: `${index}`, quantity: 1, amount: amount * 100 }));
    const discount = voucherDiscount(voucher({ amount: 100 }), cart({ lines }));
    expect(discount).toMatchObject({
      goods: 100,
      lines: [{ discount: 34 }, { discount: 33 }, { discount: 33 }],
    });
  });

  test.each(["store_credit", "gift_card"])("a %s pays alike", (type) => {
    expect(voucherDiscount(voucher({ type }), cart())).toMatchObject({ goods: 500 });
  });

  test("is never more than the goods, nor more than those it is for", () => {
    expect(voucherDiscount(voucher({ amount: 99_999 }), cart())).toMatchObject({ goods: 10_000 });
    const details = { products: set({ tags: ["sale"] }) };
    expect(voucherDiscount(voucher({ amount: 99_999, details }), cart())).toEqual({
      goods: 4000,
      shipping: 0,
      lines: [{ id: "b", discount: 4000 }],
    });
  });

  test("counts goods net of the discounts that are there", () => {
    const lines = [{ id: "a", quantity: 1, amount: 6000, discount: 5800 }];
    expect(voucherDiscount(voucher(), cart({ lines }))).toMatchObject({ goods: 200 });
    expect(voucherDiscount(voucher(), cart({ lines, discount: 150 }))).toMatchObject({ goods: 50 });
    expect(voucherDiscount(voucher(), cart({ lines, discount: 200 }))).toEqual({ why: "nothing_eligible" });
  });

  test("never pays for gift cards", () => {
    const lines = [
      { id: "a", quantity: 1, amount: 300 },
      { id: "card", quantity: 1, amount: 5000, giftCard: true },
    ];
    expect(voucherDiscount(voucher(), cart({ lines }))).toMatchObject({ goods: 300, lines: [{ id: "a" }] });
    expect(voucherDiscount(voucher(), cart({ lines: lines.slice(1) }))).toEqual({ why: "nothing_eligible" });
  });
});

describe("a minimum order", () => {
  test.each([
    [10_000, {}, null],
    [10_001, {}, 1],
    [10_000, { discount: 500 }, 500],
  ])("of %i with %j misses %s", (minimumOrder, more, missing) => {
    const discount = voucherDiscount(voucher({ minimumOrder }), cart(more));
    if (missing === null) expect(discount).toMatchObject({ goods: 500 });
    else expect(discount).toEqual({ why: "minimum_order", missing });
  });

  test("counts everything in the cart, not only what the voucher is for", () => {
    const details = { products: set({ tags: ["sale"] }) };
    expect(voucherDiscount(voucher({ minimumOrder: 9000, details }), cart())).toMatchObject({ goods: 500 });
  });
});

describe("a percentage", () => {
  const percent = (amount: number, details: VoucherTerms["details"] = {}) =>
    voucher({ type: "percentage_off", amount, details });

  test.each([
    [10, {}, 1000],
    [100, {}, 10_000],
    [10, { ceiling: 700 }, 700],
    [10, { ceiling: 1000 }, 1000],
    [10, { products: set({ collections: ["linen"] }) }, 600],
  ])("of %i with %j is %i", (amount, details, goods) => {
    expect(voucherDiscount(percent(amount, details), cart())).toMatchObject({ goods });
  });

  test("leaves a part of a penny off", () => {
    const lines = [{ id: "a", quantity: 1, amount: 999 }];
    expect(voucherDiscount(percent(15), cart({ lines }))).toMatchObject({ goods: 149 });
  });

  test("is exact for the largest cart there is", () => {
    const lines = Array.from({ length: 500 }, (_, id) => ({
      id: `${id}`,
      quantity: 1,
      amount: 100_000_000_000,
    }));
    expect(voucherDiscount(percent(99), cart({ lines }))).toMatchObject({ goods: 49_500_000_000_000 });
  });
});

describe("a share of the order", () => {
  test.each([
    [voucher({ amount: 9000, details: { maximumShare: 50 } }), 5000],
    [voucher({ amount: 4000, details: { maximumShare: 50 } }), 4000],
    [voucher({ type: "percentage_off", amount: 80, details: { maximumShare: 25 } }), 2500],
    [voucher({ type: "free_product", amount: 1, details: { maximumShare: 10, productId: "throw" } }), 1000],
  ])("is the most that is paid: %#", (terms, goods) => {
    expect(voucherDiscount(terms, cart())).toMatchObject({ goods });
  });
});

describe("free shipping", () => {
  const post = (more: Partial<VoucherTerms> = {}) => voucher({ type: "free_shipping", amount: 1, ...more });

  test("takes off what shipping costs, and nothing else", () => {
    expect(voucherDiscount(post(), cart())).toEqual({ goods: 0, shipping: 500, lines: [] });
  });

  test("needs something that it is for", () => {
    const details = { products: set({ skus: ["none"] }) };
    expect(voucherDiscount(post({ details }), cart())).toEqual({ why: "nothing_eligible" });
    expect(voucherDiscount(post(), cart({ lines: [] }))).toEqual({ why: "nothing_eligible" });
  });
});

describe("a free product", () => {
  const mug = voucher({ type: "free_product", amount: 1, details: { productId: "mug", productName: "Mug" } });

  test("takes off one piece of it", () => {
    expect(voucherDiscount(mug, cart())).toEqual({
      goods: 2000,
      shipping: 0,
      lines: [{ id: "b", discount: 2000 }],
    });
  });

  test("of two lines the dearer piece, net of its discount", () => {
    const lines = [
      { id: "a", productId: "mug", quantity: 1, amount: 2500, discount: 600 },
      { id: "b", productId: "mug", quantity: 2, amount: 4000 },
    ];
    expect(voucherDiscount(mug, cart({ lines }))).toMatchObject({ lines: [{ id: "b", discount: 2000 }] });
  });

  test("has to be in the cart", () => {
    const lines = [{ id: "a", productId: "throw", quantity: 1, amount: 6000 }];
    expect(voucherDiscount(mug, cart({ lines }))).toEqual({ why: "product_missing" });
    const none = [{ id: "a", productId: "mug", quantity: 0, amount: 0 }];
    expect(voucherDiscount(mug, cart({ lines: none }))).toEqual({ why: "product_missing" });
  });
});

describe("nothing", () => {
  test.each(["experience", "partner_offer", "donation"])("is taken off by a %s", (type) => {
    expect(voucherDiscount(voucher({ type }), cart())).toEqual({ why: "not_for_carts" });
  });

  test("is taken off a cart in another currency", () => {
    expect(voucherDiscount(voucher(), cart({ currency: "EUR" }))).toEqual({ why: "other_currency" });
  });
});
