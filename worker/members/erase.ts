import { z } from "@hono/zod-openapi";
import { sql, type SQL } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { forgetDeliveries } from "../integrations/inbox/forget.ts";
import { forfeit } from "../ledger/forfeit.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { memberMissing } from "./require-member.ts";

/** What an erasure is answered with, at the store's door and at the member's own. */
export const erasedSchema = z
  .object({ id: z.string(), erasedAt: z.iso.datetime() })
  .meta({ id: "ErasedMember" });

export interface Erased {
  id: string;
  /** Milliseconds; of the first time, where it was asked for again. */
  erasedAt: number;
}

/**
 * Erases who a member is, in one transaction and one round trip: their entries, lots and orders stay in the books under
 * an id that says nothing, their points lapse, and everything that names the person goes. Nothing finds them any more,
 * and a later order of the same customer makes a new member.
 *
 * Asked for again it changes nothing but takes out what came back since. Throws the problem `member_not_found`.
 */
export async function eraseMember(context: StoreContext, memberId: string): Promise<Erased> {
  const { database, storeId, configuration } = context;
  const row = sql`FROM members WHERE store_id = ${storeId} AND id = ${memberId}`;
  try {
    const results = await writeCurrent(context, [
      guardConfiguration(database, configuration),
      guard(database, sql`EXISTS (SELECT 1 ${row})`, "member_not_found"),
      ...eraseStatements(context, memberId),
      database.all<{ erasedAt: number }>(sql`SELECT erased_at AS erasedAt ${row}`),
    ]);
    const [erased] = results.at(-1) as { erasedAt: number }[];
    return { id: memberId, erasedAt: erased?.erasedAt ?? context.now };
  } catch (error) {
    return memberMissing(error);
  }
}

/** The statements that erase the member: their points lapse, and what names them goes. */
export function eraseStatements(context: StoreContext, memberId: string): Statement[] {
  const { database, storeId, now, configuration } = context;
  const theirs = sql`store_id = ${storeId} AND member_id = ${memberId}`;
  const row = sql`FROM members WHERE store_id = ${storeId} AND id = ${memberId}`;
  const programVersion = configuration.program?.version ?? 0;
  return [
    ...forfeit(database, { storeId, memberId, programVersion, now }),
    ...whatGoes(context, memberId, theirs, row),
  ];
}

/**
 * Everything that names a person, table by table. Whoever adds a column or a table with personal data adds it here, and
 * to the test that looks for a person's data in every table.
 */
