import { sql } from "drizzle-orm";
import type { Database, Statement } from "../../database/client.ts";
import type { Worked } from "./claim.ts";

/**
 * The statement that has refunds worked at once which were told before their order, now that these deliveries made it
 * known: also those that are dead because it didn't come. What is being worked by another run is left to it. To be written
 * after what came of the deliveries, in the same transaction.
 */
export function wakeWaitingRefunds(
  database: Database,
  storeId: string,
  now: number,
  worked: Worked[],
): Statement {
  // Whoever waits for an order has noted a refund of it before.
  const orders = worked.flatMap(({ subject, outcome, refunds }) =>
    outcome.status === "done" && refunds && refunds.known > 0 ? [subject] : [],
  );
  // A refund names nobody, and orders that do are worked again for other reasons, and not for ever. Taking a delivery
  // empties its detail: one without is in somebody's hands.
  return database.run(sql`UPDATE inbox INDEXED BY inbox_unsettled_of_subject
    SET status = 'waiting', next_at = ${now}, settled_at = NULL, attempts = 0
    WHERE store_id = ${storeId} AND subject IN (SELECT value FROM json_each(${JSON.stringify([...new Set(orders)])}))
      AND status <> 'done' AND person IS NULL AND detail IS NOT NULL AND body IS NOT NULL`);
}
