/** A voucher becomes a code that Shopify's checkout honours: one, whatever gets lost on the way. */
import { beforeEach, describe, expect, test } from "vitest";
import {
  PlatformRefused,
  PlatformUnavailable,
  type PublishedVoucher,
} from "../../../../worker/integrations/platform.ts";
import { shopify } from "../../../../worker/integrations/shopify/index.ts";
import { outboundOf } from "../../../../worker/http/outbound.ts";
import { environment } from "../../store-under-test.ts";
import { ShopServer } from "./shop-server.ts";

const voucher: PublishedVoucher = {
  code: "JUN-7Q4KM-2XPRW",
  name: "£5 off",
  type: "amount_off",
  amount: 500,
  currency: "GBP",
  minimumOrder: 2000,
  availableAt: Date.UTC(2026, 10, 1, 12, 0, 0, 123),
  expiresAt: Date.UTC(2027, 0, 1, 12, 0, 0, 456),
  details: {},
};

let shop: ShopServer;
beforeEach(() => {
  shop = new ShopServer();
});

const publish = (more: Partial<PublishedVoucher> = {}) =>
  shopify.publishVoucher(shop.access, { ...voucher, ...more });

/** What the promise was refused with. */
async function refusal(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("It was not refused.");
}

describe("what is made", () => {
  test("an amount off: good once, from and until when, above its minimum", async () => {
    const id = await publish();
    expect(shop.byCode(voucher.code)).toMatchObject({
      id,
      codeDiscount: {
        __typename: "DiscountCodeBasic",
        title: "£5 off",
        usageLimit: 1,
        startsAt: "2026-11-01T12:00:00Z",
        endsAt: "2027-01-01T12:00:00Z",
        minimumRequirement: { greaterThanOrEqualToSubtotal: { amount: "20.0", currencyCode: "GBP" } },
        customerGets: {
          value: { amount: { amount: "5.0", currencyCode: "GBP" }, appliesOnEachItem: false },
          items: { __typename: "AllDiscountItems" },
        },
      },
    });
  });

  test("a percentage, for some products, without a minimum or an end", async () => {
    const details = { products: { productIds: ["7001", "7002"], skus: [], collections: [], tags: [] } };
    await publish({ type: "percentage_off", amount: 15, minimumOrder: 0, expiresAt: null, details });
    expect(shop.byCode(voucher.code)?.codeDiscount).toMatchObject({
      endsAt: null,
      minimumRequirement: null,
      customerGets: {
        value: { percentage: 0.15 },
        items: { products: [{ id: "gid://shopify/Product/7001" }, { id: "gid://shopify/Product/7002" }] },
      },
    });
  });

  test("free shipping", async () => {
    await publish({ type: "free_shipping", amount: 1 });
    expect(shop.byCode(voucher.code)?.codeDiscount).toMatchObject({ __typename: "DiscountCodeFreeShipping" });
  });

  test("yen have no decimals, dinars three", async () => {
    for (const [currency, amount] of [
      ["JPY", "500.0"],
      ["KWD", "0.5"],
    ] as const) {
      shop.currency = currency;
      await publish({ currency, code: currency, minimumOrder: 0 });
      expect(shop.byCode(currency)?.codeDiscount).toMatchObject({
        customerGets: { value: { amount: { amount } } },
      });
    }
  });

  test("every type that is said to be publishable is, again and again to the same id", async () => {
    for (const type of shopify.publishable) {
      const [first, second] = [await publish({ type, code: type }), await publish({ type, code: type })];
      expect(second).toBe(first);
    }
    expect(shop.discounts).toHaveLength(shopify.publishable.size);
  });
});

describe("one code, never two and never none", () => {
  test.each(["lost", "broken"] as const)("an answer that is %s after the code was made", async (trouble) => {
    shop.troubles = [trouble];
    expect(await refusal(publish())).toBeInstanceOf(PlatformUnavailable);
    expect(shop.discounts).toHaveLength(1);
    expect(await publish()).toBe(shop.discounts[0]?.id);
    expect(shop.discounts).toHaveLength(1);
  });

  test("an answer that nobody waits for any longer, by the Worker's own way to the outside", async () => {
    const access = {
      ...shop.access,
      outbound: outboundOf({ ...environment, OUTBOUND: shop.fetcher }, 50),
    };
    shop.troubles = ["slow"];
    expect(await refusal(shopify.publishVoucher(access, voucher))).toBeInstanceOf(PlatformUnavailable);
    expect(await shopify.publishVoucher(access, voucher)).toBe(shop.discounts[0]?.id);
    expect(shop.discounts).toHaveLength(1);
  });

  test("a lost answer to the question whose the code is", async () => {
    const id = await publish();
    shop.troubles = [null, "lost"];
    expect(await refusal(publish())).toBeInstanceOf(PlatformUnavailable);
    expect(await publish()).toBe(id);
  });

  test.each([
    ["of another amount", { amount: 600 }],
    ["of another type", { type: "free_shipping" as const }],
    ["with another minimum", { minimumOrder: 0 }],
    ["with another end", { expiresAt: null }],
    ["from another time on", { availableAt: voucher.availableAt + 60_000 }],
    [
      "for some products",
      { details: { products: { productIds: ["1"], skus: [], collections: [], tags: [] } } },
    ],
  ])("a code that is there %s is another's, and stays", async (_name, more) => {
    await publish(more);
    const before = structuredClone(shop.discounts);
    expect(await refusal(publish())).toBeInstanceOf(PlatformRefused);
    expect(shop.discounts).toEqual(before);
  });

  test("a code that is used more than once is not ours", async () => {
    await publish();
    Object.assign(shop.discounts[0]?.codeDiscount ?? {}, { usageLimit: 2 });
    expect(await refusal(publish())).toBeInstanceOf(PlatformRefused);
  });

  test("two calls at once make one", async () => {
    const ids = await Promise.all([publish(), publish(), publish()]);
    expect(new Set(ids).size).toBe(1);
    expect(shop.discounts).toHaveLength(1);
  });
});

