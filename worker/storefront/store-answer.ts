/** The store as its pages are told of it. */
import { z } from "@hono/zod-openapi";
import { minorUnits } from "../program/exchange.ts";
import type { Configuration } from "../stores/configuration.ts";
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
  configuration: Configuration,
  language: string | undefined,
): z.infer<typeof spokenStoreSchema> {
  return { ...storeAnswer(configuration), words: sentencesIn(configuration.store, language) };
}
