/** Notices as the API answers them: what became true and is to be told, by mail or however the store tells its members. */
import { z } from "@hono/zod-openapi";
import type { members, notices } from "../database/schema.ts";
import { isoTime } from "../members/answers.ts";

const common = {
  id: z.string().meta({ example: "ntc_01kagx3v5r7h2m4q8s6t9w0y1z" }),
  memberId: z.string(),
  customerId: z.string().nullable(),
  createdAt: z.iso.datetime(),
};

const tier = z.object({ id: z.string(), name: z.string() }).nullable();

export const noticeSchema = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("expiry_warning"),
      ...common,
      data: z.object({
        points: z.int().meta({ description: "Points that expire, if they are not spent before." }),
        day: z.iso
          .date()
          .meta({ description: "The day on which they are due by the rules, in the store's time zone." }),
        expiresAt: z.iso
          .datetime()
          .meta({ description: "When they are gone: with that day, and later where the warning came late." }),
      }),
    }),
    z.object({
      kind: z.literal("tier_changed"),
      ...common,
      data: z.object({
        from: tier.meta({ description: "null: below the first." }),
        to: tier,
        direction: z.enum(["up", "down", "same"]).meta({
          description: '"same" where new rules put another tier in the place of the one they had.',
        }),
      }),
    }),
    z.object({
      kind: z.literal("birthday"),
      ...common,
      data: z.object({
        points: z.int(),
        birthday: z
          .string()
          .nullable()
          .meta({ description: "Month and day as MM-DD; null once the member was erased." }),
        entryId: z.string(),
      }),
    }),
  ])
  .meta({ id: "Notice" });

export type Notice = z.infer<typeof noticeSchema>;

export type NoticeRow = typeof notices.$inferSelect & Pick<typeof members.$inferSelect, "customerId">;

/** The notice as the API answers it. */
export function noticeAnswer(row: NoticeRow): Notice {
  const { id, memberId, customerId, kind, data } = row;
  const told = typeof data.expiresAt === "number" ? { ...data, expiresAt: isoTime(data.expiresAt) } : data;
  // Each kind's data is what its writer put there: postWarnings, settleTier and postBirthdays.
  return { id, kind, memberId, customerId, createdAt: isoTime(row.createdAt), data: told } as Notice;
}
