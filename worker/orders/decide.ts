import { Problem } from "../http/problem.ts";
import type { Allocated } from "../program/caps.ts";
import { MOST_POINTS } from "../program/document.ts";
import { orderPoints, type OrderPoints } from "../program/order-points.ts";
import type { OrderTerms } from "../program/order-terms.ts";
import type { OrderState } from "../program/order.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { beforeOf, type Before } from "./before.ts";
import type { Difference } from "./difference.ts";
import { nextRow } from "./next-row.ts";
import { changesOfOthers } from "./others-changed.ts";
import type { OrderFacts, OrderRow } from "./read-order.ts";
import { shareCaps } from "./share-caps.ts";
import { stakeOfFormer, stakeOfOwner, type Stake } from "./stake.ts";
import { termsOf } from "./terms.ts";

/** The state that counts, and who placed the order. */
export interface LatestState {
  state: OrderState;
  hash: string;
  placedAt: number;
  updatedAt: number;
  customerId: string | null;
  emailKey: string | null;
}

/** An order in its latest state, counted for its member. */
export interface Counted {
  memberId: string;
  program: Difference["program"];
  state: OrderState;
  terms: OrderTerms;
  /** What it is worth by itself, and what it gets of the caps that it shares with other orders. */
  worth: OrderPoints;
  share: Allocated;
}

export interface Decision {
  /** The order as it will stand. */
  row: OrderRow;
  before: Before | null;
  counted: Counted | null;
  /** What changes for the member whose the order is no longer, and for the one whose it is. */
  stakes: Stake[];
}

/**
 * What an order in its latest state is worth, to whom, and what is to be posted for it (promise 6). Throws the problem
 * `points_out_of_range`.
 */
export function decide(
  context: StoreContext,
  orderId: string,
  latest: LatestState,
  facts: OrderFacts,
  memberId: string | null,
): Decision {
  const before = beforeOf(context, facts);
  const stakes: Stake[] = [];
  if (before && before.memberId !== memberId) {
    const shares = shareCaps(context, null, othersOf(facts, before.memberId));
    stakes.push(stakeOfFormer(before, changesOfOthers(context, facts, before.memberId, orderId, shares)));
  }
  const worth = memberId === null ? null : countOrder(context, latest, facts, before, memberId);
  if (!worth)
    return { row: nextRow(context, orderId, latest, facts, memberId, null), before, counted: null, stakes };

  const sharing = {
    id: orderId,
    placedAt: latest.placedAt,
    programVersion: worth.program.version,
    worth: worth.worth.points,
  };
  const shares = shareCaps(context, sharing, othersOf(facts, worth.memberId));
  const counted = { ...worth, share: shares.get(orderId) ?? worth.share };
  const row = nextRow(context, orderId, latest, facts, memberId, counted);
  stakes.push(
    stakeOfOwner(before, row, counted, changesOfOthers(context, facts, worth.memberId, orderId, shares)),
  );
  return { row, before, counted, stakes };
}

/** The order counted by itself; null where the store has no program yet. */
function countOrder(
  context: StoreContext,
  { state, placedAt }: LatestState,
  facts: OrderFacts,
  before: Before | null,
  memberId: string,
): Counted | null {
  const { version, programs } = facts;
  const document = version === null ? undefined : programs.get(version);
  if (version === null || !document) return null;
  const terms = termsOf(context, facts, before, memberId, placedAt);
  const worth = orderPoints(document, state, terms);
  if (worth.points > MOST_POINTS) throw new Problem("points_out_of_range");
  return {
    memberId,
    program: { version, document },
    state,
    terms,
    worth,
    share: { points: worth.points, cap: null },
  };
}

function othersOf({ others }: OrderFacts, memberId: string): OrderFacts["others"] {
  return others.filter((other) => other.memberId === memberId);
}
