/** When a tier's bonus is reached: in any period, by the terms on which it was given or by those that are live. */
import { describe, expect, test } from "vitest";
import { tiers, type Tiers } from "../../../worker/program/document/tiers.ts";
import { NEVER } from "../../../worker/program/lot-dates.ts";
import { bonusesAt, nextBonusAt, type GivenBonus } from "../../../worker/program/tiers-bonus.ts";
import type { MemberMonth } from "../../../worker/program/tiers-figures.ts";

const spent = (months: Record<number, number>): MemberMonth[] =>
  Object.entries(months).map(([month, spend]) => ({ month: Number(month), spend, points: 0, orders: 0 }));

const silver = (more: Partial<Tiers> = {}, threshold = 1000, bonus = 100) =>
  tiers.parse({ levels: [{ id: "silver", name: "Silver", threshold, bonus }], ...more });

/** Whether the bonus is due at a time, ISO 8601. */
const isDue = (live: Tiers, months: Record<number, number>, at: string) =>
  bonusesAt(live, [], spent(months), Date.parse(at), "UTC").some(({ points }) => points > 0);

const nextOf = (live: Tiers, months: Record<number, number>, at: string) =>
  nextBonusAt(live, [], spent(months), Date.parse(at), "UTC");

describe("a bonus is reached", () => {
  test.each([
    ["calendar_year", { 202611: 600, 202612: 400 }, "2026-12-01T00:00:00Z"],
    ["calendar_year", { 202403: 1000, 202612: 1 }, "2026-12-01T00:00:00Z"],
    ["rolling_12_months", { 202601: 500, 202612: 500 }, "2026-12-01T00:00:00Z"],
    ["rolling_12_months", { 202201: 1000 }, "2026-12-01T00:00:00Z"],
    ["lifetime", { 201601: 500, 202612: 500 }, "2026-12-01T00:00:00Z"],
  ] as const)("over %s by %o", (over, months, at) => {
    expect(isDue(silver({ over }), months, at)).toBe(true);
    expect(isDue(silver({ over }, 1001), months, at)).toBe(false);
  });

  test.each([
    ["calendar_year", { 202611: 600, 202701: 400 }],
    ["rolling_12_months", { 202601: 500, 202701: 500 }],
  ] as const)("over %s not by %o, which is no one period's", (over, months) => {
    expect(isDue(silver({ over }), months, "2027-06-01T00:00:00Z")).toBe(false);
  });

  test.each([
    ["calendar_year", "2027-01-01T00:00:00.000Z"],
    ["rolling_12_months", "2026-06-01T00:00:00.000Z"],
    ["lifetime", "2027-01-01T00:00:00.000Z"],
  ] as const)("over %s with the next period at %s, and that is said before", (over, start) => {
    const live = silver({ over, upgrade: "next_period" });
    const before = new Date(Date.parse(start) - 1).toISOString();
    expect([isDue(live, { 202605: 1000 }, before), isDue(live, { 202605: 1000 }, start)]).toEqual([
      false,
      true,
    ]);
    expect(nextOf(live, { 202605: 1000 }, "2026-05-20T00:00:00Z")).toBe(Date.parse(start));
    expect(nextOf(live, { 202605: 1000 }, start)).toBe(NEVER);
    expect(nextOf(live, { 202605: 999 }, "2026-05-20T00:00:00Z")).toBe(NEVER);
  });

  test("at once never waits", () => {
    expect(nextOf(silver(), { 202605: 1000 }, "2026-05-20T00:00:00Z")).toBe(NEVER);
  });

  test("of a tier from nothing with the first month, and by nobody who did nothing", () => {
    expect(isDue(silver({}, 0), { 202605: 0 }, "2026-05-20T00:00:00Z")).toBe(true);
    expect(isDue(silver({}, 0), {}, "2026-05-20T00:00:00Z")).toBe(false);
  });
});

describe("what was given", () => {
  const { by, over, upgrade } = silver();
  const given: GivenBonus = {
    tier: "silver",
    terms: [{ by, over, upgrade, threshold: 1000, points: 100, name: "Silver" }],
  };
  const pointsOf = (live: Tiers | null, spend: number) =>
    bonusesAt(live, [given], spent({ 202605: spend }), Date.UTC(2026, 5), "UTC").map(({ points, terms }) => [
      points,
      ...terms.map(({ threshold }) => threshold),
    ]);

  test("stands by its own terms, whatever the rules are", () => {
    for (const live of [
      null,
      silver(),
      silver({}, 9000),
      silver({}, 500, 7),
      silver({ over: "lifetime" }, 1, 1),
    ])
      expect(pointsOf(live, 1000)).toEqual([[100, 1000]]);
  });

  test("where those no longer hold becomes what the live rules give, and stands by both from then on", () => {
    expect(pointsOf(null, 999)).toEqual([[0, 1000]]);
    expect(pointsOf(silver({}, 9000), 999)).toEqual([[0, 1000]]);
    expect(pointsOf(silver({}, 500, 7), 999)).toEqual([[7, 1000, 500]]);
  });
});
