/** A store's clock as the API takes and answers it. */
import { z } from "@hono/zod-openapi";
import { isoTime } from "../members/answers.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** The furthest that one request sets a clock forward, days of 24 hours. */
export const MOST_DAYS = 400;

export const clockSchema = z
  .object({
    storeId: z.string(),
    now: z.iso.datetime().meta({ description: "The store's clock: everything of the program goes by it." }),
    real: z.iso.datetime().meta({ description: "The real time: tokens and sessions go by it." }),
    sandbox: z.boolean().meta({ description: "Whether the store's clock can be set forward." }),
  })
  .meta({ id: "TestClock" });

export const setClockSchema = clockSchema
  .extend({
    to: z.iso.datetime().meta({ description: "The time that was asked for." }),
    reached: z.boolean().meta({
      description:
        "False where so much fell due on the way that it is not all posted yet, or the time not reached: ask again with the same `to`.",
    }),
  })
  .meta({ id: "TestClockSet" });

/** How far to set a clock: by days, or to a time. */
export const clockChange = z
  .strictObject({
    advanceDays: z
      .int()
      .min(1)
      .max(MOST_DAYS)
      .optional()
      .meta({ description: "Days of 24 hours.", example: 31 }),
    to: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: `A time by the store's clock, at most ${MOST_DAYS} days ahead of it.` }),
  })
  .check((context) => {
    const { advanceDays, to } = context.value;
    if ((advanceDays === undefined) === (to === undefined))
      context.issues.push({
        code: "custom",
        input: context.value,
        path: ["advanceDays"],
        message: "Give either advanceDays or to.",
      });
  })
  .meta({ id: "TestClockChange" });

export type ClockChange = z.infer<typeof clockChange>;
export type SetClock = z.infer<typeof setClockSchema>;

/** The clock of the context's store as the API answers it. */
export function clockAnswer({
  storeId,
  now,
  realNow,
  configuration,
}: StoreContext): z.infer<typeof clockSchema> {
  return { storeId, now: isoTime(now), real: isoTime(realNow), sandbox: configuration.store.sandbox };
}
