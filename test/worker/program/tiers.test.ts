/** Tiers by example: each rule for reaching, keeping and losing one, to the millisecond of the store's own clocks. */
import { describe, expect, test } from "vitest";
import { tiers, type Tiers } from "../../../worker/program/document/tiers.ts";
import type { MemberMonth } from "../../../worker/program/tiers-figures.ts";
import { nextFall } from "../../../worker/program/tiers-changes.ts";
import { monthsBack } from "../../../worker/program/tiers-needed.ts";
import { tierProgress } from "../../../worker/program/tiers-progress.ts";
import { standings } from "../../../worker/program/tiers.ts";

const LEVELS = [
  { id: "bronze", name: "Bronze", threshold: 0 },
  { id: "silver", name: "Silver", threshold: 1000 },
  { id: "gold", name: "Gold", threshold: 5000 },
];

/** Rules of three levels from 0, 1,000 and 5,000. */
function rules(more: Partial<Tiers> = {}): Tiers {
  return tiers.parse({ levels: LEVELS, ...more });
}

/** Months as `{ 202603: 1000 }`. */
function months(spend: Record<number, number>): MemberMonth[] {
  return Object.entries(spend).map(([month, figure]) => ({
    month: Number(month),
    spend: figure,
    points: 0,
    orders: 0,
  }));
}

/** The tier's id at a time, ISO 8601. */
function tierAt(live: Tiers, spend: Record<number, number>, at: string, zone = "UTC"): string | undefined {
  return standings({ live, earlier: [] }, months(spend), zone)(Date.parse(at)).level?.id;
}

describe("a tier of a calendar year", () => {
  const live = rules({ over: "calendar_year" });

  test("is reached at once, and kept to the end of the next year", () => {
    const spend = { 202603: 600, 202606: 400 };
    expect(tierAt(live, spend, "2026-05-31T23:59:59.999Z")).toBe("bronze");
    expect(tierAt(live, spend, "2026-06-01T00:00:00Z")).toBe("silver");
    expect(tierAt(live, spend, "2027-12-31T23:59:59.999Z")).toBe("silver");
    expect(tierAt(live, spend, "2028-01-01T00:00:00Z")).toBe("bronze");
  });

  test("does not add up over two years", () => {
    expect(tierAt(live, { 202611: 600, 202701: 600 }, "2027-02-01T00:00:00Z")).toBe("bronze");
  });

  test("with the next period begins with the next year, and is kept to its end", () => {
    const later = rules({ over: "calendar_year", upgrade: "next_period" });
    const spend = { 202603: 1000 };
    expect(tierAt(later, spend, "2026-12-31T23:59:59.999Z")).toBe("bronze");
    expect(tierAt(later, spend, "2027-01-01T00:00:00Z")).toBe("silver");
    expect(tierAt(later, spend, "2028-01-01T00:00:00Z")).toBe("bronze");
  });

  test("falls to what the figure gives, or one step a year", () => {
    const spend = { 202603: 5000 };
    const steps = rules({ over: "calendar_year", fall: "one_step" });
    expect(tierAt(live, spend, "2028-01-01T00:00:00Z")).toBe("bronze");
    expect(tierAt(steps, spend, "2027-12-31T23:59:59.999Z")).toBe("gold");
    expect(tierAt(steps, spend, "2028-01-01T00:00:00Z")).toBe("silver");
    expect(tierAt(steps, spend, "2029-01-01T00:00:00Z")).toBe("bronze");
  });

  test("stays for the grace beyond its end", () => {
    const graced = rules({ over: "calendar_year", graceDays: 31 });
    const spend = { 202603: 5000, 202703: 1000 };
    expect(tierAt(graced, spend, "2028-01-31T23:59:59.999Z")).toBe("gold");
    expect(tierAt(graced, spend, "2028-02-01T00:00:00Z")).toBe("silver");
  });

  test("goes at once when a refund takes the figure below it", () => {
    expect(tierAt(live, { 202603: 1000 }, "2026-09-01T00:00:00Z")).toBe("silver");
    expect(tierAt(live, { 202603: 999 }, "2026-09-01T00:00:00Z")).toBe("bronze");
  });
});

