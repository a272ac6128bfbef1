/** How often something of the program's counts for one member; the database counts, so that a race counts none twice. */
import { sql, type SQL } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import type { LimitPeriod } from "../program/document/fields.ts";
import { limitSince, limitUntil } from "../program/limits.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** What is counted by its times: a table with `store_id`, `member_id` and `at`, and its column of ids. */
export type Counted = "member_actions.action_id" | "limited_redemptions.reward_id";

/** A part of the program with the limits that it has. */
export interface Limited {
  id: string;
  limits: { count: number; period: LimitPeriod }[];
}

/** A limit that a member has reached. */
export interface ReachedLimit {
  /** Of what is limited. */
  id: string;
  /** When it counts anew, milliseconds; `NEVER` where it doesn't. */
  until: number;
}

/** The highest count a limit may have: what looking at one reads at most. */
const HIGHEST_COUNT = 1000;

/** The statements that refuse the batch with `code` where one of the limits is reached. */
export function guardLimits(
  context: StoreContext,
  counted: Counted,
  memberId: string,
  { id, limits }: Limited,
  code: string,
): Statement[] {
  const { now, configuration } = context;
  return limits.map(({ count, period }) => {
    const since = sql`${limitSince(period, now, configuration.store.timeZone)}`;
    const times = timesSince(context, counted, sql`${memberId}`, sql`${id}`, since, count);
    return guard(context.database, sql`(${times}) < ${count}`, code);
  });
}

/** The query for the limits of these that the member (an id, or SQL that finds it) has reached. */
export function selectReachedLimits(
  context: StoreContext,
  counted: Counted,
  memberId: string | SQL,
  limited: Limited[],
) {
  const { database, now, configuration } = context;
  const { timeZone } = configuration.store;
  const all = limited.flatMap(({ id, limits }) =>
    limits.map(({ count, period }) => ({
      id,
      count,
      since: limitSince(period, now, timeZone),
      until: limitUntil(period, now, timeZone),
    })),
  );
  const of = (name: string) => sql.raw(`value ->> '${name}'`);
  const times = timesSince(context, counted, sql`${memberId}`, of("id"), of("since"), HIGHEST_COUNT);
  return database.all<ReachedLimit>(sql`SELECT value ->> 'id' AS id, value ->> 'until' AS until
    FROM json_each(${JSON.stringify(all)}) WHERE value ->> 'count' <= (${times})`);
}

/** When it counts again, milliseconds: 0 where it counts now, `NEVER` where it doesn't any more. */
export function countsAgainAt(id: string, reached: ReachedLimit[]): number {
  return Math.max(0, ...reached.filter((limit) => limit.id === id).map(({ until }) => until));
}

/** How often it was since then, counted no further than `most`. */
function timesSince(
  { storeId }: StoreContext,
  counted: Counted,
  memberId: SQL,
  id: SQL,
  since: SQL,
  most: number,
): SQL {
  const [table = "", column = ""] = counted.split(".");
  return sql`SELECT count(*) FROM (SELECT 1 FROM ${sql.raw(table)} WHERE store_id = ${storeId}
    AND member_id = ${memberId} AND ${sql.raw(column)} = ${id} AND at >= ${since} LIMIT ${most})`;
}
