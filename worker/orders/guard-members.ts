import type { Statement } from "../database/client.ts";
import type { MemberRow } from "../members/enrol.ts";
import { countOrdersChange, guardOrders } from "../members/guard-orders.ts";
import type { StoreContext } from "../stores/store-context.ts";

/**
 * The statements that refuse the batch where one of the members' orders has changed since they were read, and count
 * this change. None where no version of the program makes one order bear on another.
 */
export function guardMembers(context: StoreContext, members: (MemberRow | null)[]): Statement[] {
  const { tiers, shared } = context.configuration;
  if (tiers.version === 0 && shared.caps.size === 0 && !shared.firstOrder) return [];
  const known = new Map(members.flatMap((member) => (member ? [[member.id, member.ordersRevision]] : [])));
  return [...known].flatMap(([id, revision]) => [
    guardOrders(context, id, revision),
    countOrdersChange(context, id),
  ]);
}
