/** Publications of vouchers as the API answers them. */
import { z } from "@hono/zod-openapi";
import { publicationStatuses, type voucherPublications } from "../../database/schema.ts";
import { isoTime, isoTimeOrNull } from "../../members/answers.ts";

export const publicationSchema = z
  .object({
    id: z.string().meta({ example: "pub_01kagx3v5r7h2m4q8s6t9w0y1z" }),
    code: z.string(),
    connectionId: z.string().meta({ description: "The shop that is told of the code." }),
    status: z.enum(publicationStatuses).meta({
      description:
        "held: on its way. published: it works at the shop's checkout. refused: the shop will not take it. withdrawing: to be switched off. withdrawn: off.",
    }),
    givenUp: z.boolean().meta({
      description: "Whether the shop is called no more, though something is left to do: retry it.",
    }),
    attempts: z.int().meta({ description: "Calls since the status changed." }),
    nextAttemptAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: "When the shop is called next, by the real clock; null: not again." }),
    detail: z.string().nullable().meta({ description: "Why the last call failed, in a sentence." }),
    reference: z.string().nullable().meta({ description: "The platform's own id of the code." }),
    createdAt: z.iso.datetime(),
    publishedAt: z.iso.datetime().nullable(),
    withdrawnAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "VoucherPublication" });

export type PublicationAnswer = z.infer<typeof publicationSchema>;

export type PublicationRow = typeof voucherPublications.$inferSelect;

/** The publication as the API answers it at `realNow` (milliseconds). */
export function publicationAnswer(row: PublicationRow, realNow: number): PublicationAnswer {
  const { id, code, connectionId, status, attempts, nextAt, detail, reference } = row;
  const isLeft = status === "held" || status === "withdrawing";
  return {
    id,
    code,
    connectionId,
    status,
    givenUp: isLeft && nextAt === null,
    attempts,
    nextAttemptAt: nextAt !== null ? isoTime(Math.max(nextAt, realNow)) : null,
    detail,
    reference,
    createdAt: isoTime(row.createdAt),
    publishedAt: isoTimeOrNull(row.publishedAt),
    withdrawnAt: isoTimeOrNull(row.withdrawnAt),
  };
}
