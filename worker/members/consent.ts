/** Consent to marketing mail: what stands, and the history that proves it. */
import { z } from "@hono/zod-openapi";
import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { consentSources, type members } from "../database/schema.ts";
import type { StoreContext } from "../stores/store-context.ts";

export type ConsentSource = (typeof consentSources)[number];

/** What is told of a member's consent. */
export const toldConsent = z.strictObject({
  marketing: z.boolean().meta({ description: "Whether they may be sent marketing mail." }),
  words: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: "The words that they agreed to, as they were shown: kept as part of the proof." }),
});
export type ToldConsent = z.infer<typeof toldConsent>;

const marketing = z
  .boolean()
  .meta({ description: "Whether they may be sent marketing mail. Nobody said: they may not." });
const changedAt = z.iso
  .datetime()
  .nullable()
  .meta({ description: "When that was said; null where nobody ever did." });

/** Consent as the shopper is shown it. */
export const ownConsentSchema = z.object({ marketing, changedAt });

/** Consent as the store is. */
export const consentSchema = z
  .object({
    marketing,
    changedAt,
    source: z
      .enum(consentSources)
      .nullable()
      .meta({ description: "Who told: the shopper, the store, or a file of members." }),
  })
  .meta({ id: "Consent" });

type Columns = Pick<typeof members.$inferSelect, "marketing" | "marketingAt" | "marketingSource">;

/** A member's consent as the API answers it. */
export function consentAnswer(row: Columns): z.infer<typeof consentSchema> {
  return {
    marketing: row.marketing,
    changedAt: row.marketingAt === null ? null : new Date(row.marketingAt).toISOString(),
    source: row.marketingSource,
  };
}

/** What a member who is made with it has in their row. */
export function consentColumns(told: ToldConsent | null, source: ConsentSource, saidAt: number): Columns {
  if (!told) return { marketing: false, marketingAt: null, marketingSource: null };
  return { marketing: told.marketing, marketingAt: saidAt, marketingSource: source };
}

/**
 * The statement that notes what was told now, and by a trigger makes it what stands. It writes nothing where the history
 * says the same already, so that a form that is sent whole is no new consent.
 */
export function recordConsent(
  { database, storeId, now }: StoreContext,
  memberId: string,
  { marketing: agreed, words }: ToldConsent,
  source: ConsentSource,
): Statement {
  return database.run(sql`INSERT INTO member_consents
      (store_id, member_id, id, marketing, said_at, recorded_at, source, words)
    SELECT store_id, id, ${newId("cns", now)}, ${Number(agreed)}, ${now}, ${now}, ${source}, ${words ?? null}
    FROM members WHERE store_id = ${storeId} AND id = ${memberId} AND NOT EXISTS (
      SELECT 1 FROM member_consents AS said WHERE said.store_id = members.store_id AND said.member_id = members.id
        AND said.marketing = ${Number(agreed)} AND said.said_at = members.marketing_at)`);
}
