/** A tier is counted, not walked: and counting comes to what walking month by month does. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { standings } from "../../../worker/program/tiers.ts";
import { monthsWith } from "../../../worker/program/tiers-figures.ts";
import { nextChange, nextFall } from "../../../worker/program/tiers-changes.ts";
import { monthsBack } from "../../../worker/program/tiers-needed.ts";
import { tierProgress } from "../../../worker/program/tiers-progress.ts";
import { monthOf } from "../../../worker/program/calendar.ts";
import { FIRST, someMoment, someMonths, someRules, someZone, SPAN } from "./tiers-arbitrary.ts";
import { walkedRank } from "./tiers-walk.ts";

const RUNS = { numRuns: 1500 };
const anything = [someRules, someMonths, someZone, someMoment] as const;

describe("a standing", () => {
  test("is what walking from month to month comes to, under any rules, at any moment", () => {
    fc.assert(
      fc.property(...anything, (rules, months, zone, moment) => {
        const at = moment(zone);
        const { rank } = standings({ live: rules, earlier: [] }, months, zone)(at);
        expect(rank).toBe(walkedRank(rules, months, at, zone));
      }),
      RUNS,
    );
  });

  test("depends on no month further back than is read", () => {
    fc.assert(
      fc.property(...anything, (rules, months, zone, moment) => {
        const history = { live: rules, earlier: [] };
        const at = moment(zone);
        const back = monthsBack(history, zone, at, false);
        const read = months.filter(({ month }) => month >= back);
        expect(standings(history, read, zone)(at)).toEqual(standings(history, months, zone)(at));
        expect(tierProgress(history, read, zone, at)).toEqual(tierProgress(history, months, zone, at));
      }),
      RUNS,
    );
  });

  test("never falls because more was bought, whenever", () => {
    fc.assert(
      fc.property(...anything, someMonths, (rules, months, zone, moment, more) => {
        const history = { live: rules, earlier: [] };
        const at = moment(zone);
        const { rank } = standings(history, months, zone)(at);
        expect(standings(history, monthsWith(months, more), zone)(at).rank).toBeGreaterThanOrEqual(rank);
      }),
      RUNS,
    );
  });
});

describe("what comes next", () => {
  test("is said to the millisecond: nothing changes before, and something then", () => {
    fc.assert(
      fc.property(
        ...anything,
        fc.array(someMoment, { maxLength: 8 }),
        (rules, months, zone, moment, later) => {
          const history = { live: rules, earlier: [] };
          const known = months.filter(({ month }) => month <= monthOf(moment(zone), zone));
          const now = moment(zone);
          const at = standings(history, known, zone);
          const { rank } = at(now);
          const change = nextChange(history, known, zone, now);
          const fall = nextFall(history, known, zone, now);
          if (change) expect([at(change.at - 1).rank, at(change.at).rank]).toEqual([rank, change.rank]);
          if (fall) expect(at(fall.at).rank).toBe(fall.rank);
          for (const each of later.map((of) => of(zone)).filter((time) => time > now)) {
            if (!change || each < change.at) expect(at(each).rank).toBe(rank);
            if (!fall || each < fall.at) expect(at(each).rank).toBeGreaterThanOrEqual(rank);
          }
        },
      ),
      RUNS,
    );
  });

  test("what is missing to the next tier is exactly what it takes", () => {
    fc.assert(
      fc.property(...anything, (rules, months, zone, moment) => {
        const history = { live: rules, earlier: [] };
        const now = moment(zone);
        const month = monthOf(now, zone);
        const known = months.filter((each) => each.month <= month);
        const progress = tierProgress(history, known, zone, now);
        const next = progress?.next;
        if (!progress || !next) return;
        const start = next.startsAt ?? now;
        const with_ = (figure: number) =>
          standings(
            history,
            monthsWith(known, [{ month, spend: figure, points: figure, orders: figure }]),
            zone,
          )(start).rank;
        expect(with_(next.missing)).toBeGreaterThan(progress.rank);
        if (next.missing > 0 && rules.graceDays === 0 && rules.fall === "recomputed")
          expect(with_(next.missing - 1)).toBeLessThanOrEqual(progress.rank);
      }),
      RUNS,
    );
  });

  test("what is needed to keep a tier keeps it, and without it it falls", () => {
    fc.assert(
      fc.property(...anything, (rules, months, zone, moment) => {
        const history = { live: rules, earlier: [] };
        const now = moment(zone);
        const known = months.filter((each) => each.month <= monthOf(now, zone));
        const progress = tierProgress(history, known, zone, now);
        if (!progress?.keep || progress.keptUntil === null) return;
        const { missing, from, by } = progress.keep;
        const { keptUntil } = progress;
        const month = monthOf(Math.max(now, from ?? now), zone);
        expect(by).toBeGreaterThan(now);
        expect(monthOf(by - 1, zone)).toBeGreaterThanOrEqual(month);
        const with_ = (figure: number) =>
          standings(
            history,
            monthsWith(known, [{ month, spend: figure, points: figure, orders: figure }]),
            zone,
          )(keptUntil).rank;
        expect(with_(missing)).toBeGreaterThanOrEqual(progress.rank);
        expect(with_(0)).toBeLessThan(progress.rank);
        if (rules.graceDays === 0 && rules.fall === "recomputed")
          expect(with_(missing - 1)).toBeLessThan(progress.rank);
      }),
      RUNS,
    );
  });
});

test("the span of the random months is within what the walk looks at", () => {
  expect(FIRST).toBe(24_288);
  expect(SPAN).toBe(40);
});
