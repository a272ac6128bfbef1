/** Bodies hold personal data: they are kept no longer than they are needed. */
import { sql } from "drizzle-orm";
import type { Database, Statement } from "../../database/client.ts";

/** How long the body of a delivery is kept after it was done, milliseconds. */
const BODIES_KEPT = 30 * 86_400_000;
const BODIES_A_RUN = 500;

/** The statement that forgets bodies of deliveries which were done a month ago, some of them at a time. */
export function forgetOldBodies(database: Database, now: number): Statement {
  return database.run(sql`UPDATE inbox SET body = NULL WHERE (store_id, id) IN (
    SELECT store_id, id FROM inbox WHERE status = 'done' AND body IS NOT NULL AND settled_at < ${now - BODIES_KEPT}
    LIMIT ${BODIES_A_RUN})`);
}

/** A person as deliveries name them. */
export interface ForgottenPerson {
  memberId: string | null;
  customerId: string | null;
  emailKey: string | null;
}

/**
 * The statement that forgets the bodies of settled deliveries that were a person's; to be written with what else is
 * forgotten of them. A dead one can't be tried again after it.
 */
export function forgetInboxOf(
  database: Database,
  storeId: string,
  { memberId, customerId, emailKey }: ForgottenPerson,
): Statement {
  return database.run(sql`UPDATE inbox SET body = NULL
    WHERE store_id = ${storeId} AND body IS NOT NULL AND status <> 'waiting'
      AND person IN ('member:' || ${memberId}, 'customer:' || ${customerId}, 'email:' || ${emailKey})`);
}
