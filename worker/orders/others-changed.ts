import type { Allocated } from "../program/caps.ts";
import { linesOf, orderPoints } from "../program/order-points.ts";
import type { MemberMonth } from "../program/tiers-figures.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { lineDifferences, type Difference } from "./difference.ts";
import { countsFor, negated } from "./month-changes.ts";
import { sparedOf } from "./next-row.ts";
import type { OrderFacts } from "./read-order.ts";
import type { OtherOrder } from "./read-others.ts";
import { plainTerms } from "./terms.ts";

/** Another order of the member's that gets another part of a cap. */
export interface ChangedOther {
  id: string;
  /** As it will stand. */
  revision: number;
  points: number;
  forgiven: number;
  difference: Difference;
  months: MemberMonth[];
}

/** The member's other orders that the caps now give more or less than they had, because of the order that is told. */
export function changesOfOthers(
  context: StoreContext,
  { others, programs }: OrderFacts,
  memberId: string,
  orderId: string,
  shares: Map<string, Allocated>,
): ChangedOther[] {
  return others.flatMap((other) => {
    const share = shares.get(other.id);
    if (other.memberId !== memberId || !share || share.points === other.points) return [];
    const document = programs.get(other.programVersion);
    // What was placed before this order is not changed by it.
    if (!document || !other.state) return [];
    return [changeOf(context, other, orderId, share, { version: other.programVersion, document })];
  });
}

function changeOf(
  context: StoreContext,
  other: OtherOrder,
  orderId: string,
  { points, cap }: Allocated,
  program: Difference["program"],
): ChangedOther {
  const { id, state, terms, revision, forgiven } = other;
  if (!state) throw new Error("An order that changes was read whole.");
  const worth = orderPoints(program.document, state, terms ?? plainTerms(context));
  const difference = points - other.points;
  const spared = sparedOf(difference, forgiven);
  return {
    id,
    revision: revision + 1,
    points,
    forgiven: forgiven - spared,
    difference: {
      orderId: id,
      revision: revision + 1,
      state,
      program,
      points: difference,
      spared,
      lines: lineDifferences(linesOf(worth, other.points), linesOf(worth, points)),
      tier: worth.tier,
      campaigns: worth.campaigns,
      cap: cap ?? worth.cap,
      before: other.points > 0,
      left: false,
      becauseOf: orderId,
    },
    months: terms
      ? [...negated(countsFor(state, other.points, terms)), ...countsFor(state, points, terms)]
      : [],
  };
}
