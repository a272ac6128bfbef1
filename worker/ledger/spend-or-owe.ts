import { sql } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import { closeEntry, movesOf, type EntryHead } from "./entry.ts";
import { takeInSpendingOrder } from "./walk.ts";

/**
 * The statements that take a price again which was given back, because what it bought stands after all: from the
 * member's available points in the order of spending, then from pending ones. What is missing becomes debt, whatever
 * the rule on debt says, for they have what it bought.
 */
export function spendOrOwe(database: Database, head: EntryHead, points: number): Statement[] {
  const { storeId, memberId, id, now } = head;
  const missing = sql`${points} + (SELECT coalesce(sum(points), 0) ${movesOf(head)})`;
  return [
    database.run(takeInSpendingOrder(storeId, memberId, id, sql`${points}`, now, "available")),
    database.run(takeInSpendingOrder(storeId, memberId, id, missing, now, "available_and_pending")),
    database.run(closeEntry(head, sql`${-points}`, sql`${points} + coalesce(sum(points), 0)`, movesOf(head))),
  ];
}
