/** Fields that the parts of a program document share. */
import { z } from "zod";

/** The most points that one entry may hold; far from 2^53 even summed over a member's life. */
export const MOST_POINTS = 1_000_000_000;
/** The largest amount of money in one field, in minor units. */
export const MOST_MONEY = 100_000_000_000;

export const points = z.int().min(1).max(MOST_POINTS);
export const amount = z.int().min(1).max(MOST_MONEY);
export const minimumOrder = z.int().min(0).max(MOST_MONEY);
export const days = z.int().min(0).max(3650);
export const name = z.string().trim().min(1).max(80);

/** The store's own id for a part of the document, kept while the part changes. */
export const partId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "Use lower-case letters, digits and hyphens.");

/** A multiple of points with at most three decimals, so that it is an exact fraction: 1.25 is 1250/1000. */
export const multiplier = z
  .number()
  .min(1)
  .max(100)
  .refine(
    (value) => Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6,
    "Use at most three decimals, such as 1.25.",
  );

/** A moment with its offset; in code, milliseconds since 1970 UTC. */
export const moment = z.iso.datetime({ offset: true });

/** How long a limit counts, in the store's time zone: weeks begin on Monday. */
export const limitPeriod = z.enum(["day", "week", "month", "year", "ever"]);
export type LimitPeriod = z.infer<typeof limitPeriod>;

const names = z.array(z.string().min(1).max(255)).max(500).default([]);

/** Products by any of these; at least one is named. */
export const productSet = z
  .strictObject({ productIds: names, skus: names, collections: names, tags: names })
  .refine(
    (set) => Object.values(set).some((list) => list.length > 0),
    "Name at least one product, SKU, collection or tag.",
  )
  .meta({ id: "ProductSet", description: "Lines whose product, SKU, collection or tag is one of these." });
export type ProductSet = z.infer<typeof productSet>;

/** What is taken out of a document's lists of ids. */
export const ids = z.array(partId).max(50).default([]);
