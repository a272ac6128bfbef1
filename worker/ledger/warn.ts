/** Warnings: members are told of points before these expire, and from then on the points have no grace. */
import { sql } from "drizzle-orm";
import { batch, type Database } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { endOf, localDate, startOfDay } from "../program/calendar.ts";
import { storesOf, type JobClock } from "./job-clock.ts";

interface DueWarning {
  storeId: string;
  memberId: string;
  dueAt: number;
  grace: number;
  timeZone: string;
}

/** Lots of one member and one grace that are due on one day: they are warned of together. */
interface Warning {
  storeId: string;
  memberId: string;
  /** The notice's id: one for each member and day. */
  notice: string;
  /** The day as the shopper reads it, YYYY-MM-DD in the store's time zone. */
  day: string;
  /** When the day begins and when it is over, each with the grace on top, milliseconds: `expires_at` lies between. */
  from: number;
  until: number;
}

/**
 * Warns of at most `limit` lots whose warning has fallen due, together with what else of the same members expires on
 * the same days, and gives back how many were due. The notice and the lots' new dates are one write, and a lot is
 * warned of once: stopping half-way or running twice at once tells nobody twice. A lot that holds nothing is not
 * warned of.
 */
export async function postWarnings(database: Database, at: JobClock, limit: number): Promise<number> {
  const { now } = at;
  const due = await database.all<DueWarning>(sql`SELECT lots.store_id AS storeId, lots.member_id AS memberId,
      lots.due_at AS dueAt, lots.grace AS grace, stores.time_zone AS timeZone
    FROM stores CROSS JOIN lots INDEXED BY lots_to_warn ON lots.store_id = stores.id
    WHERE ${storesOf(at)} AND lots.remaining > 0 AND lots.warned_at IS NULL
      AND lots.warn_at <= ${now} AND lots.warn_at < 9007199254740991 AND lots.expires_at > ${now}
    LIMIT ${limit}`);
  if (due.length === 0) return 0;
  const warnings = sql`json_each(${JSON.stringify(warningsFor(due, now))}) AS warning`;
  const theirLots = sql`lots.store_id = warning.value ->> 'storeId' AND lots.member_id = warning.value ->> 'memberId'
    AND lots.expires_at >= warning.value ->> 'from' AND lots.expires_at < warning.value ->> 'until'
    AND lots.expires_at > ${now} AND lots.remaining > 0
    AND lots.warned_at IS NULL AND lots.warn_at < 9007199254740991`;
  // On their day; where the warning comes late, as many days after it as the program warns ahead (what is between
  // warn_at and due_at, in whole days), but no later than with the grace.
  const expiresAt = sql`max(lots.due_at,
    min(${now} + (lots.due_at - lots.warn_at) / 86400000 * 86400000, lots.due_at + lots.grace))`;
  await batch(database, [
    database.run(sql`INSERT INTO notices (store_id, id, member_id, kind, data, created_at)
      SELECT lots.store_id, warning.value ->> 'notice', lots.member_id, 'expiry_warning', json_object(
        'points', sum(lots.remaining), 'day', warning.value ->> 'day', 'expiresAt', min(${expiresAt})), ${now}
      FROM ${warnings} CROSS JOIN lots INDEXED BY lots_open ON ${theirLots}
      GROUP BY lots.store_id, lots.member_id, warning.value ->> 'notice'`),
    database.run(sql`UPDATE lots INDEXED BY lots_open SET warned_at = ${now}, expires_at = ${expiresAt}
      FROM ${warnings} WHERE ${theirLots}`),
  ]);
  return due.length;
}

function warningsFor(due: DueWarning[], now: number): Warning[] {
  const notices = new Map<string, string>();
  const warnings = new Map<string, Warning>();
  for (const { storeId, memberId, dueAt, grace, timeZone } of due) {
    const { year, month, day } = localDate(dueAt, timeZone);
    const written = [String(year), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
    const which = `${storeId} ${memberId} ${written}`;
    if (warnings.has(`${which} ${grace}`)) continue;
    const notice = notices.get(which) ?? newId("ntc", now);
    notices.set(which, notice);
    warnings.set(`${which} ${grace}`, {
      storeId,
      memberId,
      notice,
      day: written,
      from: startOfDay(dueAt, timeZone) + grace,
      until: endOf("day", dueAt, timeZone) + grace,
    });
  }
  return [...warnings.values()];
}
