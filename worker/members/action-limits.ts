/** How often an action of the program counts for one member. */
import { sql, type SQL } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import type { EarningAction } from "../program/document/earning.ts";
import { limitSince, limitUntil } from "../program/limits.ts";
import { NEVER } from "../program/lot-dates.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** The code with which a batch is refused that would count an action more often than its limits allow. */
export const ACTION_LIMIT_REACHED = "action_limit_reached";

/** The highest count a limit may have: what looking at one reads at most. */
const HIGHEST_COUNT = 1000;

/** The statements that refuse the batch where one of the action's limits is reached. */
export function guardActionLimits(
  context: StoreContext,
  memberId: string,
  action: EarningAction,
): Statement[] {
  const { database, storeId, now, configuration } = context;
  return action.limits.map(({ count, period }) => {
    const since = limitSince(period, now, configuration.store.timeZone);
    return guard(
      database,
      sql`(SELECT count(*) FROM (SELECT 1 FROM member_actions WHERE store_id = ${storeId}
        AND member_id = ${memberId} AND action_id = ${action.id} AND at >= ${since} LIMIT ${count})) < ${count}`,
      ACTION_LIMIT_REACHED,
    );
  });
}

/** A limit that is reached. */
export interface ReachedLimit {
  actionId: string;
  /** When it counts anew, milliseconds; `NEVER` where it doesn't. */
  until: number;
}

/** The query for the limits of the actions that the member (an id, or SQL that finds it) has reached. */
export function selectReachedLimits(context: StoreContext, memberId: string | SQL, actions: EarningAction[]) {
  const { database, storeId, now, configuration } = context;
  const { timeZone } = configuration.store;
  const limits = actions.flatMap(({ id, limits: ofAction }) =>
    ofAction.map(({ count, period }) => ({
      actionId: id,
      count,
      since: limitSince(period, now, timeZone),
      until: limitUntil(period, now, timeZone),
    })),
  );
  return database.all<ReachedLimit>(sql`SELECT value ->> 'actionId' AS actionId, value ->> 'until' AS until
    FROM json_each(${JSON.stringify(limits)})
    WHERE value ->> 'count' <= (SELECT count(*) FROM (SELECT 1 FROM member_actions WHERE store_id = ${storeId}
      AND member_id = ${memberId} AND action_id = value ->> 'actionId' AND at >= value ->> 'since'
      LIMIT ${HIGHEST_COUNT}))`);
}

/** When the action counts again, milliseconds: 0 where it counts now, `NEVER` where it doesn't any more. */
export function countsAgainAt(actionId: string, reached: ReachedLimit[]): number {
  return Math.max(0, ...reached.filter((limit) => limit.actionId === actionId).map(({ until }) => until));
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
