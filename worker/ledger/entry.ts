import { sql, type SQL } from "drizzle-orm";
import type { entryKinds } from "../database/schema.ts";

export type EntryKind = (typeof entryKinds)[number];

/** What an entry can be about. */
export const rules = [
  "order",
  "order_changed",
  "sign_up",
  "action",
  "redemption",
  "redemption_released",
  "expiry",
  "expiry_reversed",
  "referral_advocate",
  "referral_void",
  "birthday",
  "tier_bonus",
  "tier_bonus_void",
  "adjustment",
  "transfer_sent",
  "transfer_received",
  "redemption_renewed",
  "voucher_expired",
  "import",
  "erased",
  "merge_sent",
  "merge_received",
  "merge_carried",
] as const;
export type Rule = (typeof rules)[number];

/** Why an entry is there: data that the shopper's panel and the API's sentence are made from. */
export interface Reason {
  rule: Rule;
  orderId?: string;
  /** Each line's part of the order's points. */
  lines?: { id: string; points: number }[];
  rewardName?: string;
  voucherCode?: string;
  description?: string;
  /** First name of the friend in a referral, or of the other member in a transfer. */
  firstName?: string;
  /** The tier that the order earned by, or whose bonus it is: its name. */
  tier?: string;
  /** Names of the campaigns that had a part in it. */
  campaigns?: string[];
  /** Of points that a cap over several orders gave to one in place of another: the order that changed. */
  otherOrderId?: string;
  /** The cap that held the order back: "order", "day", "week", "month" or "year". */
  cap?: string;
  /** Points that a refund should have taken and did not, by the program's rule on debt. */
  forgiven?: number;
  /** Of an action: its id in the program. */
  actionId?: string;
  /** Who adjusted the points, as the store named them. */
  actor?: string;
}

/** What the API calls an entry. */
export type AnsweredKind = EntryKind | "adjust" | "transfer";

/** The API's name for an entry: an adjustment and a transfer by their rule, any other by how its points move. */
export function kindOf(kind: EntryKind, rule: Rule): AnsweredKind {
  if (rule === "adjustment") return "adjust";
  return rule.startsWith("transfer_") || rule.startsWith("merge_") ? "transfer" : kind;
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
  /** The reason as SQL that gives its JSON, where part of it is only known within the write. */
  reasonInWrite?: SQL;
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
      ${head.key}, ${head.source}, ${head.programVersion}, ${head.reasonInWrite ?? JSON.stringify(head.reason)}, ${head.now}
    ${from}`;
}

/** The rows of `lot_moves` that belong to an entry: the end of a SELECT. */
export function movesOf(head: EntryHead): SQL {
  return sql`FROM lot_moves WHERE store_id = ${head.storeId} AND member_id = ${head.memberId} AND entry_id = ${head.id}`;
}
