import { sql } from "drizzle-orm";
import { batch, type Database } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { grantEach, type Gift } from "../ledger/grant-each.ts";
import { storesOf, type JobClock } from "../ledger/job-clock.ts";
import { recentBirthdays, type BirthdayDay } from "../program/birthdays.ts";
import { programFrom } from "../program/document.ts";
import { lotDates } from "../program/lot-dates.ts";

const DAY = 86_400_000;
/** How long ago a version may have been replaced and still be the one of a recent birthday, milliseconds. */
const LOOKED_BACK = 9 * DAY;
/** Stores whose members are looked through in one query. */
const STORES_A_QUERY = 200;

/** A version of a store's program that gives points on birthdays, and the time in which it is or was live. */
interface GivingVersion {
  storeId: string;
  timeZone: string;
  version: number;
  publishedAt: number;
  replacedAt: number | null;
}

/** A member's birthday that nothing was given for yet. */
interface DueBirthday extends BirthdayDay {
  storeId: string;
  memberId: string;
  timeZone: string;
  version: number;
}

/**
 * Gives at most `limit` members the points for their birthday, with a notice, and gives back how many were due. Once a
 * calendar year for each, on their day in the store's time zone, by what the program says on that day; a run that was
 * missed is caught up with for seven days.  Stopping half-way or
 * running twice at once changes nothing.
 */
export async function postBirthdays(database: Database, at: JobClock, limit: number): Promise<number> {
  const versions = await database.all<GivingVersion>(selectGivingVersions(at));
  const due: DueBirthday[] = [];
  for (let from = 0; from < versions.length && due.length < limit; from += STORES_A_QUERY) {
    const days = versions.slice(from, from + STORES_A_QUERY).flatMap((each) => daysOf(each, at.now));
    due.push(...(await database.all<DueBirthday>(selectDue(days, limit - due.length))));
  }
  if (due.length === 0) return 0;
  const gifts = await giftsFor(database, due, at.now);
  const slice = JSON.stringify(gifts);
  await batch(database, [
    database.run(sql`UPDATE members SET birthday_year = due.value ->> 'year' FROM json_each(${slice}) AS due
      WHERE members.store_id = due.value ->> 'storeId' AND members.id = due.value ->> 'memberId'
        AND members.birthday_year < due.value ->> 'year'`),
    ...grantEach(database, gifts, at.now),
    // Only of those that were given here, and not by another run at the same time.
    database.run(sql`INSERT INTO notices (store_id, id, member_id, kind, data, created_at)
      SELECT entries.store_id, due.value ->> 'notice', entries.member_id, 'birthday',
        json_object('points', entries.points, 'birthday', due.value ->> 'birthday', 'entryId', entries.id), ${at.now}
      FROM json_each(${slice}) AS due JOIN entries ON entries.store_id = due.value ->> 'storeId'
        AND entries.member_id = due.value ->> 'memberId' AND entries.id = due.value ->> 'id'`),
  ]);
  return due.length;
}

function selectGivingVersions(at: JobClock) {
  return sql`SELECT stores.id AS storeId, stores.time_zone AS timeZone, giving.version AS version,
      giving.published_at AS publishedAt, later.published_at AS replacedAt
    FROM programs AS giving INDEXED BY programs_birthday
    JOIN stores ON stores.id = giving.store_id
    LEFT JOIN programs AS later ON later.store_id = giving.store_id AND later.version = giving.version + 1
    WHERE giving.document ->> '$.earning.birthday' IS NOT NULL AND ${storesOf(at)}
      AND (later.published_at IS NULL OR later.published_at > ${at.now - LOOKED_BACK})`;
}

/** The recent days at whose end (today: by now) the version was the live one. */
function daysOf(version: GivingVersion, now: number) {
  const { publishedAt, replacedAt } = version;
  return recentBirthdays(now, version.timeZone)
    .filter(({ until }) => {
      const last = Math.min(now, until - 1);
      return publishedAt <= last && (replacedAt === null || last < replacedAt);
    })
    .map((day) => ({ ...day, ...version }));
}

function selectDue(days: ReturnType<typeof daysOf>, limit: number) {
  return sql`SELECT members.store_id AS storeId, members.id AS memberId, day.value ->> 'timeZone' AS timeZone,
      day.value ->> 'version' AS version, day.value ->> 'birthday' AS birthday, day.value ->> 'year' AS year,
      day.value ->> 'from' AS "from", day.value ->> 'until' AS until
    FROM json_each(${JSON.stringify(days)}) AS day CROSS JOIN members INDEXED BY members_birthday
      ON members.store_id = day.value ->> 'storeId' AND members.birthday = day.value ->> 'birthday'
      AND members.birthday_year < day.value ->> 'year'
    WHERE members.joined_at < day.value ->> 'until' LIMIT ${limit}`;
}

interface BirthdayGift extends Gift {
  birthday: string;
  year: number;
  /** The id of the notice. */
  notice: string;
}

/** What each of them is given: by the program of their day, dated from its beginning. */
async function giftsFor(database: Database, due: DueBirthday[], now: number): Promise<BirthdayGift[]> {
  const rows = await database.all<{ storeId: string; version: number; document: string }>(
    sql`SELECT DISTINCT programs.store_id AS storeId, programs.version AS version, programs.document AS document
      FROM json_each(${JSON.stringify(due)}) AS due JOIN programs
        ON programs.store_id = due.value ->> 'storeId' AND programs.version = due.value ->> 'version'`,
  );
  const programs = new Map(rows.map((row) => [`${row.storeId} ${row.version}`, programFrom(row.document)]));
  return due.map(({ storeId, memberId, version, timeZone, birthday, year, from }) => {
    const program = programs.get(`${storeId} ${version}`);
    const points = program?.earning.birthday;
    if (!program || !points) throw new Error(`Version ${version} of ${storeId} gives nothing on birthdays.`);
    return {
      storeId,
      memberId,
      id: newId("ent", now),
      key: `birthday:${memberId}:${year}`,
      source: null,
      programVersion: version,
      reason: { rule: "birthday" },
      points,
      grantedAt: from,
      ...lotDates(program, timeZone, from, false),
      birthday,
      year,
      notice: newId("ntc", now),
    };
  });
}
