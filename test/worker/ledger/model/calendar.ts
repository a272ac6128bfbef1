/**
 * The days of a few time zones, from their laws and not from the runtime's own tables: each zone's standard time and
 * the two Sundays between which an hour is added.
 */

export const DAY = 86_400_000;
const HOUR = 3_600_000;

/** A Sunday of a year: the first on or after `day` (the last of the month where it is "last"), at an hour of UTC. */
interface Change {
  month: number;
  day: number | "last";
  /** Hours of UTC on that Sunday; below 0 on the day before. */
  hour: number;
}

interface Zone {
  /** Hours ahead of UTC in standard time. */
  standard: number;
  summer: { begins: Change; ends: Change } | null;
}

const ZONES: Record<string, Zone> = {
  UTC: { standard: 0, summer: null },
  "Europe/London": {
    standard: 0,
    summer: { begins: { month: 3, day: "last", hour: 1 }, ends: { month: 10, day: "last", hour: 1 } },
  },
  "America/New_York": {
    standard: -5,
    summer: { begins: { month: 3, day: 8, hour: 7 }, ends: { month: 11, day: 1, hour: 6 } },
  },
  "Asia/Kolkata": { standard: 5.5, summer: null },
  "Pacific/Auckland": {
    standard: 12,
    summer: { begins: { month: 9, day: "last", hour: -10 }, ends: { month: 4, day: 1, hour: -10 } },
  },
  // Its clocks jump over midnight.
  "America/Santiago": {
    standard: -4,
    summer: { begins: { month: 9, day: 2, hour: 4 }, ends: { month: 4, day: 2, hour: 3 } },
  },
};

/** The names of the zones (IANA). */
export const zones = Object.keys(ZONES);

export type Period = "day" | "week" | "month" | "year";

/** What a calendar on the wall shows. */
export interface Local {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  /** 0 is Monday. */
  weekday: number;
}

/** What the clocks of the zone show at `at`, milliseconds. */
export function local(at: number, zone: string): Local {
  const shown = new Date(at + offset(at, zone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    weekday: (shown.getUTCDay() + 6) % 7,
  };
}

/** When a day begins, milliseconds; a day past the end of its month counts on. */
export function dayBegins(year: number, month: number, day: number, zone: string): number {
  const midnight = Date.UTC(year, month - 1, day);
  const { standard, summer } = zoneOf(zone);
  const offsets = summer ? [standard + 1, standard] : [standard];
  const moments = offsets.map((hours) => midnight - hours * HOUR);
  const shown = moments.filter((moment) => moment + offset(moment, zone) === midnight);
  // Where the clocks jump over midnight the day begins with the jump: at what would be midnight in standard time.
  return shown[0] ?? midnight - standard * HOUR;
}

/** When the period around `at` begins, and when the next one does, milliseconds. Weeks begin on Monday. */
export function periodAround(period: Period, at: number, zone: string): { begins: number; ends: number } {
  const { year, month, day, weekday } = local(at, zone);
  const from = (toYear: number, toMonth: number, toDay: number) => dayBegins(toYear, toMonth, toDay, zone);
  switch (period) {
    case "day":
      return { begins: from(year, month, day), ends: from(year, month, day + 1) };
    case "week":
      return { begins: from(year, month, day - weekday), ends: from(year, month, day - weekday + 7) };
    case "month":
      return { begins: from(year, month, 1), ends: from(year, month + 1, 1) };
    case "year":
      return { begins: from(year, 1, 1), ends: from(year + 1, 1, 1) };
  }
}

/** When the day is over that is so many days after that of `at`, milliseconds. */
export function endOfDayAfter(at: number, days: number, zone: string): number {
  const { year, month, day } = local(at, zone);
  return dayBegins(year, month, day + days + 1, zone);
}

function offset(at: number, zone: string): number {
  const { standard, summer } = zoneOf(zone);
  if (!summer) return standard * HOUR;
  const year = new Date(at).getUTCFullYear();
  const begins = moment(year, summer.begins);
  const ends = moment(year, summer.ends);
  const isSummer = begins < ends ? at >= begins && at < ends : at >= begins || at < ends;
  return (standard + (isSummer ? 1 : 0)) * HOUR;
}

function moment(year: number, { month, day, hour }: Change): number {
  const earliest = day === "last" ? new Date(Date.UTC(year, month, 0)).getUTCDate() - 6 : day;
  const first = Date.UTC(year, month - 1, earliest);
  const untilSunday = (7 - new Date(first).getUTCDay()) % 7;
  return first + untilSunday * DAY + hour * HOUR;
}

function zoneOf(zone: string): Zone {
  const found = ZONES[zone];
  if (!found) throw new Error(`The model does not know the time zone ${zone}.`);
  return found;
}
