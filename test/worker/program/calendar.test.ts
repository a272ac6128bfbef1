/** The store's calendar: days, weeks, months and years by its own clocks, when those are put forward and back as well. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  endOf,
  localDate,
  localTime,
  monthOf,
  startOf,
  startOfDay,
} from "../../../worker/program/calendar.ts";

const LONDON = "Europe/London";
const NEW_YORK = "America/New_York";
const LORD_HOWE = "Australia/Lord_Howe";
const KOLKATA = "Asia/Kolkata";
const APIA = "Pacific/Apia";
const SANTIAGO = "America/Santiago";
const ZONES = [
  LONDON,
  NEW_YORK,
  LORD_HOWE,
  KOLKATA,
  APIA,
  SANTIAGO,
  "UTC",
  "Asia/Kathmandu",
  "Pacific/Kiritimati",
];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (text: string) => Date.parse(text);
const iso = (moment: number) => new Date(moment).toISOString().replace(".000", "");

describe("a day, a week, a month, a year", () => {
  test.each([
    // London puts its clocks forward on 29 March and back on 25 October 2026.
    ["day", LONDON, "2026-03-29T12:00:00Z", "2026-03-29T00:00:00Z", "2026-03-29T23:00:00Z"],
    ["day", LONDON, "2026-10-25T12:00:00Z", "2026-10-24T23:00:00Z", "2026-10-26T00:00:00Z"],
    ["week", LONDON, "2026-03-29T22:59:59Z", "2026-03-23T00:00:00Z", "2026-03-29T23:00:00Z"],
    ["week", LONDON, "2026-03-29T23:00:00Z", "2026-03-29T23:00:00Z", "2026-04-05T23:00:00Z"],
    ["month", LONDON, "2026-10-31T12:00:00Z", "2026-09-30T23:00:00Z", "2026-11-01T00:00:00Z"],
    ["year", LONDON, "2026-07-01T00:00:00Z", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"],
    ["day", NEW_YORK, "2026-03-08T12:00:00Z", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"],
    ["day", NEW_YORK, "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"],
    ["year", NEW_YORK, "2027-01-01T04:59:59Z", "2026-01-01T05:00:00Z", "2027-01-01T05:00:00Z"],
    // Lord Howe moves its clocks by half an hour.
    ["day", LORD_HOWE, "2026-04-05T01:00:00Z", "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z"],
    ["day", LORD_HOWE, "2026-10-04T01:00:00Z", "2026-10-03T13:30:00Z", "2026-10-04T13:00:00Z"],
    ["month", KOLKATA, "2026-02-28T18:30:00Z", "2026-02-28T18:30:00Z", "2026-03-31T18:30:00Z"],
    ["month", KOLKATA, "2026-02-28T18:29:59Z", "2026-01-31T18:30:00Z", "2026-02-28T18:30:00Z"],
    // Samoa went from 29 to 31 December 2011 over the date line.
    ["day", APIA, "2011-12-30T09:59:59Z", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"],
    ["day", APIA, "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"],
    ["week", APIA, "2011-12-29T12:00:00Z", "2011-12-26T10:00:00Z", "2012-01-01T10:00:00Z"],
    ["year", APIA, "2011-12-30T12:00:00Z", "2011-01-01T10:00:00Z", "2011-12-31T10:00:00Z"],
    // In Santiago the clocks go from midnight to one, so that the day begins then.
    ["day", SANTIAGO, "2026-09-06T12:00:00Z", "2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z"],
    ["day", SANTIAGO, "2026-09-06T03:59:59Z", "2026-09-05T04:00:00Z", "2026-09-06T04:00:00Z"],
    ["month", "UTC", "2028-02-29T12:00:00Z", "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z"],
    ["month", "UTC", "2027-02-10T12:00:00Z", "2027-02-01T00:00:00Z", "2027-03-01T00:00:00Z"],
    ["month", "UTC", "2026-12-31T23:59:59Z", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"],
    ["week", "UTC", "2027-01-01T12:00:00Z", "2026-12-28T00:00:00Z", "2027-01-04T00:00:00Z"],
  ] as const)("%s in %s at %s: from %s to %s", (period, zone, moment, from, until) => {
    expect([iso(startOf(period, at(moment), zone)), iso(endOf(period, at(moment), zone))]).toEqual([
      from,
      until,
    ]);
  });
});

describe("what the clocks show", () => {
  test.each([
    [LONDON, "2026-03-29T00:59:59Z", { year: 2026, month: 3, day: 29, weekday: 7, hour: 0 }],
    [LONDON, "2026-03-29T01:00:00Z", { year: 2026, month: 3, day: 29, weekday: 7, hour: 2 }],
    [NEW_YORK, "2026-11-01T05:30:00Z", { year: 2026, month: 11, day: 1, weekday: 7, hour: 1 }],
    [NEW_YORK, "2026-11-01T06:30:00Z", { year: 2026, month: 11, day: 1, weekday: 7, hour: 1 }],
    [KOLKATA, "2028-02-28T18:30:00Z", { year: 2028, month: 2, day: 29, weekday: 2, hour: 0 }],
    [APIA, "2011-12-30T10:00:00Z", { year: 2011, month: 12, day: 31, weekday: 6, hour: 0 }],
    ["UTC", "2026-12-31T23:59:59Z", { year: 2026, month: 12, day: 31, weekday: 4, hour: 23 }],
  ])("%s at %s", (zone, moment, shown) => {
    expect(localDate(at(moment), zone)).toEqual(shown);
  });

  test("a month is one number", () => {
    expect(monthOf(at("2026-12-31T23:59:59Z"), LONDON)).toBe(202612);
    expect(monthOf(at("2026-12-31T23:59:59Z"), KOLKATA)).toBe(202701);
    expect(monthOf(at("2026-01-01T04:59:59Z"), NEW_YORK)).toBe(202512);
  });
});

describe("when the clocks show something", () => {
  test.each([
    [
      "an hour that they show once",
      LONDON,
      { year: 2026, month: 7, day: 1, hour: 9 },
      "2026-07-01T08:00:00Z",
    ],
    [
      "an hour that they show twice",
      LONDON,
      { year: 2026, month: 10, day: 25, hour: 1 },
      "2026-10-25T00:00:00Z",
    ],
    [
      "an hour that they jump over",
      LONDON,
      { year: 2026, month: 3, day: 29, hour: 1 },
      "2026-03-29T01:00:00Z",
    ],
    ["a midnight that they jump over", SANTIAGO, { year: 2026, month: 9, day: 6 }, "2026-09-06T04:00:00Z"],
    ["a day that they jump over", APIA, { year: 2011, month: 12, day: 30, hour: 15 }, "2011-12-30T10:00:00Z"],
    ["the 29th of a February without", "UTC", { year: 2027, month: 2, day: 29 }, "2027-03-01T00:00:00Z"],
    ["the 13th month", KOLKATA, { year: 2026, month: 13, day: 1 }, "2026-12-31T18:30:00Z"],
  ])("%s", (_what, zone, shown, moment) => {
    expect(iso(localTime(shown, zone))).toBe(moment);
  });
});

describe("days later", () => {
  test.each([
    [LONDON, "2026-03-28T09:15:00Z", 1, "2026-03-29T08:15:00Z"],
    [LONDON, "2026-10-25T08:00:00Z", -1, "2026-10-24T07:00:00Z"],
    [LONDON, "2026-03-28T01:30:00Z", 1, "2026-03-29T01:00:00Z"],
    [LORD_HOWE, "2026-04-04T13:00:00Z", 1, "2026-04-05T13:30:00Z"],
    [KOLKATA, "2027-02-28T00:00:00Z", 365, "2028-02-28T00:00:00Z"],
    [KOLKATA, "2028-02-28T00:00:00Z", 2, "2028-03-01T00:00:00Z"],
    [APIA, "2011-12-29T22:00:00Z", 2, "2011-12-30T22:00:00Z"],
  ])("in %s, %s and %i days", (zone, moment, days, then) => {
    expect(iso(addDays(at(moment), days, zone))).toBe(then);
  });

  test("none later is the moment itself, though the clocks show it twice", () => {
    const second = at("2026-10-25T01:30:00Z");
    expect(addDays(second, 0, LONDON)).toBe(second);
  });
});

describe("for any moment, in any zone", () => {
  const moment = fc.integer({ min: Date.UTC(2012, 0, 2), max: Date.UTC(2100, 0) });
  const zone = fc.constantFrom(...ZONES);
  const period = fc.constantFrom("day", "week", "month", "year");

  test("it lies in its period, and periods follow one another without a gap", () => {
    fc.assert(
      fc.property(moment, zone, period, (now, where, what) => {
        const from = startOf(what, now, where);
        const until = endOf(what, now, where);
        expect(from <= now && now < until).toBe(true);
        expect(startOf(what, from, where)).toBe(from);
        expect(startOf(what, until - 1, where)).toBe(from);
        expect(startOf(what, until, where)).toBe(until);
        expect(startOfDay(from, where)).toBe(from);
      }),
    );
  });

  test("the clocks show what the platform's own formatter says", () => {
    fc.assert(
      fc.property(moment, zone, (now, where) => {
        const shown = new Intl.DateTimeFormat("sv-SE", {
          timeZone: where,
          dateStyle: "short",
          timeStyle: "short",
        }).format(now);
        const { year, month, day, weekday, hour } = localDate(now, where);
        const two = (number: number) => `${number}`.padStart(2, "0");
        expect(shown.slice(0, 13)).toBe(`${year}-${two(month)}-${two(day)} ${two(hour)}`);
        expect(weekday).toBe(new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7);
        expect(monthOf(now, where)).toBe(year * 100 + month);
      }),
    );
  });

  test("what they show leads back to it, or to the hour before where they show it twice", () => {
    fc.assert(
      fc.property(moment, zone, (now, where) => {
        const back = localTime(localDate(now, where), where);
        expect(back <= now && now - back < 2 * HOUR).toBe(true);
        expect(localDate(back, where)).toEqual(localDate(now, where));
      }),
    );
  });

  test("the same time some days later is later, by whole days give or take the clocks' change", () => {
    fc.assert(
      fc.property(moment, zone, fc.integer({ min: 1, max: 4000 }), (now, where, days) => {
        const then = addDays(now, days, where);
        expect(Math.abs(then - now - days * DAY)).toBeLessThanOrEqual(HOUR);
        expect(then).toBeLessThan(addDays(now, days + 1, where));
      }),
    );
  });

  test("a later time on the clocks is never a sooner moment", () => {
    const hours = fc.integer({ min: 0, max: 24 * 365 * 30 });
    fc.assert(
      fc.property(zone, hours, fc.integer({ min: 0, max: 100 }), (where, first, more) => {
        const early = localTime({ year: 2005, month: 1, day: 1, hour: first }, where);
        const late = localTime({ year: 2005, month: 1, day: 1, hour: first + more }, where);
        expect(early).toBeLessThanOrEqual(late);
      }),
    );
  });
});
