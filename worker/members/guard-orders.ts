/** What is decided from a member's orders holds only as long as these are as they were read. */
import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** The code with which a write is refused that was decided from orders of the member that have changed since. */
export const MEMBER_ORDERS_CHANGED = "member_orders_changed";

/** The statement that refuses the batch where the member's orders are no longer of this revision. */
export function guardOrders(
  { database, storeId }: StoreContext,
  memberId: string,
  revision: number,
): Statement {
  return guard(
    database,
    sql`SELECT orders_revision = ${revision} FROM members WHERE store_id = ${storeId} AND id = ${memberId}`,
    MEMBER_ORDERS_CHANGED,
  );
}

/** The statement that counts a change of them: what was decided before it is decided anew. */
export function countOrdersChange({ database, storeId }: StoreContext, memberId: string): Statement {
  return database.run(
    sql`UPDATE members SET orders_revision = orders_revision + 1 WHERE store_id = ${storeId} AND id = ${memberId}`,
  );
}
