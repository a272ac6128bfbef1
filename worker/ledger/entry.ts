import { sql, type SQL } from "drizzle-orm";
import type { entryKinds } from "../database/schema.ts";

export type EntryKind = (typeof entryKinds)[number];

/** Why an entry is there: data that the shopper's panel and the API's sentence are made from. */
export interface Reason {
  rule:
    | "order"
    | "order_changed"
    | "sign_up"
    | "action"
    | "redemption"
    | "redemption_released"
    | "expiry"
    | "expiry_reversed"
    | "referral_advocate"
    | "referral_void";
  orderId?: string;
  /** Each line's part of the order's points. */
  lines?: { id: string; points: number }[];
  rewardName?: string;
  voucherCode?: string;
  description?: string;
  /** First name of the friend in a referral. */
  firstName?: string;
}

/** Whose entry it is, which write made it, and why. */
export interface EntryHead {
  storeId: string;
  memberId: string;
  id: string;
  kind: EntryKind;
  /** The key of the write; a second entry with it is refused. */
  key: string;
  /** What further entries may be about: "order:…", "referral:…". */
  source: string | null;
  programVersion: number;
  reason: Reason;
  /** When it is posted, milliseconds. */
  now: number;
}

/**
 * The statement that closes an entry after its moves. `points` and `debtChange` are SQL over the
 * rows that `from` gives; no row, no entry.
 */
export function closeEntry(head: EntryHead, points: SQL, debtChange: SQL, from: SQL): SQL {
  return sql`INSERT INTO entries
    (store_id, member_id, id, kind, points, debt_change, key, source, program_version, reason, created_at)
    SELECT ${head.storeId}, ${head.memberId}, ${head.id}, ${head.kind}, ${points}, ${debtChange},
      ${head.key}, ${head.source}, ${head.programVersion}, ${JSON.stringify(head.reason)}, ${head.now}
    ${from}`;
}

/** The rows of `lot_moves` that belong to an entry: the end of a SELECT. */
export function movesOf(head: EntryHead): SQL {
  return sql`FROM lot_moves WHERE store_id = ${head.storeId} AND member_id = ${head.memberId} AND entry_id = ${head.id}`;
}
