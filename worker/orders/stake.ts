/** What a write changes of one member's points. */
import { linesOf } from "../program/order-points.ts";
import { monthsWith, type MemberMonth } from "../program/tiers-figures.ts";
import type { Before } from "./before.ts";
import type { Counted } from "./decide.ts";
import { lineDifferences, type Difference } from "./difference.ts";
import { countsFor, negated } from "./month-changes.ts";
import type { ChangedOther } from "./others-changed.ts";
import type { OrderRow } from "./read-order.ts";

export interface Stake {
  memberId: string;
  differences: Difference[];
  /** What changes in the months that their tier is counted from. */
  months: MemberMonth[];
  /** Other orders of theirs that get another part of a cap. */
  others: ChangedOther[];
}

/** For the member whose the order is no longer: all that it gave is taken back. */
export function stakeOfFormer(before: Before, others: ChangedOther[]): Stake {
  const { memberId, row, state, program, lines, months } = before;
  const left: Difference[] =
    row.points === 0 || !program
      ? []
      : [
          {
            orderId: row.id,
            revision: row.revision + 1,
            state,
            program,
            points: -row.points,
            spared: 0,
            lines: lines && lineDifferences(lines, []),
            tier: null,
            campaigns: [],
            cap: null,
            before: true,
            left: true,
            becauseOf: null,
          },
        ];
  return stake(memberId, left, negated(months), others);
}

/** For the member whose the order is: what it comes to by now, less what they were given for it. */
export function stakeOfOwner(
  before: Before | null,
  row: OrderRow,
  { memberId, program, state, terms, worth, share }: Counted,
  others: ChangedOther[],
): Stake {
  const theirs = before?.memberId === memberId ? before : null;
  const difference = share.points - (theirs?.row.points ?? 0);
  const had = theirs ? theirs.lines : [];
  const own: Difference[] =
    difference === 0
      ? []
      : [
          {
            orderId: row.id,
            revision: row.revision,
            state,
            program,
            points: difference,
            spared: difference > 0 ? difference - row.posted : 0,
            lines: had && lineDifferences(had, linesOf(worth, share.points)),
            tier: worth.tier,
            campaigns: worth.campaigns,
            cap: share.cap ?? worth.cap,
            before: theirs !== null && theirs.row.points > 0,
            left: false,
            becauseOf: null,
          },
        ];
  const counts = countsFor(state, share.points, terms);
  return stake(memberId, own, [...negated(theirs?.months ?? []), ...counts], others);
}

function stake(memberId: string, own: Difference[], months: MemberMonth[], others: ChangedOther[]): Stake {
  const added = monthsWith([], [...months, ...others.flatMap((other) => other.months)]);
  return {
    memberId,
    others,
    differences: [...own, ...others.map(({ difference }) => difference)],
    months: added.filter((each) => each.spend !== 0 || each.points !== 0 || each.orders !== 0),
  };
}