describe("a tier of rolling twelve months", () => {
  const live = rules({ over: "rolling_12_months" });

  test("is kept as long as the last twelve months hold it", () => {
    const spend = { 202602: 400, 202605: 600 };
    expect(tierAt(live, spend, "2026-05-01T00:00:00Z")).toBe("silver");
    expect(tierAt(live, spend, "2027-01-31T23:59:59.999Z")).toBe("silver");
    expect(tierAt(live, spend, "2027-02-01T00:00:00Z")).toBe("bronze");
  });

  test("with the next period begins with the next month", () => {
    const later = rules({ over: "rolling_12_months", upgrade: "next_period" });
    const spend = { 202602: 1000 };
    expect(tierAt(later, spend, "2026-02-28T23:59:59.999Z")).toBe("bronze");
    expect(tierAt(later, spend, "2026-03-01T00:00:00Z")).toBe("silver");
    expect(tierAt(later, spend, "2027-02-28T23:59:59.999Z")).toBe("silver");
    expect(tierAt(later, spend, "2027-03-01T00:00:00Z")).toBe("bronze");
  });

  test("falls one step a month where the program says so", () => {
    const steps = rules({ over: "rolling_12_months", fall: "one_step" });
    const spend = { 202602: 5000 };
    expect(tierAt(steps, spend, "2027-01-31T23:59:59.999Z")).toBe("gold");
    expect(tierAt(steps, spend, "2027-02-01T00:00:00Z")).toBe("silver");
    expect(tierAt(steps, spend, "2027-03-01T00:00:00Z")).toBe("bronze");
  });

  test("stays for a grace that is longer than a month", () => {
    const graced = rules({ over: "rolling_12_months", graceDays: 45 });
    const spend = { 202602: 5000, 202604: 1000 };
    expect(tierAt(graced, spend, "2027-03-17T23:59:59.999Z")).toBe("gold");
    expect(tierAt(graced, spend, "2027-03-18T00:00:00Z")).toBe("silver");
    expect(tierAt(graced, spend, "2027-05-15T23:59:59.999Z")).toBe("silver");
    expect(tierAt(graced, spend, "2027-05-16T00:00:00Z")).toBe("bronze");
  });
});

describe("the months that are read", () => {
  test("reach back as far as a grace of 90 days over months that count with the next one", () => {
    const live = rules({ over: "rolling_12_months", upgrade: "next_period", graceDays: 90 });
    const at = Date.parse("2027-05-29T23:59:59.999Z");
    expect(tierAt(live, { 202602: 1000 }, "2027-05-29T23:59:59.999Z")).toBe("silver");
    expect(monthsBack({ live, earlier: [] }, "UTC", at, false)).toBeLessThanOrEqual(202602);
  });

  test("are none without tiers, and all where a lifetime or a bonus is counted", () => {
    const at = Date.UTC(2026, 5);
    const bonus = LEVELS.map((level) => ({ ...level, bonus: 5 }));
    const back = (live: Tiers | null, forBonuses: boolean) =>
      monthsBack({ live, earlier: [] }, "UTC", at, forBonuses);
    expect(back(null, true)).toBe(999_912);
    expect(back(rules({ over: "lifetime" }), false)).toBe(0);
    expect(back(tiers.parse({ levels: bonus }), true)).toBe(0);
    expect(back(tiers.parse({ levels: bonus }), false)).toBe(202401);
  });
});

