/** A voucher as a discount of Shopify: what to make, and whether what is there is it. */
import { z } from "zod";
import type { ProductSet } from "../../program/document/fields.ts";
import { PlatformRefused, type PublishedVoucher } from "../platform.ts";
import { decimalOf, minorUnitsOf } from "./money.ts";
import { shopifyId } from "./parts.ts";

const MONEY = "{ amount currencyCode }";

/** What discounts of both kinds have. */
const COMMON = `startsAt endsAt usageLimit asyncUsageCount status
  codes(first: 1) { nodes { code } }
  minimumRequirement {
    __typename
    ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal ${MONEY} }
  }`;

/** The fields that `discount` reads. */
export const DISCOUNT = `
  id
  codeDiscount {
    __typename
    ... on DiscountCodeBasic {
      ${COMMON}
      customerGets {
        value {
          __typename
          ... on DiscountAmount { amount ${MONEY} appliesOnEachItem }
          ... on DiscountPercentage { percentage }
        }
        items {
          __typename
          ... on DiscountProducts { products(first: 100) { nodes { id } } }
          ... on DiscountCollections { collections(first: 100) { nodes { id } } }
        }
      }
    }
    ... on DiscountCodeFreeShipping {
      ${COMMON}
    }
  }`;

const money = z.object({ amount: z.string(), currencyCode: z.string() });
const nodes = z.object({ nodes: z.array(z.object({ id: shopifyId })) });

/** A discount with a code, as far as it is compared. */
export const discount = z.object({
  id: z.string(),
  codeDiscount: z.object({
    __typename: z.string(),
    startsAt: z.iso.datetime().optional(),
    endsAt: z.iso.datetime().nullish(),
    usageLimit: z.int().nullish(),
    asyncUsageCount: z.int().default(0),
    status: z.string().optional(),
    codes: z.object({ nodes: z.array(z.object({ code: z.string() })) }).optional(),
    minimumRequirement: z.object({ greaterThanOrEqualToSubtotal: money.optional() }).nullish(),
    customerGets: z
      .object({
        value: z.object({
          amount: money.optional(),
          appliesOnEachItem: z.boolean().optional(),
          percentage: z.number().optional(),
        }),
        items: z.object({ products: nodes.optional(), collections: nodes.optional() }),
      })
      .optional(),
  }),
});
export type Discount = z.output<typeof discount>;

/** What a voucher gives, compared and made: amounts are minor units. */
interface Terms {
  code: string;
  isFreeShipping: boolean;
  /** null where it is a percentage, or free shipping. */
  amount: number | null;
  percent: number | null;
  /** 0 for none. */
  minimum: number;
  /** Whole seconds since 1970, as Shopify keeps them. */
  startsAt: number;
  endsAt: number | null;
  /** Ids of what it is for; both empty for everything. */
  products: string[];
  collections: string[];
}

/**
 * What the voucher has to be over there. Throws PlatformRefused for what Shopify's checkout has no word for: it would
 * give more than was bought.
 */
export function termsOf(voucher: PublishedVoucher): Terms {
  const { type, amount, minimumOrder, availableAt, expiresAt, code, details } = voucher;
  if (details.ceiling !== undefined)
    throw new PlatformRefused("Shopify knows no ceiling for a percentage: take the ceiling from the reward.");
  if (details.maximumShare !== undefined)
    throw new PlatformRefused("Shopify knows no largest share of an order: take it from the reward.");
  return {
    code,
    isFreeShipping: type === "free_shipping",
    amount: type === "amount_off" ? amount : null,
    percent: type === "percentage_off" ? amount : null,
    minimum: minimumOrder,
    startsAt: Math.floor(availableAt / 1000),
    endsAt: expiresAt === null ? null : Math.floor(expiresAt / 1000),
    ...itemsOf(details.products),
  };
}

function itemsOf(set: ProductSet | undefined): Pick<Terms, "products" | "collections"> {
  const { productIds = [], collections = [], skus = [], tags = [] } = set ?? {};
  if (skus.length > 0 || tags.length > 0)
    throw new PlatformRefused(
      "A discount of Shopify is for products or collections, and not for SKUs or tags.",
    );
  if (productIds.length > 0 && collections.length > 0)
    throw new PlatformRefused("A discount of Shopify is for products or for collections, and not for both.");
  if (productIds.length > 100 || collections.length > 100)
    throw new PlatformRefused("A discount is made for at most 100 products or collections.");
  return { products: idsOf(productIds), collections: idsOf(collections) };
}

