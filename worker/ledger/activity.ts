import { sql } from "drizzle-orm";
import type { Database, Statement } from "../database/client.ts";
import type { Activity, IdleRules } from "../program/idle-rules.ts";
import { idleUntil, NEVER, warningOf } from "../program/lot-dates.ts";

/** What of a store's context it takes. */
interface ActiveContext {
  database: Database;
  storeId: string;
  now: number;
  configuration: { store: { timeZone: string }; idle: IdleRules | null };
}

/**
 * The statements that put off the expiry of a member's idle points, because they were active now; none where the
 * program doesn't go by activity, or not by this one. Points that were there when the rules were others are kept by
 * the days they were granted with. Dates are ends of days, so that one write a day moves a lot, and all others that
 * day read and write nothing of it. A warning that was given no longer holds: there will be another.
 */
export function activity(
  { database, storeId, now, configuration }: ActiveContext,
  memberId: string,
  kind: Activity,
): Statement[] {
  const { idle, store } = configuration;
  if (!idle?.activities.includes(kind)) return [];
  return idle.periods.map(({ afterDays, warnDays }) => {
    const dueAt = idleUntil(now, afterDays, store.timeZone);
    const warnAt = warnDays > 0 ? warningOf(dueAt, warnDays, store.timeZone) : NEVER;
    return database.run(sql`UPDATE lots INDEXED BY lots_idle
      SET due_at = ${dueAt}, expires_at = ${dueAt} + grace, warn_at = ${warnAt}, warned_at = NULL
      WHERE store_id = ${storeId} AND member_id = ${memberId} AND remaining > 0 AND idle_days > 0
        AND idle_days = ${afterDays} AND due_at < ${dueAt} AND expires_at > ${now}
        AND iif(warn_at < ${NEVER}, (due_at - warn_at) / 86400000, 0) = ${warnDays}`);
  });
}