function whatGoes(
  { database, storeId, now }: StoreContext,
  memberId: string,
  theirs: SQL,
  row: SQL,
): Statement[] {
  const emailKey = sql`(SELECT email_key ${row})`;
  const asFriend = sql`FROM referrals WHERE store_id = ${storeId} AND friend_email_key = ${emailKey}`;
  // Their own entries name the transfers; what is told of them stands with the other member.
  const transferred = sql`FROM entries AS own JOIN transfers ON transfers.store_id = own.store_id
    AND transfers.id = substr(own.source, 10)
    WHERE own.store_id = ${storeId} AND own.member_id = ${memberId} AND own.source LIKE 'transfer:%'`;
  // Who they were before two accounts were made one, and are.
  const selves = sql`SELECT ${memberId} UNION ALL SELECT id FROM members
    WHERE store_id = ${storeId} AND merged_into = ${memberId}`;
  const statements = [
    // Names in the entries of others: of the advocate who brought them, of those they exchanged points with.
    sql`UPDATE entries SET reason = json_remove(reason, '$.firstName') WHERE store_id = ${storeId}
      AND member_id IN (SELECT advocate_id ${asFriend}) AND source IN (SELECT 'referral:' || id ${asFriend})`,
    sql`UPDATE entries SET reason = json_remove(reason, '$.firstName') WHERE store_id = ${storeId}
      AND member_id IN (SELECT iif(from_member_id = ${memberId}, to_member_id, from_member_id) ${transferred})
      AND source IN (SELECT own.source ${transferred})`,
    // Their own: names, and words that the store wrote by hand. What the program calls an action stays.
    sql`UPDATE entries SET reason = iif(reason ->> 'actionId' IS NULL,
        json_remove(reason, '$.firstName', '$.description'), json_remove(reason, '$.firstName')) WHERE ${theirs}
      AND (reason ->> 'firstName' IS NOT NULL OR reason ->> 'description' IS NOT NULL)`,
    // Answers that are kept for a repeated request: their session's, and those of others that tell of them.
    sql`DELETE FROM idempotency_keys WHERE store_id = ${storeId} AND scope IN (${selves})`,
    sql`DELETE FROM idempotency_keys WHERE store_id = ${storeId} AND (instr(response, ${memberId}) > 0
      OR instr(response, (SELECT json_quote(email) ${row})) > 0
      OR instr(response, (SELECT json_quote(code) FROM referral_links WHERE ${theirs})) > 0
      OR coalesce(response ->> '$.entry.id', '') IN (SELECT id FROM entries WHERE ${theirs})
      OR (scope = 'friend' AND EXISTS (SELECT 1 FROM referrals WHERE referrals.store_id = ${storeId}
        AND (referrals.advocate_id = ${memberId} OR referrals.friend_email_key = ${emailKey})
        AND instr(idempotency_keys.response, referrals.id) > 0)))`,
    // Whom an order was placed by: their own, and those that a guest with their address placed.
    sql`UPDATE orders SET customer_id = NULL, email_key = NULL WHERE ${theirs}`,
    sql`UPDATE orders SET email_key = NULL WHERE store_id = ${storeId} AND email_key = ${emailKey}`,
    sql`UPDATE orders SET customer_id = NULL WHERE store_id = ${storeId} AND customer_id = (SELECT customer_id ${row})`,
    // As a friend: the address by which one claims once. As an advocate: the link, whose code may be a name.
    sql`UPDATE referrals SET friend_email_key = 'erased:' || id, friend_first_name = NULL, revision = revision + 1
      WHERE store_id = ${storeId} AND friend_email_key = ${emailKey}`,
    sql`UPDATE referrals SET code = 'erased', revision = revision + 1
      WHERE store_id = ${storeId} AND advocate_id = ${memberId} AND code <> 'erased'`,
    sql`DELETE FROM referral_links WHERE ${theirs}`,
    // A voucher in their hands stays good; points for one that expires would go to nobody.
    sql`UPDATE vouchers SET returns = 0 WHERE ${theirs} AND returns = 1`,
    sql`UPDATE notices SET data = json_set(data, '$.birthday', NULL) WHERE ${theirs} AND kind = 'birthday'`,
    // What platforms told of them, and the customers whom they were before two were made one.
    sql`DELETE FROM told_customers WHERE store_id = ${storeId} AND customer_id IN (SELECT customer_id FROM members
      WHERE store_id = ${storeId} AND ${memberId} IN (id, merged_into))`,
    forgetDeliveries(
      storeId,
      sql`body IS NOT NULL AND person IN (SELECT 'member:' || id FROM members
        WHERE store_id = ${storeId} AND ${memberId} IN (id, merged_into)
        UNION ALL SELECT 'customer:' || customer_id FROM members
        WHERE store_id = ${storeId} AND ${memberId} IN (id, merged_into)
        UNION ALL SELECT 'email:' || email_key ${row})`,
    ),
    // What was tried of them, and files that were only tried: imported for real they would bring the person back.
    sql`UPDATE import_rows SET subject = NULL WHERE (store_id, import_id, round, row) IN (
      SELECT told.store_id, import_id, told.round, row FROM imports JOIN import_rows AS told
        ON told.store_id = imports.store_id AND import_id = imports.id AND told.round <= imports.round
      WHERE imports.store_id = ${storeId} AND subject IN (SELECT email_key ${row} UNION ALL
        SELECT 'customer:' || customer_id FROM members
        WHERE store_id = ${storeId} AND ${memberId} IN (id, merged_into)))`,
    sql`UPDATE import_parts SET text = NULL WHERE store_id = ${storeId} AND text IS NOT NULL AND import_id IN (
      SELECT import_id FROM import_parts AS part JOIN imports
        ON imports.store_id = part.store_id AND imports.id = import_id AND finished_at IS NOT NULL
      JOIN members ON members.store_id = part.store_id AND ${memberId} IN (members.id, merged_into)
      WHERE part.store_id = ${storeId} AND text IS NOT NULL AND (instr(lower(text), lower(email)) > 0
        OR instr(text, customer_id) > 0 OR instr(text, phone) > 0))`,
    sql`UPDATE members SET customer_id = NULL, erased_at = coalesce(erased_at, ${now})
      WHERE store_id = ${storeId} AND merged_into = ${memberId}`,
    // That they agreed to mail, and when, stands under the id; the words may be anybody's.
    sql`UPDATE member_consents SET words = NULL WHERE store_id = ${storeId} AND member_id IN (${selves})
      AND words IS NOT NULL`,
    // Where they are signed in, and codes on their way to them: those to their address, known or not, go with it.
    sql`DELETE FROM sign_ins WHERE ${theirs}`,
    sql`DELETE FROM codes WHERE store_id = ${storeId}
      AND (purpose, subject) IN (VALUES ('sign_in', ${emailKey}), ('step_up', ${memberId}))`,
    // What they bought by month, and the tier that made of them.
    sql`DELETE FROM member_months WHERE ${theirs}`,
    sql`DELETE FROM member_tiers WHERE ${theirs}`,
    sql`UPDATE members SET customer_id = NULL, email = NULL, email_key = NULL, first_name = NULL, birthday = NULL,
        phone = NULL, phone_key = NULL, number = NULL, language = NULL, marketing = 0, marketing_at = NULL, marketing_source = NULL,
        segments = '[]', session_revision = session_revision + (erased_at IS NULL),
        orders_revision = orders_revision + (erased_at IS NULL), erased_at = coalesce(erased_at, ${now})
      WHERE store_id = ${storeId} AND id = ${memberId}`,
  ];
  return statements.map((statement) => database.run(statement));
}
