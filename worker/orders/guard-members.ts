import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import type { MemberRow } from "../members/enrol.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** The code with which a write is refused that was decided from orders of the member that have changed since. */
export const MEMBER_ORDERS_CHANGED = "member_orders_changed";

/**
 * The statements that refuse the batch where one of the members' orders has changed since they were read, and count
 * this change. None where no version of the program makes one order bear on another.
 */
export function guardMembers(context: StoreContext, members: (MemberRow | null)[]): Statement[] {
  const { database, storeId, configuration } = context;
  const { tiers, shared } = configuration;
  if (tiers.version === 0 && shared.caps.size === 0 && !shared.firstOrder) return [];
  const known = new Map(members.flatMap((member) => (member ? [[member.id, member.ordersRevision]] : [])));
  return [...known].flatMap(([id, revision]) => [
    guard(
      database,
      sql`SELECT orders_revision = ${revision} FROM members WHERE store_id = ${storeId} AND id = ${id}`,
      MEMBER_ORDERS_CHANGED,
    ),
    database.run(
      sql`UPDATE members SET orders_revision = orders_revision + 1 WHERE store_id = ${storeId} AND id = ${id}`,
    ),
  ]);
}
