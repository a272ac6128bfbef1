/** The store as its pages are told of it. */
import { z } from "@hono/zod-openapi";
import { minorUnits } from "../program/exchange.ts";
import { canSendCodes } from "../mail/send-code.ts";
import type { Configuration } from "../stores/configuration.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { publicLook, publicLookOf, sentences, sentencesIn } from "../stores/look.ts";

/** `store` of the tag. */
export const storeSchema = z.object({
  name: z.string(),
  currency: z.string(),
  decimals: z.int().meta({ description: "Of the currency's amounts, by ISO 4217: 2 of pounds, 0 of yen." }),
  locale: z.string(),
  timeZone: z.string(),
  accent: z.string(),
  look: publicLook,
});

/** `store` of the storefront's answers. */
export const spokenStoreSchema = storeSchema.extend({
  signIn: z.object({
    email: z.boolean().meta({
      description: "Whether a shopper can sign in by an emailed code (POST /storefront/sign-in-codes).",
    }),
  }),
  words: sentences.meta({
    description: "The store's own sentences in the language asked for (`lang`), by key; empty without.",
  }),
});

/** The store for the tag. */
export function storeAnswer({ store }: Configuration): z.infer<typeof storeSchema> {
  const { name, currency, locale, timeZone, accent } = store;
  const decimals = minorUnits(currency);
  return { name, currency, decimals, locale, timeZone, accent, look: publicLookOf(store) };
}

/** The store for what is shown in a language (a BCP 47 tag; left out: without sentences of its own). */
export function spokenStoreAnswer(
  context: StoreContext,
  language: string | undefined,
): z.infer<typeof spokenStoreSchema> {
  const { configuration } = context;
  return {
    ...storeAnswer(configuration),
    signIn: { email: canSendCodes(context) },
    words: sentencesIn(configuration.store, language),
  };
}
