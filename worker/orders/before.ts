import type { Program } from "../program/document.ts";
import { orderFrom, type OrderState } from "../program/order.ts";
import { linesOf, orderPoints, type LinePoints } from "../program/order-points.ts";
import type { MemberMonth } from "../program/tiers-figures.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { countsFor } from "./month-changes.ts";
import type { OrderFacts, OrderRow } from "./read-order.ts";
import { plainTerms } from "./terms.ts";

/** What was posted for an order before this write, and to whom. */
export interface Before {
  row: OrderRow;
  state: OrderState;
  memberId: string;
  /** The version it was counted by, or where that wasn't read the one it is counted by now; null where there is none. */
  program: { version: number; document: Program } | null;
  /** Each line's part; null where the rules it was counted by are no longer its own. */
  lines: LinePoints[] | null;
  /** What it counts for in the member's months. */
  months: MemberMonth[];
}

/** What was posted for the order to its member; null where it had none. */
export function beforeOf(context: StoreContext, { stored, version, programs }: OrderFacts): Before | null {
  const memberId = stored?.memberId ?? null;
  if (!stored || memberId === null) return null;
  const state = orderFrom(stored.state);
  const own = programs.get(stored.programVersion);
  const now = version === null ? undefined : programs.get(version);
  const terms = stored.terms ?? plainTerms(context);
  return {
    row: stored,
    state,
    memberId,
    program: own
      ? { version: stored.programVersion, document: own }
      : version !== null && now
        ? { version, document: now }
        : null,
    lines: stored.points === 0 ? [] : own ? linesOf(orderPoints(own, state, terms), stored.points) : null,
    // Orders from before terms were kept were counted in no month.
    months: stored.terms ? countsFor(state, stored.points, stored.terms) : [],
  };
}
