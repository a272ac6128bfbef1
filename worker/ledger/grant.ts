import { sql } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import type { LotDates } from "../program/lot-dates.ts";
import { closeEntry, type EntryHead } from "./entry.ts";

export interface Granted extends LotDates {
  points: number;
  /** When they were earned, milliseconds: among lots that expire together the oldest is spent first. */
  grantedAt: number;
}

/** The statements that give a member points as a new lot, once what they owe is repaid (promise 8). */
export function grant(database: Database, head: EntryHead, granted: Granted): Statement[] {
  const { storeId, memberId, id } = head;
  const { points } = granted;
  const balance = sql`FROM balances WHERE store_id = ${storeId} AND member_id = ${memberId}`;
  return [
    database.run(sql`INSERT INTO lots
      (store_id, member_id, id, source, granted, granted_at, available_at, expires_at, due_at, warn_at, grace, idle_days)
      VALUES (${storeId}, ${memberId}, ${id}, ${head.source}, ${points}, ${granted.grantedAt}, ${granted.availableAt},
        ${granted.expiresAt}, ${granted.dueAt}, ${granted.warnAt}, ${granted.grace}, ${granted.idleDays})`),
    database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points)
      SELECT ${storeId}, ${memberId}, ${id}, ${id}, ${points} - debt ${balance} AND debt < ${points}`),
    database.run(closeEntry(head, sql`${points}`, sql`-min(debt, ${points})`, balance)),
  ];
}
