/** How often a thing may be done in an hour; the database counts, in the write that does it, so that a race gets no more. */
import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { authenticate } from "../stores/seal.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { networkOf } from "./network.ts";

/** Milliseconds. An hour begins with the first time that is counted in it. */
const HOUR = 3_600_000;

export interface HourlyLimit {
  /** What is counted; whose it is only as a keyed hash. */
  counted: string;
  most: number;
}

/** The code with which a write is refused that would be one too many. */
export const COUNTED_OUT = "counted_out";

/** A limit on what comes from a caller's network; none where the address isn't known, as in a local run. */
export async function networkLimit(
  context: StoreContext,
  what: string,
  address: string | undefined,
  most: number,
): Promise<HourlyLimit[]> {
  if (address === undefined) return [];
  return [{ counted: await countedAs(context, `${what} network`, networkOf(address)), most }];
}

/** The name that something is counted under, which says nothing of whose it is. */
export async function countedAs(
  { environment, storeId }: StoreContext,
  what: string,
  whose: string,
): Promise<string> {
  const bytes = await authenticate(environment, "counted caller", `${storeId}\n${what}\n${whose}`);
  return `${what} ${Array.from(bytes.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** The statements that count once more, and refuse the batch (`COUNTED_OUT`) where one of the limits is reached. */
export function countCalls({ database, storeId, realNow }: StoreContext, limits: HourlyLimit[]): Statement[] {
  const begun = realNow - HOUR;
  return limits.flatMap(({ counted, most }) => [
    guard(
      database,
      sql`NOT EXISTS (SELECT 1 FROM hourly_counts
        WHERE store_id = ${storeId} AND counted = ${counted} AND since > ${begun} AND count >= ${most})`,
      COUNTED_OUT,
    ),
    database.run(sql`INSERT INTO hourly_counts (store_id, counted, since, count)
      VALUES (${storeId}, ${counted}, ${realNow}, 1)
      ON CONFLICT (store_id, counted) DO UPDATE SET
        count = iif(since > ${begun}, count + 1, 1), since = iif(since > ${begun}, since, ${realNow})`),
  ]);
}

/** The statement that takes a count back: what was counted did not happen. */
export function uncountCall({ database, storeId }: StoreContext, counted: string): Statement {
  return database.run(sql`UPDATE hourly_counts SET count = count - 1
    WHERE store_id = ${storeId} AND counted = ${counted} AND count > 0`);
}

/** The query for how long it is until none of the limits is reached, milliseconds; 0 where none is. */
export function selectWait({ database, storeId, realNow }: StoreContext, limits: HourlyLimit[]) {
  return database.all<{ wait: number }>(sql`SELECT coalesce(max(since + ${HOUR} - ${realNow}), 0) AS wait
    FROM json_each(${JSON.stringify(limits)}) JOIN hourly_counts
      ON store_id = ${storeId} AND counted = value ->> 'counted' AND count >= value ->> 'most'
    WHERE since > ${realNow - HOUR}`);
}

/** The statement that forgets some of the hours that are over by `now` (milliseconds, real time). */
export function forgetHours(database: StoreContext["database"], now: number): Statement {
  return database.run(sql`DELETE FROM hourly_counts WHERE (store_id, counted) IN (
    SELECT store_id, counted FROM hourly_counts WHERE since <= ${now - HOUR} LIMIT 5000)`);
}
