/** What `GET /v1/members/{id}/explain` answers with. */
import { z } from "@hono/zod-openapi";
import { balanceSchema, entrySchema } from "../members/answers.ts";

const explainedLine = z
  .object({
    id: z
      .string()
      .meta({ description: "Of the order's line; “shipping”, or “campaign:” and a campaign's id." }),
    name: z.string().nullable(),
    quantity: z.int().nullable(),
    amount: z.int().nullable().meta({ description: "The whole line before discounts, minor units." }),
    points: z.int().meta({ description: "Its part of the points." }),
  })
  .meta({ id: "ExplainedLine" });

const explainedMove = z
  .object({
    entryId: z.string(),
    kind: entrySchema.shape.kind,
    points: z
      .int()
      .meta({ description: "What the entry put into this lot, or took from it where negative." }),
    at: z.iso.datetime(),
    sentence: z.string(),
  })
  .meta({ id: "ExplainedMove" });

export const explainedLotSchema = z
  .object({
    id: z.string(),
    status: z.enum(["pending", "available", "expired", "spent"]),
    granted: z.int(),
    repaidDebt: z.int().meta({ description: "What of it went to repay a debt when it was granted." }),
    remaining: z.int().meta({ description: "What is left; of an expired lot what no entry has taken yet." }),
    earnedAt: z.iso.datetime(),
    availableAt: z.iso.datetime().nullable().meta({ description: "null while nobody knows the day." }),
    expiresAt: z.iso.datetime().nullable().meta({ description: "As the shopper is told; null: never." }),
    graceUntil: z.iso.datetime().nullable().meta({
      description:
        "Later than `expiresAt` where nobody has warned the shopper yet: they keep the points so long.",
    }),
    entry: entrySchema.meta({ description: "The entry that granted it, with its rule and sentence." }),
    rule: z.string().nullable().meta({
      description:
        "The rule as that version of the program says it; null where no rule of it is behind the points.",
    }),
    order: z
      .object({ id: z.string(), currency: z.string(), lines: z.array(explainedLine) })
      .nullable()
      .meta({ description: "The order they were earned by; its lines add up to the entry's points." }),
    moves: z
      .array(explainedMove)
      .meta({ description: "What went out of it and came back since, oldest first." }),
    moreMoves: z.int().meta({ description: "Moves beyond the 50 that are told." }),
    sentence: z.string(),
  })
  .meta({ id: "ExplainedLot" });

export const explainedSchema = z
  .object({
    memberId: z.string(),
    at: z.iso.datetime().meta({ description: "The moment that all figures are of." }),
    balance: balanceSchema,
    lapsed: z
      .int()
      .meta({ description: "In lots past their expiry which no entry says yet: they don't count." }),
    total: z.int().meta({ description: "The sum of all entries: available, pending and lapsed, less debt." }),
    tiesOut: z.boolean().meta({
      description: "Whether the lots, every one of them, come to the balance and the balance to the total.",
    }),
    debt: z.object({
      points: z.int(),
      made: z
        .array(z.object({ entry: entrySchema, owed: z.int() }))
        .meta({ description: "The entries it stands of, newest first; what was repaid was the oldest." }),
    }),
    items: z.array(explainedLotSchema),
    next: z.string().nullable(),
  })
  .meta({ id: "Explained" });

export type ExplainedLot = z.infer<typeof explainedLotSchema>;
export type Explained = z.infer<typeof explainedSchema>;
