import { sql } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import type { EntryHead } from "./entry.ts";
import type { Granted } from "./grant.ts";

/** Points for one of many members; `key` decides whether they were given already. */
export type Gift = Omit<EntryHead, "kind" | "now"> &
  Granted & {
    /** Of points that are brought over: when their owner was warned, milliseconds. */
    warnedAt?: number | null;
  };

/**
 * The statements that give points to many members, each as a new lot, once what they owe is repaid: what `grant` does,
 * in as many statements for all as for one. A gift whose key has an entry is left out, so that a job may run twice at
 * once. `now` is when they are posted, milliseconds.
 */
export function grantEach(database: Database, gifts: Gift[], now: number): Statement[] {
  const slice = JSON.stringify(gifts.map((gift) => ({ ...gift, reason: JSON.stringify(gift.reason) })));
  const points = sql`gift.value ->> 'points'`;
  // CROSS JOIN goes from gift to gift, however many members the store has.
  const each = sql`FROM json_each(${slice}) AS gift CROSS JOIN balances
    ON balances.store_id = gift.value ->> 'storeId' AND balances.member_id = gift.value ->> 'memberId'
    WHERE NOT EXISTS (SELECT 1 FROM entries
      WHERE entries.store_id = gift.value ->> 'storeId' AND entries.key = gift.value ->> 'key')`;
  return [
    database.run(sql`INSERT INTO lots
      (store_id, member_id, id, source, granted, granted_at, available_at, expires_at, due_at, warn_at, warned_at, grace, idle_days)
      SELECT balances.store_id, balances.member_id, gift.value ->> 'id', gift.value ->> 'source', ${points},
        gift.value ->> 'grantedAt', gift.value ->> 'availableAt', gift.value ->> 'expiresAt', gift.value ->> 'dueAt',
        gift.value ->> 'warnAt', gift.value ->> 'warnedAt', gift.value ->> 'grace', gift.value ->> 'idleDays' ${each}`),
    database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points)
      SELECT balances.store_id, balances.member_id, gift.value ->> 'id', gift.value ->> 'id', ${points} - debt
      ${each} AND debt < ${points}`),
    database.run(sql`INSERT INTO entries
      (store_id, member_id, id, kind, points, debt_change, key, source, program_version, reason, created_at)
      SELECT balances.store_id, balances.member_id, gift.value ->> 'id', 'earn', ${points}, -min(debt, ${points}),
        gift.value ->> 'key', gift.value ->> 'source', gift.value ->> 'programVersion', gift.value ->> 'reason', ${now}
      ${each}`),
  ];
}
