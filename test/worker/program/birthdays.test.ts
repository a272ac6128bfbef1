/** Which birthdays a day is: pure, to the day, in every kind of year. */
import { expect, test } from "vitest";
import { birthday, recentBirthdays } from "../../../worker/program/birthdays.ts";

const days = (now: number, zone = "Europe/London") => recentBirthdays(now, zone).map((day) => day.birthday);

test("there are 366 birthdays, and no others", () => {
  const told = Array.from({ length: 100 }, (_, month) =>
    Array.from({ length: 100 }, (_each, day) =>
      [month, day].map((part) => String(part).padStart(2, "0")).join("-"),
    ),
  ).flat();
  const taken = told.filter((each) => birthday.safeParse(each).success);
  expect(taken).toHaveLength(366);
  expect(taken).toContain("02-29");
  expect(taken).not.toContain("02-30");
});

test("today's and those of the seven days before, the earliest first", () => {
  expect(days(Date.UTC(2026, 10, 3, 12))).toEqual([
    "10-27",
    "10-28",
    "10-29",
    "10-30",
    "10-31",
    "11-01",
    "11-02",
    "11-03",
  ]);
});

test("those of 29 February are those of the 28th in a common year", () => {
  expect(days(Date.UTC(2027, 1, 28, 12)).slice(-2)).toEqual(["02-28", "02-29"]);
  expect(days(Date.UTC(2028, 1, 28, 12)).slice(-2)).toEqual(["02-27", "02-28"]);
  expect(days(Date.UTC(2028, 1, 29, 12)).at(-1)).toBe("02-29");
  expect(days(Date.UTC(2100, 1, 28, 12)).slice(-2)).toEqual(["02-28", "02-29"]);
});

test("each day begins and ends with the clocks of the time zone, and is in the year that they show", () => {
  const found = recentBirthdays(Date.UTC(2027, 0, 1, 4), "America/New_York");
  expect(found.at(-1)).toEqual({
    birthday: "12-31",
    year: 2026,
    from: Date.UTC(2026, 11, 31, 5),
    until: Date.UTC(2027, 0, 1, 5),
  });
  // The day on which clocks go forward has 23 hours.
  const spring = recentBirthdays(Date.UTC(2027, 2, 28, 12), "Europe/London").at(-1);
  expect((spring?.until ?? 0) - (spring?.from ?? 0)).toBe(23 * 3_600_000);
  for (const [index, day] of found.entries()) expect(found[index + 1]?.from ?? day.until).toBe(day.until);
});
