/** The dates of points: when they can be spent, when they expire, and when somebody has to warn. */
import { describe, expect, test } from "vitest";
import { programDocument } from "../../../worker/program/document.ts";
import { datesFrom, idleUntil, lotDates, NEVER, warningOf } from "../../../worker/program/lot-dates.ts";
import type { ProgramInput } from "../store-under-test.ts";

const LONDON = "Europe/London";
const DAY = 86_400_000;

const program = (expiry: ProgramInput["expiry"], holdDays = 0) =>
  programDocument.parse({ name: "Dates", earning: { holdDays }, expiry });

const onDates = (...dates: string[]): ProgramInput["expiry"] => ({ type: "dates", dates });

const iso = (at: number) => (at === NEVER ? null : new Date(at).toISOString());

/** When points of that moment are due, in ISO. */
const dueOf = (expiry: ProgramInput["expiry"], at: string, zone = LONDON) =>
  iso(datesFrom(program(expiry), zone, Date.parse(at)).dueAt);

describe("by age", () => {
  test("days are counted from when the points can be spent", () => {
    const at = Date.parse("2026-11-01T12:00:00Z");
    expect(lotDates(program({ afterDays: 30 }, 14), LONDON, at, true)).toEqual({
      availableAt: at + 14 * DAY,
      dueAt: at + 44 * DAY,
      expiresAt: at + 44 * DAY,
      warnAt: NEVER,
      grace: 0,
      idleDays: 0,
    });
    expect(lotDates(program({ afterDays: 30 }, 14), LONDON, at, false).dueAt).toBe(at + 30 * DAY);
  });

  test("a day has 24 hours, whatever the clocks do", () => {
    expect(dueOf({ afterDays: 1 }, "2026-10-24T12:00:00Z")).toBe("2026-10-25T12:00:00.000Z");
  });

  test("no rule, no expiry", () => {
    const dates = datesFrom(program(null), LONDON, 7);
    expect(dates).toEqual({
      availableAt: 7,
      dueAt: NEVER,
      expiresAt: NEVER,
      warnAt: NEVER,
      grace: 0,
      idleDays: 0,
    });
  });
});

describe("on dates", () => {
  const yearEnd = onDates("12-31");

  test("points are good through the whole day, by the store's clock", () => {
    expect(dueOf(yearEnd, "2026-03-01T12:00:00Z")).toBe("2026-12-31T23:59:59.999Z");
    expect(dueOf(yearEnd, "2026-03-01T12:00:00Z", "America/New_York")).toBe("2027-01-01T04:59:59.999Z");
    expect(dueOf(yearEnd, "2026-03-01T12:00:00Z", "Pacific/Kiritimati")).toBe("2026-12-31T09:59:59.999Z");
  });

  test("the first date to come counts, in whatever order they are written", () => {
    const quarters = onDates("12-31", "03-31", "06-30", "09-30");
    expect(dueOf(quarters, "2026-03-31T22:59:59.998Z")).toBe("2026-03-31T22:59:59.999Z");
    expect(dueOf(quarters, "2026-03-31T22:59:59.999Z")).toBe("2026-06-30T22:59:59.999Z");
    expect(dueOf(quarters, "2026-12-31T23:59:59.999Z")).toBe("2027-03-31T22:59:59.999Z");
  });

  test("a date that leaves too few days is passed over, and one that leaves just enough is not", () => {
    const after = (minimumDays: number, at: string) =>
      dueOf({ type: "dates", dates: ["12-31"], minimumDays }, at);
    expect(after(30, "2026-12-02T00:00:00.000Z")).toBe("2026-12-31T23:59:59.999Z");
    expect(after(30, "2026-12-02T00:00:00.001Z")).toBe("2027-12-31T23:59:59.999Z");
    expect(after(800, "2026-12-02T00:00:00Z")).toBe("2029-12-31T23:59:59.999Z");
  });

  test("29 February is the 28th in other years", () => {
    const leapDay = onDates("02-29");
    expect(dueOf(leapDay, "2027-01-01T00:00:00Z")).toBe("2027-02-28T23:59:59.999Z");
    expect(dueOf(leapDay, "2028-01-01T00:00:00Z")).toBe("2028-02-29T23:59:59.999Z");
  });
});

describe("by inactivity", () => {
  test("to the end of the store's day, also across a change of the clocks", () => {
    const month = { type: "inactivity", afterDays: 30 } as const;
    expect(dueOf(month, "2026-10-01T23:30:00Z")).toBe("2026-11-01T23:59:59.999Z");
    expect(dueOf(month, "2026-03-20T00:00:00Z")).toBe("2026-04-19T22:59:59.999Z");
    expect(datesFrom(program(month), LONDON, 0).idleDays).toBe(30);
  });

  test("everything of one day is kept equally long", () => {
    const ends = ["00:00:00.000", "09:30:00.000", "23:59:59.999"].map((time) =>
      idleUntil(Date.parse(`2026-12-01T${time}Z`), 10, LONDON),
    );
    expect(new Set(ends)).toEqual(new Set([Date.parse("2026-12-11T23:59:59.999Z")]));
  });
});

describe("warnings", () => {
  test("fall due at the start of the day so many days before, and the grace comes on top of the day", () => {
    const dates = datesFrom(
      program({ afterDays: 100, warnDays: 7, graceDays: 30 }),
      LONDON,
      Date.parse("2026-01-01T15:00:00Z"),
    );
    expect(iso(dates.dueAt)).toBe("2026-04-11T15:00:00.000Z");
    expect(iso(dates.warnAt)).toBe("2026-04-03T23:00:00.000Z");
    expect(dates.expiresAt - dates.dueAt).toBe(30 * DAY);
  });

  test("are never so early that it would be a whole day more, on a day of 25 hours", () => {
    // 25 October 2026 has 25 hours in London: from 24 October 23:00 UTC to 26 October 00:00 UTC.
    for (let minute = 0; minute < 3 * 1440; minute += 7) {
      const dueAt = Date.parse("2026-10-31T00:00:00Z") + minute * 60_000;
      for (const warnDays of [1, 6, 7]) {
        const ahead = dueAt - warningOf(dueAt, warnDays, LONDON);
        expect(Math.floor(ahead / DAY)).toBe(warnDays);
      }
    }
  });
});
