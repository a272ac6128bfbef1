import type { StoreContext } from "../stores/store-context.ts";
import type { Counted, LatestState } from "./decide.ts";
import type { OrderFacts, OrderRow } from "./read-order.ts";

/**
 * The order as it will stand. What a member is spared by this very write is added by the write, which alone knows it.
 */
export function nextRow(
  { storeId, now }: StoreContext,
  id: string,
  latest: LatestState,
  { stored, version }: OrderFacts,
  memberId: string | null,
  counted: Counted | null,
): OrderRow {
  const points = counted?.share.points ?? 0;
  const difference = points - (stored?.memberId === memberId ? stored.points : 0);
  const { forgiven, elsewhere } = forgivenTo(memberId, stored);
  const spared = sparedOf(difference, forgiven);
  return {
    storeId,
    id,
    customerId: latest.customerId,
    emailKey: latest.emailKey,
    memberId,
    programVersion: version ?? 1,
    points,
    posted: memberId === null ? -(stored?.points ?? 0) : difference - spared,
    state: JSON.stringify(latest.state),
    stateHash: latest.hash,
    placedAt: latest.placedAt,
    updatedAt: latest.updatedAt,
    revision: (stored?.revision ?? 0) + 1,
    worth: counted?.worth.points ?? 0,
    forgiven: forgiven - spared,
    forgivenElsewhere: elsewhere,
    terms: counted?.terms ?? null,
    changedAt: now,
  };
}

/** Of a difference, what the member was spared before: it is used up first, so that nothing is given twice. */
export function sparedOf(difference: number, forgiven: number): number {
  return Math.min(Math.max(0, difference), forgiven);
}

/** What the order's member was forgiven for it so far, and what other members were whose order it was. */
function forgivenTo(
  memberId: string | null,
  stored: OrderRow | null,
): { forgiven: number; elsewhere: Record<string, number> | null } {
  const by = new Map(Object.entries(stored?.forgivenElsewhere ?? {}));
  if (stored && stored.memberId !== null && stored.forgiven > 0) by.set(stored.memberId, stored.forgiven);
  const forgiven = memberId === null ? 0 : (by.get(memberId) ?? 0);
  if (memberId !== null) by.delete(memberId);
  return { forgiven, elsewhere: by.size > 0 ? Object.fromEntries(by) : null };
}