function idsOf(named: string[]): string[] {
  return named.map((id) => {
    const parsed = shopifyId.safeParse(id);
    if (!parsed.success)
      throw new PlatformRefused(
        "The reward names products or collections by something else than Shopify's ids.",
      );
    return parsed.data;
  });
}

/** The input of `discountCodeBasicCreate` or `discountCodeFreeShippingCreate`. */
export function discountInput(terms: Terms, { name, currency }: PublishedVoucher): Record<string, unknown> {
  const common = {
    title: name,
    code: terms.code,
    ...datesOf(terms),
    usageLimit: 1,
    context: { all: "ALL" },
    ...(terms.minimum > 0
      ? {
          minimumRequirement: {
            subtotal: { greaterThanOrEqualToSubtotal: decimalOf(terms.minimum, currency) },
          },
        }
      : {}),
  };
  if (terms.isFreeShipping) return { ...common, destination: { all: true } };
  const gid = (kind: string) => (id: string) => `gid://shopify/${kind}/${id}`;
  const items =
    terms.products.length > 0
      ? { products: { productsToAdd: terms.products.map(gid("Product")) } }
      : terms.collections.length > 0
        ? { collections: { add: terms.collections.map(gid("Collection")) } }
        : { all: true };
  const value =
    terms.amount !== null
      ? { discountAmount: { amount: decimalOf(terms.amount, currency), appliesOnEachItem: false } }
      : // A share, of which one is all.
        { percentage: (terms.percent ?? 0) / 100 };
  return { ...common, customerGets: { value, items } };
}

/** How a discount that has the voucher's code stands to it; what an owner made something else of is another's. */
export type Standing =
  /** It is the voucher, and can be used: then "the code is taken" was said of our own, made before. */
  | "works"
  /** It is the voucher, and was switched off, or used by an order that was cancelled since. */
  | "is off"
  | "is another";

/** How the discount stands to the voucher. */
export function standingOf(found: Discount, terms: Terms, currency: string): Standing {
  const { startsAt, endsAt, usageLimit, asyncUsageCount: used, status } = found.codeDiscount;
  if (!isSameBenefit(found, terms, currency) || !usageLimit || usageLimit > used + 1) return "is another";
  // What is switched off ends over there at that very second.
  if (status === "EXPIRED") return "is off";
  if (secondsOf(startsAt) !== terms.startsAt || secondsOf(endsAt) !== terms.endsAt) return "is another";
  return usageLimit > used ? "works" : "is off";
}

/** What makes a discount that is off work again, once: Shopify gives no use back when an order is cancelled. */
export function switchingOn({ codeDiscount }: Discount, terms: Terms): Record<string, unknown> {
  return { ...datesOf(terms), usageLimit: codeDiscount.asyncUsageCount + 1 };
}

function isSameBenefit({ codeDiscount }: Discount, terms: Terms, currency: string): boolean {
  const { codes, minimumRequirement, customerGets } = codeDiscount;
  const minimum = minimumRequirement?.greaterThanOrEqualToSubtotal;
  const ids = (list: z.output<typeof nodes> | undefined) => (list?.nodes ?? []).map(({ id }) => id);
  return (
    codeDiscount.__typename === (terms.isFreeShipping ? "DiscountCodeFreeShipping" : "DiscountCodeBasic") &&
    codes?.nodes[0]?.code.toUpperCase() === terms.code.toUpperCase() &&
    isMoney(minimum, terms.minimum, currency) &&
    isMoney(customerGets?.value.amount, terms.amount ?? 0, currency) &&
    customerGets?.value.appliesOnEachItem !== true &&
    Math.round((customerGets?.value.percentage ?? 0) * 100) === (terms.percent ?? 0) &&
    isSame(ids(customerGets?.items.products), terms.products) &&
    isSame(ids(customerGets?.items.collections), terms.collections)
  );
}

function secondsOf(time: string | null | undefined): number | null {
  return time ? Math.floor(Date.parse(time) / 1000) : null;
}

function datesOf({ startsAt, endsAt }: Terms): { startsAt: string; endsAt: string | null } {
  const time = (seconds: number) => new Date(seconds * 1000).toISOString();
  return { startsAt: time(startsAt), endsAt: endsAt === null ? null : time(endsAt) };
}

function isMoney(found: z.output<typeof money> | undefined, units: number, currency: string): boolean {
  if (!found) return units === 0;
  return found.currencyCode === currency && minorUnitsOf(found.amount, currency) === units;
}

function isSame(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
