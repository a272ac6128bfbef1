/** When points expire, at random. */
import fc from "fast-check";
import type { Program } from "../../../../worker/program/document.ts";

type Expiry = NonNullable<Program["expiry"]>;

const warning = fc.constantFrom<{ warnDays: number; graceDays: number }>(
  { warnDays: 0, graceDays: 0 },
  { warnDays: 7, graceDays: 0 },
  { warnDays: 10, graceDays: 15 },
);

const age = fc.record({
  type: fc.constant("age" as const),
  afterDays: fc.constantFrom<number>(30, 60, 120),
});
const dates = fc.record({
  type: fc.constant("dates" as const),
  dates: fc.constantFrom<string[]>(["12-31"], ["06-30", "12-31"], ["02-29", "03-28", "10-24"]),
  minimumDays: fc.constantFrom<number>(0, 30, 60),
});
const inactivity = fc.record({
  type: fc.constant("inactivity" as const),
  afterDays: fc.constantFrom<number>(30, 60, 90),
  activities: fc.subarray<"order" | "action" | "redemption">(["order", "action", "redemption"], {
    minLength: 1,
  }),
});

/** `expiry` of a document that has one. */
export const expiry: fc.Arbitrary<Expiry> = fc
  .tuple(fc.oneof(age, dates, inactivity), warning)
  .map(([rule, warn]) => ({ ...rule, ...warn }));
