/** Taking deliveries to be worked, and writing what came of them: one round trip for both. */
import { eq, sql } from "drizzle-orm";
import { batch, type Database } from "../../database/client.ts";
import { connections, type inbox } from "../../database/schema.ts";
import { NEVER } from "../../program/lot-dates.ts";
import type { ConnectionRow } from "../platform.ts";
import { MOST_ATTEMPTS, waitAfter, type Outcome } from "./outcome.ts";
import { tellGuestOrdersAgain } from "./tell-again.ts";
import { wakeWaitingRefunds } from "./wake-waiting-refunds.ts";

export type InboxRow = typeof inbox.$inferSelect;

/** A delivery that was worked, and what came of it. */
export interface Worked {
  item: InboxRow;
  subject: string | null;
  person: string | null;
  outcome: Outcome;
  /** Whether its body is forgotten at once: it named somebody who asked to be. */
  forgets?: boolean;
  /** Of an order: how many refunds told by themselves were known when it was put. */
  refunds?: { orderId: string; known: number };
}

export interface Claimed {
  items: InboxRow[];
  /** Every connection that the store has or had, by id. */
  connections: Map<string, ConnectionRow>;
  /** Whether there are deliveries due that were not taken. */
  isMoreDue: boolean;
}

/** How long those who took deliveries have for them, milliseconds; then they count as given up. */
const LEASE = 120_000;

/** Bytes of bodies that are taken at once. */
const MOST_BYTES = 4_000_000;

/**
 * A delivery that was begun this often, the last time without coming to an end, is taken alone: where it was it that
 * ended the runs, it takes no others with it.
 */
const SUSPECT = 3;

/**
 * Writes what came of the deliveries that were worked, and takes at most `limit` of the store's that are due, the first
 * to be due first. Each counts as tried with being taken, so that one that ends every run is dead in the end.
 */
export async function settleAndClaim(
  database: Database,
  storeId: string,
  now: number,
  worked: Worked[],
  limit: number,
): Promise<Claimed> {
  const isDue = sql`store_id = ${storeId} AND status = 'waiting' AND next_at <= ${now}`;
  const [, , , items, rows, more] = await batch(database, [
    settle(database, storeId, now, worked),
    wakeWaitingRefunds(database, storeId, now, worked),
    tellGuestOrdersAgain(database, storeId, now, worked),
    database.all<InboxRow>(sql`UPDATE inbox SET attempts = attempts + 1, next_at = ${now + LEASE}, detail = NULL
      WHERE store_id = ${storeId} AND id IN (
        SELECT id FROM (
          SELECT id, suspect, sum(bytes) OVER running - bytes AS before, row_number() OVER running AS place
          FROM (SELECT id, bytes, next_at, attempts >= ${SUSPECT} AND detail IS NULL AS suspect
            FROM inbox WHERE ${isDue} ORDER BY next_at, id LIMIT ${limit})
          WINDOW running AS (ORDER BY suspect, next_at, id ROWS UNBOUNDED PRECEDING)
        ) WHERE place = 1 OR (before < ${MOST_BYTES} AND NOT suspect)
      )
      RETURNING store_id AS storeId, id, connection_id AS connectionId, topic, hash, body, bytes,
        received_at AS receivedAt, status, subject, person, detail, attempts, next_at AS nextAt, settled_at AS settledAt`),
    database.select().from(connections).where(eq(connections.storeId, storeId)),
    database.all(sql`SELECT 1 FROM inbox WHERE ${isDue} LIMIT 1`),
  ]);
  return {
    items: [...items].sort((a, b) => (a.id < b.id ? -1 : 1)),
    connections: new Map(rows.map((row) => [row.id, row])),
    isMoreDue: more.length > 0,
  };
}

/**
 * The statement that writes what came of them. An order to which a refund was told while it was put (by another run) is
 * worked once more, and finds it.
 */
function settle(database: Database, storeId: string, now: number, worked: Worked[]) {
  const rows = worked.map(({ item, subject, person, outcome, forgets = false, refunds }) => {
    const progressed = "progressed" in outcome;
    const isOver = outcome.status === "waiting" && !progressed && item.attempts >= MOST_ATTEMPTS;
    const status = isOver ? "dead" : outcome.status;
    const after = outcome.status === "waiting" ? (outcome.after ?? waitAfter(item.attempts)) : 0;
    return {
      id: item.id,
      attempts: item.attempts,
      status,
      detail: outcome.detail,
      subject,
      person,
      forgets,
      progressed,
      nextAt: status === "waiting" ? now + after : NEVER,
      settledAt: status === "waiting" ? null : now,
      orderId: refunds?.orderId ?? null,
      known: refunds?.known ?? 0,
    };
  });
  const changed = sql`(SELECT count(*) FROM told_refunds WHERE store_id = ${storeId} AND order_id = value ->> 'orderId')
    > value ->> 'known'`;
  // Made first: else SQLite looks for each of the store's deliveries among them, and not for each of them by its key.
  return database.run(sql`WITH worked AS MATERIALIZED (SELECT value FROM json_each(${JSON.stringify(rows)}))
    UPDATE inbox SET
      status = iif(${changed}, 'waiting', value ->> 'status'),
      next_at = iif(${changed}, ${now}, value ->> 'nextAt'),
      settled_at = iif(${changed}, NULL, value ->> 'settledAt'),
      subject = value ->> 'subject', person = value ->> 'person', detail = value ->> 'detail',
      body = iif(value ->> 'forgets', NULL, body), attempts = iif(value ->> 'progressed', 0, inbox.attempts)
    FROM worked
    WHERE store_id = ${storeId} AND inbox.id = value ->> 'id'
      AND inbox.status = 'waiting' AND inbox.attempts = value ->> 'attempts'`);
}
