import { sql } from "drizzle-orm";
import { batch, type Database } from "../database/client.ts";
import { newId } from "../database/id.ts";
import type { Reason } from "./entry.ts";
import { storesOf, type JobClock } from "./job-clock.ts";

interface DueLot {
  storeId: string;
  memberId: string;
  id: string;
}

/**
 * Posts the expiry of at most `limit` lots whose time is past, and gives back how many were due.
 * The balance was right before it ran (promise 7); stopping half-way or running twice at once
 * changes nothing, because each lot is looked at again in the write.
 */
export async function postExpiries(database: Database, at: JobClock, limit: number): Promise<number> {
  const { now } = at;
  // CROSS JOIN goes from store to store, and in each through the index.
  const due =
    await database.all<DueLot>(sql`SELECT lots.store_id AS storeId, lots.member_id AS memberId, lots.id AS id
    FROM stores CROSS JOIN lots INDEXED BY lots_due ON lots.store_id = stores.id
    WHERE ${storesOf(at)} AND lots.remaining > 0 AND lots.expires_at <= ${now} AND lots.expires_at < 9007199254740991
    LIMIT ${limit}`);
  if (due.length === 0) return 0;
  const slice = JSON.stringify(due.map((lot) => ({ ...lot, entry: newId("ent", now) })));
  const reason: Reason = { rule: "expiry" };
  const each = sql`FROM json_each(${slice}) AS due JOIN lots
    ON lots.store_id = due.value ->> 'storeId' AND lots.member_id = due.value ->> 'memberId'
    AND lots.id = due.value ->> 'id'`;
  await batch(database, [
    database.run(sql`INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points, expiring)
      SELECT lots.store_id, lots.member_id, due.value ->> 'entry', lots.id, -lots.remaining, 1
      ${each} WHERE lots.remaining > 0 AND lots.expires_at <= ${now}`),
    database.run(sql`INSERT INTO entries
      (store_id, member_id, id, kind, points, debt_change, key, source, program_version, reason, created_at)
      SELECT lots.store_id, lots.member_id, due.value ->> 'entry', 'expire', moved.points, 0,
        'expire:' || (due.value ->> 'entry'), lots.source, stores.program_version,
        ${JSON.stringify(reason)}, ${now}
      ${each}
      JOIN lot_moves AS moved ON moved.store_id = lots.store_id AND moved.member_id = lots.member_id
        AND moved.entry_id = due.value ->> 'entry' AND moved.lot_id = lots.id
      JOIN stores ON stores.id = lots.store_id`),
  ]);
  return due.length;
}