describe("a tier for life", () => {
  test("adds up for ever and never falls by itself", () => {
    const live = rules({ over: "lifetime", graceDays: 30, fall: "one_step" });
    const spend = { 201501: 2000, 202606: 3000 };
    expect(tierAt(live, spend, "2026-05-31T23:59:59.999Z")).toBe("silver");
    expect(tierAt(live, spend, "2026-06-01T00:00:00Z")).toBe("gold");
    expect(tierAt(live, spend, "2066-01-01T00:00:00Z")).toBe("gold");
    expect(nextFall({ live, earlier: [] }, months(spend), "UTC", Date.UTC(2026, 6))).toBeNull();
  });

  test("with the next period begins with the next calendar year", () => {
    const live = rules({ over: "lifetime", upgrade: "next_period" });
    expect(tierAt(live, { 202606: 1000 }, "2026-12-31T23:59:59.999Z")).toBe("bronze");
    expect(tierAt(live, { 202606: 1000 }, "2027-01-01T00:00:00Z")).toBe("silver");
  });
});

describe("periods are those of the store's own clocks", () => {
  const spend = { 202603: 1000 };

  test.each([
    ["Europe/London", "2028-01-01T00:00:00Z"],
    ["Pacific/Auckland", "2027-12-31T11:00:00Z"], // 13 hours ahead in summer
    ["America/New_York", "2028-01-01T05:00:00Z"],
    ["Pacific/Kiritimati", "2027-12-31T10:00:00Z"],
  ])("a year ends in %s at %s", (zone, end) => {
    const live = rules({ over: "calendar_year" });
    const before = new Date(Date.parse(end) - 1).toISOString();
    expect([tierAt(live, spend, before, zone), tierAt(live, spend, end, zone)]).toEqual(["silver", "bronze"]);
  });

  test.each([
    ["Europe/London", 202604, "2027-03-31T23:00:00Z"], // after the clocks went forward on the 28th
    ["Europe/London", 202611, "2027-11-01T00:00:00Z"], // after they went back
    ["Pacific/Auckland", 202604, "2027-03-31T11:00:00Z"], // still summer there
    ["Pacific/Auckland", 202605, "2027-04-30T12:00:00Z"],
  ])("a month ends in %s with its clocks' own midnight", (zone, month, end) => {
    const live = rules({ over: "rolling_12_months" });
    const before = new Date(Date.parse(end) - 1).toISOString();
    const at = (time: string) => tierAt(live, { [month]: 1000 }, time, zone);
    expect([at(before), at(end)]).toEqual(["silver", "bronze"]);
  });

  test("a grace is counted in days of its calendar, over a change of the clocks too", () => {
    const live = rules({ over: "rolling_12_months", graceDays: 30 });
    const at = (time: string) => tierAt(live, { 202603: 1000 }, time, "Europe/London");
    expect(at("2027-03-30T22:59:59.999Z")).toBe("silver");
    expect(at("2027-03-30T23:00:00Z")).toBe("bronze");
  });
});

