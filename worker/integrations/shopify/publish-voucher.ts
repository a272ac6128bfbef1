import { z } from "zod";
import { PlatformRefused, PlatformUnavailable, type PublishedVoucher, type ShopAccess } from "../platform.ts";
import { adminApi } from "./admin-api.ts";
import {
  discount,
  DISCOUNT,
  discountInput,
  standingOf,
  switchingOn,
  termsOf,
  type Discount,
} from "./discount.ts";
import { withdrawVoucher } from "./withdraw-voucher.ts";

const userErrors = z.array(z.object({ code: z.string().nullable(), message: z.string() }));
const created = z.object({ created: z.object({ codeDiscountNode: discount.nullable(), userErrors }) });
const byCode = z.object({ codeDiscountNodeByCode: discount.nullable() });

const CREATED = `{ codeDiscountNode { ${DISCOUNT} } userErrors { code message } }`;
const CREATE_BASIC = `mutation CreateDiscount($input: DiscountCodeBasicInput!) {
  created: discountCodeBasicCreate(basicCodeDiscount: $input) ${CREATED}
}`;
const CREATE_FREE_SHIPPING = `mutation CreateFreeShipping($input: DiscountCodeFreeShippingInput!) {
  created: discountCodeFreeShippingCreate(freeShippingCodeDiscount: $input) ${CREATED}
}`;
const UPDATE_BASIC = `mutation UpdateDiscount($id: ID!, $input: DiscountCodeBasicInput!) {
  created: discountCodeBasicUpdate(id: $id, basicCodeDiscount: $input) ${CREATED}
}`;
const UPDATE_FREE_SHIPPING = `mutation UpdateFreeShipping($id: ID!, $input: DiscountCodeFreeShippingInput!) {
  created: discountCodeFreeShippingUpdate(id: $id, freeShippingCodeDiscount: $input) ${CREATED}
}`;
const BY_CODE = `query DiscountByCode($code: String!) {
  codeDiscountNodeByCode(code: $code) { ${DISCOUNT} }
}`;

type Answer = z.output<typeof created>["created"];

/**
 * Makes the voucher a discount with its code, good once, and gives back the discount's id. A code that is taken was made
 * by a call of ours whose answer was lost, where what has it is this voucher; one that is to work again is switched on.
 */
export async function publishVoucher(access: ShopAccess, voucher: PublishedVoucher): Promise<string> {
  const terms = termsOf(voucher);
  const mutation = terms.isFreeShipping ? CREATE_FREE_SHIPPING : CREATE_BASIC;
  const variables = { input: discountInput(terms, voucher) };
  const { created: answer } = await adminApi(access, mutation, variables, created);
  if (answer.userErrors[0]?.code === "TAKEN") return publishedBefore(access, voucher);
  return workingOne(access, voucher, answer);
}

async function publishedBefore(access: ShopAccess, voucher: PublishedVoucher): Promise<string> {
  const { code, currency } = voucher;
  const { codeDiscountNodeByCode: found } = await adminApi(access, BY_CODE, { code }, byCode);
  if (!found) throw new PlatformUnavailable("Shopify says that the code is taken, and doesn't find it.");
  const standing = standingOf(found, termsOf(voucher), currency);
  if (standing === "works") return found.id;
  if (standing === "is off" && voucher.isAgain) return switchOn(access, voucher, found);
  throw new PlatformRefused("The shop has another discount with this code.");
}

async function switchOn(access: ShopAccess, voucher: PublishedVoucher, found: Discount): Promise<string> {
  const terms = termsOf(voucher);
  const mutation = terms.isFreeShipping ? UPDATE_FREE_SHIPPING : UPDATE_BASIC;
  const variables = { id: found.id, input: switchingOn(found, terms) };
  const { created: answer } = await adminApi(access, mutation, variables, created);
  return workingOne(access, voucher, answer);
}

/** The id of the discount that the call made or changed, where it is the voucher and works. */
async function workingOne(
  access: ShopAccess,
  voucher: PublishedVoucher,
  { codeDiscountNode: made, userErrors: [error] }: Answer,
): Promise<string> {
  if (error?.code === "INTERNAL_ERROR") throw new PlatformUnavailable("Shopify had an error of its own.");
  if (error) throw new PlatformRefused(`Shopify refuses the discount: ${error.message.slice(0, 200)}`);
  if (!made) throw new PlatformUnavailable("Shopify made no discount, and does not say why.");
  if (standingOf(made, termsOf(voucher), voucher.currency) === "works") return made.id;
  // 500 yen are not 500 pence: amounts are read in the shop's currency, which no input names.
  await withdrawVoucher(access, made.id);
  throw new PlatformRefused(
    `Shopify made the discount otherwise than asked for, and it was switched off. Its shop has to sell in ${voucher.currency}.`,
  );
}
