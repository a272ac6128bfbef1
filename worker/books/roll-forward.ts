import { z } from "@hono/zod-openapi";
import { HOUR, rollForward, rollForwardQueries } from "../ledger/roll-forward.ts";
import { isoTime } from "../members/answers.ts";
import { pointValue, worthOf } from "../program/point-value.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";

const wholeHour = z.iso
  .datetime({ offset: true, abort: true })
  .refine(
    (text) => Date.parse(text) % HOUR === 0,
    "The books are kept by the hour: give a whole hour of UTC, such as 2026-11-01T00:00:00Z.",
  );

/** The period that is asked for. */
export const periodQuery = z
  .object({
    from: wholeHour.meta({ description: "A whole hour of UTC.", example: "2026-11-01T00:00:00Z" }),
    to: wholeHour.meta({
      description: "A whole hour of UTC; the period ends just before it.",
      example: "2026-12-01T00:00:00Z",
    }),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
    path: ["to"],
    message: "The period has to end after it begins.",
  });

const figure = z.object({ points: z.int(), entries: z.int() });

const stand = z.object({
  points: z.int(),
  liability: z.int().nullable().meta({
    description:
      "What the points are worth in the store's currency, minor units; null where nothing says so.",
  }),
});

export const rollForwardSchema = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    over: z.boolean().meta({ description: "False while entries may still be posted in the period." }),
    opening: stand.meta({ description: "What all members have at `from`, less what they owe." }),
    earned: figure,
    released: figure.meta({ description: "Given back for rewards that were cancelled or expired." }),
    spent: figure,
    expired: figure.meta({ description: "Less expiries that a refund took back." }),
    reversed: figure.meta({ description: "Taken back after refunds and changes of orders." }),
    adjusted: figure,
    transferred: figure.meta({ description: "Between members, so that the points come to 0." }),
    closing: stand.meta({ description: "What all members have just before `to`, less what they owe." }),
    tiesOut: z.boolean().meta({ description: "Whether opening and all that moved come to the closing." }),
    value: z
      .object({
        amount: z.int().meta({ description: "Minor units of the currency for `points`." }),
        points: z.int(),
        currency: z.string(),
        basis: z.enum(["point_value", "reward"]),
        rewardId: z.string().nullable(),
        rewardName: z.string().nullable(),
      })
      .nullable()
      .meta({
        description:
          "What the liabilities are counted by: `pointValue` of the live program, or else its reward that gives the most for a point.",
      }),
    rules: z
      .array(z.object({ kind: z.string(), rule: z.string(), points: z.int(), entries: z.int() }))
      .meta({ description: "The entries of the period by kind and rule." }),
  })
  .meta({ id: "RollForward" });

/**
 * What the store's points did from `from` to before `to` (milliseconds on whole hours), in one round trip. An entry
 * counts when it was posted, whatever it is about. Figures that don't come to the closing are noted, and told.
 */
export async function readRollForward(
  context: StoreContext,
  from: number,
  to: number,
): Promise<z.infer<typeof rollForwardSchema>> {
  const { database, storeId, now, configuration } = context;
  const [counted, [sum]] = await readCurrent(context, rollForwardQueries(database, storeId, from, to));
  const { opening, closing, tiesOut, rules, ...figures } = rollForward(counted, sum?.points ?? 0);
  if (!tiesOut) console.error(JSON.stringify({ ledger: storeId, problem: "roll_forward", from, to }));
  const value = configuration.program && pointValue(configuration.program.document, now);
  const standing = (points: number) => ({ points, liability: value && worthOf(points, value) });
  return {
    from: isoTime(from),
    to: isoTime(to),
    over: to <= now,
    opening: standing(opening),
    ...figures,
    closing: standing(closing),
    tiesOut,
    value: value && { ...value, currency: configuration.store.currency },
    rules,
  };
}