describe("what the member is told", () => {
  const london = (live: Tiers, spend: Record<number, number>, now: string) => {
    const found = tierProgress({ live, earlier: [] }, months(spend), "Europe/London", Date.parse(now));
    const iso = (at: number | null | undefined) =>
      at === null || at === undefined ? null : new Date(at).toISOString();
    return (
      found && {
        tier: found.level?.id ?? null,
        figure: found.figure,
        since: iso(found.since),
        next: found.next && [
          found.next.level.id,
          found.next.missing,
          iso(found.next.by),
          iso(found.next.startsAt),
        ],
        keptUntil: iso(found.keptUntil),
        keep: found.keep && [found.keep.missing, iso(found.keep.from), iso(found.keep.by)],
        change: found.change && [iso(found.change.at), found.change.level?.id ?? null],
      }
    );
  };

  test("in a year in which the tier of the last one is kept", () => {
    const told = london(rules(), { 202603: 1500, 202704: 300 }, "2027-06-15T12:00:00Z");
    expect(told).toEqual({
      tier: "silver",
      figure: 300,
      since: "2027-01-01T00:00:00.000Z",
      next: ["gold", 4700, "2028-01-01T00:00:00.000Z", null],
      keptUntil: "2028-01-01T00:00:00.000Z",
      keep: [700, "2027-01-01T00:00:00.000Z", "2028-01-01T00:00:00.000Z"],
      change: ["2028-01-01T00:00:00.000Z", "bronze"],
    });
  });

  test("once it is kept for the next year as well", () => {
    const told = london(rules(), { 202603: 1500, 202704: 1000 }, "2027-06-15T12:00:00Z");
    expect(told).toMatchObject({
      tier: "silver",
      keptUntil: "2029-01-01T00:00:00.000Z",
      keep: [1000, "2028-01-01T00:00:00.000Z", "2029-01-01T00:00:00.000Z"],
    });
  });

  test("within the grace after a year in which it was not kept", () => {
    const live = rules({ graceDays: 14 });
    expect(london(live, { 202603: 1500, 202704: 300 }, "2028-01-05T12:00:00Z")).toMatchObject({
      tier: "silver",
      keptUntil: "2028-01-15T00:00:00.000Z",
      keep: [1000, "2028-01-01T00:00:00.000Z", "2028-01-15T00:00:00.000Z"],
    });
    const later = rules({ graceDays: 14, upgrade: "next_period" });
    expect(london(later, { 202603: 1500, 202704: 300 }, "2028-01-05T12:00:00Z")).toMatchObject({
      tier: "silver",
      keptUntil: "2028-01-15T00:00:00.000Z",
      keep: null,
    });
  });

  test("with a tier that waits for the next year", () => {
    const live = rules({ upgrade: "next_period" });
    expect(london(live, { 202603: 1500 }, "2026-06-15T12:00:00Z")).toEqual({
      tier: "bronze",
      figure: 1500,
      since: "2026-01-01T00:00:00.000Z",
      next: ["silver", 0, "2027-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
      keptUntil: null,
      keep: null,
      change: ["2027-01-01T00:00:00.000Z", "silver"],
    });
  });

  test("in rolling months: what lapses next says by when", () => {
    const live = rules({ over: "rolling_12_months" });
    expect(london(live, { 202602: 400, 202605: 700 }, "2026-06-15T12:00:00Z")).toEqual({
      tier: "silver",
      figure: 1100,
      since: "2025-07-01T00:00:00.000Z".replace("-07-01T00", "-06-30T23"),
      next: ["gold", 3900, "2027-02-01T00:00:00.000Z", null],
      keptUntil: "2027-02-01T00:00:00.000Z",
      keep: [300, "2026-03-01T00:00:00.000Z", "2027-02-01T00:00:00.000Z"],
      change: ["2027-02-01T00:00:00.000Z", "bronze"],
    });
  });

  test("in rolling months that count with the next one: what is still to come by its end", () => {
    const live = rules({ over: "rolling_12_months", upgrade: "next_period" });
    expect(london(live, { 202601: 600, 202602: 500 }, "2026-06-15T12:00:00Z")).toMatchObject({
      tier: "silver",
      keptUntil: "2027-02-01T00:00:00.000Z",
      keep: [500, "2026-02-01T00:00:00.000Z", "2027-02-01T00:00:00.000Z"],
    });
  });

  test("below the first tier, and at the top of a lifetime", () => {
    const [, ...above] = LEVELS;
    const live = tiers.parse({ over: "lifetime", levels: above });
    expect(london(live, {}, "2026-06-15T12:00:00Z")).toEqual({
      tier: null,
      figure: 0,
      since: null,
      next: ["silver", 1000, null, null],
      keptUntil: null,
      keep: null,
      change: null,
    });
    expect(london(live, { 202001: 6000 }, "2026-06-15T12:00:00Z")).toMatchObject({
      tier: "gold",
      next: null,
    });
  });

  test("nothing where the program has no tiers", () => {
    expect(
      tierProgress({ live: null, earlier: [] }, months({ 202601: 9000 }), "UTC", Date.UTC(2026, 5)),
    ).toBeNull();
  });
});
