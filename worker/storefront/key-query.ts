import { z } from "@hono/zod-openapi";

/** The query of every call of a page: whose store it is. */
export const keyQuery = z.object({
  key: z
    .string()
    .max(100)
    .optional()
    .meta({ description: "The store's publishable key. Required.", example: "pk_…" }),
});
