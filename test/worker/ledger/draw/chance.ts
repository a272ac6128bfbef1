/** What the drawn documents and operations share. */
import fc from "fast-check";
import type { Program } from "../../../../worker/program/document.ts";
import type { ProductSet } from "../../../../worker/program/document/fields.ts";
import { CATALOGUE } from "./catalogue.ts";

/** Noon of 1 November 2026, UTC: when most sequences begin. */
export const AUTUMN = Date.UTC(2026, 10, 1, 12);
/** Before the end of a February that has 29 days. */
export const LEAP_YEAR = Date.UTC(2028, 1, 10, 12);

export type Drawn<Of> = Of extends fc.Arbitrary<infer Value> ? Value : never;

/** One time in so many a value, else null. */
export function maybe<Value>(arbitrary: fc.Arbitrary<Value>, outOf = 3): fc.Arbitrary<Value | null> {
  return fc.oneof({ weight: 1, arbitrary }, { weight: outOf - 1, arbitrary: fc.constant(null) });
}

/** Three times of four a value, else null. */
export function mostly<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> {
  return fc.oneof({ weight: 3, arbitrary }, { weight: 1, arbitrary: fc.constant(null) });
}

/** One time in so many a list, else an empty one. */
export function maybeSome<Item>(arbitrary: fc.Arbitrary<Item[]>, outOf = 3): fc.Arbitrary<Item[]> {
  return maybe(arbitrary, outOf).map((list) => list ?? []);
}

export function points(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max });
}

export const multiplier: fc.Arbitrary<number> = fc.constantFrom(1.25, 1.5, 2, 3, 1.333);

/** A set that holds some product of the catalogue. */
export const products: fc.Arbitrary<ProductSet> = fc
  .tuple(fc.constantFrom("productIds", "skus", "collections", "tags"), fc.nat({ max: CATALOGUE.length - 1 }))
  .map(([by, index]) => {
    const set: ProductSet = { productIds: [], skus: [], collections: [], tags: [] };
    const product = CATALOGUE[index] ?? CATALOGUE[0];
    if (by === "skus") return { ...set, skus: [product.sku] };
    if (by === "collections") return { ...set, collections: product.collections.slice(0, 1) };
    if (by === "tags") return { ...set, tags: product.tags.slice(0, 1) };
    return { ...set, productIds: [product.productId] };
  });

const LENGTHS = ["order", "day", "week", "month", "year", "ever"];

/** In the order of the periods, the shortest first. */
export function shortestFirst<Each extends { period: string }>(list: Each[]): Each[] {
  return [...list].sort((a, b) => LENGTHS.indexOf(a.period) - LENGTHS.indexOf(b.period));
}

type Limits = Program["earning"]["actions"][number]["limits"];

/** Limits that don't contradict each other: a longer period allows more. */
export const limits: fc.Arbitrary<Limits> = fc
  .uniqueArray(
    fc.record({
      count: points(1, 3),
      period: fc.constantFrom(
        "day" as const,
        "week" as const,
        "month" as const,
        "year" as const,
        "ever" as const,
      ),
    }),
    { maxLength: 2, selector: (limit) => limit.period },
  )
  .map((list) => shortestFirst(list).map((limit, index) => ({ ...limit, count: limit.count + 3 * index })));
