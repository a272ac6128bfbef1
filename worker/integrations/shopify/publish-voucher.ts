import { z } from "zod";
import { PlatformRefused, PlatformUnavailable, type PublishedVoucher, type ShopAccess } from "../platform.ts";
import { adminApi } from "./admin-api.ts";
import { discount, DISCOUNT, discountInput, isVoucher, termsOf } from "./discount.ts";
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
const BY_CODE = `query DiscountByCode($code: String!) {
  codeDiscountNodeByCode(code: $code) { ${DISCOUNT} }
}`;

/**
 * Makes the voucher a discount with its code, good once, and gives back the discount's id. A code that is taken was made
 * by a call of ours whose answer was lost, where what has it is this voucher.
 */
export async function publishVoucher(access: ShopAccess, voucher: PublishedVoucher): Promise<string> {
  const terms = termsOf(voucher);
  const mutation = terms.isFreeShipping ? CREATE_FREE_SHIPPING : CREATE_BASIC;
  const { created: answer } = await adminApi(
    access,
    mutation,
    { input: discountInput(terms, voucher) },
    created,
  );
  const [error] = answer.userErrors;
  if (error?.code === "TAKEN") return publishedBefore(access, voucher);
  if (error?.code === "INTERNAL_ERROR") throw new PlatformUnavailable("Shopify had an error of its own.");
  if (error) throw new PlatformRefused(`Shopify refuses the discount: ${error.message.slice(0, 200)}`);
  const made = answer.codeDiscountNode;
  if (!made) throw new PlatformUnavailable("Shopify made no discount, and does not say why.");
  if (isVoucher(made, terms, voucher.currency)) return made.id;
  // 500 yen are not 500 pence: amounts are read in the shop's currency, which no input names.
  await withdrawVoucher(access, made.id);
  throw new PlatformRefused(
    `Shopify made the discount otherwise than asked for, and it was switched off. Its shop has to sell in ${voucher.currency}.`,
  );
}

async function publishedBefore(access: ShopAccess, voucher: PublishedVoucher): Promise<string> {
  const { code, currency } = voucher;
  const { codeDiscountNodeByCode: found } = await adminApi(access, BY_CODE, { code }, byCode);
  if (!found) throw new PlatformUnavailable("Shopify says that the code is taken, and doesn't find it.");
  if (isVoucher(found, termsOf(voucher), currency)) return found.id;
  throw new PlatformRefused("The shop has another discount with this code.");
}