describe("what Shopify has no word for is refused before anything is made", () => {
  test.each([
    ["a ceiling", { type: "percentage_off" as const, amount: 15, details: { ceiling: 1000 } }],
    ["a largest share", { details: { maximumShare: 50 } }],
    ["SKUs", { details: { products: { productIds: [], skus: ["A"], collections: [], tags: [] } } }],
    [
      "products and collections",
      { details: { products: { productIds: ["1"], skus: [], collections: ["2"], tags: [] } } },
    ],
    [
      "ids that aren't Shopify's",
      { details: { products: { productIds: ["mug"], skus: [], collections: [], tags: [] } } },
    ],
  ])("%s", async (_name, more) => {
    expect(await refusal(publish(more))).toBeInstanceOf(PlatformRefused);
    expect(shop.calls).toEqual([]);
  });
});

test("a shop that sells in another currency: the code is switched off again, and refused", async () => {
  shop.currency = "JPY";
  const refused = await refusal(publish());
  expect(refused).toBeInstanceOf(PlatformRefused);
  expect((refused as Error).message).toMatch(/sell in GBP/);
  expect(shop.discounts[0]?.codeDiscount).toMatchObject({ status: "EXPIRED" });
});

test("a user error comes with 200, and is told to the owner", async () => {
  const refused = await refusal(publish({ expiresAt: voucher.availableAt - 1000 }));
  expect(refused).toBeInstanceOf(PlatformRefused);
  expect((refused as Error).message).toMatch(/Ends at needs to be after/);
  expect(shop.discounts).toEqual([]);
});

describe("what may pass is tried again later", () => {
  test.each([
    ["too_many", 2000],
    // 50 points are missing, of which 100 a second come back.
    ["throttled", 500],
    ["down", null],
    ["internal_error", null],
    ["unreachable", null],
  ] as const)("%s", async (trouble, retryAfter) => {
    shop.troubles = [trouble];
    const refused = await refusal(publish());
    expect(refused).toBeInstanceOf(PlatformUnavailable);
    expect((refused as PlatformUnavailable).retryAfter).toBe(retryAfter);
    expect(shop.discounts).toEqual([]);
    await publish();
  });
});

describe("what won't pass is said", () => {
  test("a token that isn't good any more", async () => {
    const { access } = shop;
    shop.accessToken = "another";
    expect(await refusal(shopify.publishVoucher(access, voucher))).toBeInstanceOf(PlatformRefused);
  });
  test("a scope that is missing", async () => {
    shop.scopes.delete("write_discounts");
    expect(((await refusal(publish())) as Error).message).toMatch(/scope/);
  });
  test("an address that is no shop's is never called with the token", async () => {
    for (const host of [
      "evil.example.com",
      "juniper.myshopify.com.evil.example",
      "juniper.myshopify.com/x?",
      "a@b.myshopify.com",
    ])
      expect(await refusal(shopify.publishVoucher({ ...shop.access, shop: host }, voucher))).toBeInstanceOf(
        PlatformRefused,
      );
    expect(shop.calls).toEqual([]);
  });
});

describe("withdrawing", () => {
  test("switches it off; again, and of one that is gone, is done already", async () => {
    const id = await publish();
    for (let again = 0; again < 2; again++) await shopify.withdrawVoucher(shop.access, id);
    expect(shop.discounts[0]?.codeDiscount).toMatchObject({ status: "EXPIRED" });
    shop.discounts = [];
    await shopify.withdrawVoucher(shop.access, id);
    expect(shop.discounts).toEqual([]);
  });

  test("a lost answer is tried again", async () => {
    const id = await publish();
    shop.troubles = ["lost"];
    expect(await refusal(shopify.withdrawVoucher(shop.access, id))).toBeInstanceOf(PlatformUnavailable);
    await shopify.withdrawVoucher(shop.access, id);
  });
});
