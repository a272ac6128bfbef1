/** When points expire, and when members are warned. */
import { z } from "zod";
import { days } from "./fields.ts";

const warning = {
  warnDays: z.int().min(0).max(365).default(0).meta({
    description: "Days before the expiry at which a warning falls due; 0: nobody is warned.",
  }),
  graceDays: z.int().min(0).max(365).default(0).meta({
    description: "Days that points stay beyond their date as long as nobody has warned their owner.",
  }),
};

const afterDays = days.min(1);

/** `expiry` of a program document. */
export const expiry = z
  .discriminatedUnion("type", [
    z.strictObject({
      // Both: the union chooses this form where there is no type, as in documents of the first versions.
      type: z.literal("age").optional().default("age"),
      afterDays: afterDays.meta({ description: "Days after points become available." }),
      ...warning,
    }),
    z.strictObject({
      type: z.literal("dates"),
      dates: z
        .array(
          z
            .string()
            .regex(
              /^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/,
              "Give month and day as MM-DD, such as 12-31.",
            ),
        )
        .min(1)
        .max(12)
        .meta({
          description: "Days of the year, MM-DD, at whose end in the store's time zone points expire.",
        }),
      minimumDays: days.default(0).meta({
        description: "Days that points have at least; a date sooner than that is passed over.",
      }),
      ...warning,
    }),
    z.strictObject({
      type: z.literal("inactivity"),
      afterDays: afterDays.meta({ description: "Days after the last activity, to the end of that day." }),
      activities: z
        .array(z.enum(["order", "action", "redemption"]))
        .min(1)
        .default(["order", "action", "redemption"])
        .meta({ description: "What counts as activity." }),
      ...warning,
    }),
  ])
  .meta({ id: "Expiry" });
export type Expiry = z.infer<typeof expiry>;
