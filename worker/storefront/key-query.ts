import { z } from "@hono/zod-openapi";
import { languageTag } from "../stores/look.ts";

/** The query of every call of a page: whose store it is. */
export const keyQuery = z.object({
  key: z
    .string()
    .max(100)
    .optional()
    .meta({ description: "The store's publishable key. Required.", example: "pk_…" }),
});

/** The query of a call whose answer speaks. */
export const spokenQuery = keyQuery.extend({
  lang: languageTag.optional().meta({
    description: "The language of the page: the store's own sentences in it come with the answer.",
    example: "de",
  }),
});
