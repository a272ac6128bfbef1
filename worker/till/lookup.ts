import { z } from "@hono/zod-openapi";
import { Problem } from "../http/problem.ts";
import type { MemberReference } from "../members/find.ts";
import { numberOfCode } from "../members/member-code.ts";
import { phoneOf } from "../members/phone.ts";
import { isChecked } from "../program/check-digit.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** What somebody at a counter knows of a member: one of these. */
export const lookupSchema = z
  .strictObject({
    email: z.email().max(254).optional(),
    phone: z.string().trim().min(5).max(40).optional(),
    number: z
      .string()
      .max(40)
      .transform((text) => text.replace(/[\s.-]/g, ""))
      .pipe(z.string().regex(/^\d{10}$/, "A member number has ten digits."))
      .optional()
      .meta({
        description: "Ten digits; spaces and hyphens between them don't count.",
        example: "482 903 6157",
      }),
    code: z.string().min(1).max(100).optional().meta({ description: "What the QR of their panel holds." }),
  })
  .check((context) => {
    if (Object.keys(context.value).length !== 1)
      context.issues.push({
        code: "custom",
        input: context.value,
        path: ["number"],
        message: "Give one of email, phone, number and code.",
      });
  });
export type Lookup = z.infer<typeof lookupSchema>;

/**
 * The reference that finds the member. Throws the problems `member_code_invalid` and `member_code_expired`, and
 * `invalid_request` for a number whose check digit doesn't fit: it was misheard or mistyped.
 */
export async function referenceOf(context: StoreContext, lookup: Lookup): Promise<MemberReference> {
  const { email, phone, number, code } = lookup;
  if (code !== undefined) return { number: await numberOfCode(context, code) };
  if (phone !== undefined) return { phone: phoneOf(phone, context.configuration.store.locale) };
  if (number === undefined) return { email };
  if (isChecked(number)) return { number };
  const detail = "One of the digits is wrong. Ask for the member number once more.";
  throw new Problem("invalid_request", detail, [{ pointer: "/number", detail }]);
}
