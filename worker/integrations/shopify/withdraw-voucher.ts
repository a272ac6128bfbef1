import { z } from "zod";
import { PlatformRefused, type ShopAccess } from "../platform.ts";
import { adminApi } from "./admin-api.ts";

const DEACTIVATE = `mutation Deactivate($id: ID!) {
  discountCodeDeactivate(id: $id) { userErrors { code message } }
}`;
const STATUS = `query DiscountStatus($id: ID!) {
  codeDiscountNode(id: $id) {
    codeDiscount {
      __typename
      ... on DiscountCodeBasic { status }
      ... on DiscountCodeFreeShipping { status }
    }
  }
}`;

const deactivated = z.object({
  discountCodeDeactivate: z.object({ userErrors: z.array(z.object({ message: z.string() })) }),
});
const statusOf = z.object({
  codeDiscountNode: z.object({ codeDiscount: z.object({ status: z.string().optional() }) }).nullable(),
});

/** Switches the discount off. One that is not there any more, or has ended, is off. */
export async function withdrawVoucher(access: ShopAccess, reference: string): Promise<void> {
  const variables = { id: reference };
  const { discountCodeDeactivate } = await adminApi(access, DEACTIVATE, variables, deactivated);
  const [error] = discountCodeDeactivate.userErrors;
  if (!error) return;
  const { codeDiscountNode: found } = await adminApi(access, STATUS, variables, statusOf);
  if (found && found.codeDiscount.status !== "EXPIRED")
    throw new PlatformRefused(`Shopify does not switch the discount off: ${error.message.slice(0, 200)}`);
}
