/** How often an action of the program counts for one member. */
import type { SQL } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import type { EarningAction } from "../program/document/earning.ts";
import { NEVER } from "../program/lot-dates.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { countsAgainAt, guardLimits, selectReachedLimits, type ReachedLimit } from "./limits.ts";

/** The code with which a batch is refused that would count an action more often than its limits allow. */
export const ACTION_LIMIT_REACHED = "action_limit_reached";

const DONE = "member_actions.action_id";

/** The statements that refuse the batch where one of the action's limits is reached. */
export function guardActionLimits(
  context: StoreContext,
  memberId: string,
  action: EarningAction,
): Statement[] {
  return guardLimits(context, DONE, memberId, action, ACTION_LIMIT_REACHED);
}

/** The query for the limits of the actions that the member (an id, or SQL that finds it) has reached. */
export function selectReachedActions(
  context: StoreContext,
  memberId: string | SQL,
  actions: EarningAction[],
) {
  return selectReachedLimits(context, DONE, memberId, actions);
}

/** What a member of the panel is told of an action. */
export interface ActionStanding {
  id: string;
  /** Whether doing it now gives points. */
  counts: boolean;
  /** Where it doesn't: when it will, milliseconds; null for never. */
  countsAgainAt: number | null;
}

/** How each of the actions stands, with the limits that are reached. */
export function standingOfActions(actions: EarningAction[], reached: ReachedLimit[]): ActionStanding[] {
  return actions.map(({ id }) => {
    const again = countsAgainAt(id, reached);
    return { id, counts: again === 0, countsAgainAt: again === 0 || again === NEVER ? null : again };
  });
}
