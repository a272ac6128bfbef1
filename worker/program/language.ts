import { z } from "zod";

/** A language as BCP 47 names it, in its usual spelling: de-AT. */
export const language = z
  .string()
  .max(35)
  .refine((tag) => canonical(tag) !== null, "This is no BCP 47 language tag, such as de-AT.")
  .transform((tag) => canonical(tag) ?? tag);

/** The usual spelling of a tag; null for what is none. */
function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
