/** New rules for tiers move nobody down before their period is over. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { monthOf } from "../../../worker/program/calendar.ts";
import { tiers, type Tiers } from "../../../worker/program/document/tiers.ts";
import { nextChange, nextFall } from "../../../worker/program/tiers-changes.ts";
import { monthsWith, type MemberMonth } from "../../../worker/program/tiers-figures.ts";
import { monthsBack } from "../../../worker/program/tiers-needed.ts";
import { expectedMove, historyWith } from "../../../worker/program/tiers-preview.ts";
import { protectsUntil, sameRank, standings, type TierHistory } from "../../../worker/program/tiers.ts";
import { someMoment, someMonths, someRules, someZone } from "./tiers-arbitrary.ts";

const RUNS = { numRuns: 1000 };

/** Two to four sets of rules, the later ones published in the order of their moments; the last one is live. */
const someHistory = fc
  .record({
    first: someRules,
    zone: someZone,
    later: fc.array(fc.record({ rules: someRules, moment: someMoment }), { minLength: 1, maxLength: 3 }),
  })
  .map(({ first, zone, later }) => {
    const changes = later
      .map(({ rules, moment }) => ({ rules, at: moment(zone) }))
      .sort((a, b) => a.at - b.at);
    const history = changes.reduce<TierHistory>((before, { rules, at }) => historyWith(before, rules, at), {
      live: first,
      earlier: [],
    });
    return { history, zone, publishedAt: changes.at(-1)?.at ?? 0 };
  });

const knownBy = (months: MemberMonth[], at: number, zone: string) =>
  months.filter(({ month }) => month <= monthOf(at, zone));

describe("whatever the rules were and are", () => {
  test("nobody moves down when they change, nor before the earlier ones would have let them", () => {
    fc.assert(
      fc.property(someHistory, someMonths, someMoment, ({ history, zone, publishedAt }, months, moment) => {
        const { live } = history;
        const last = history.earlier.at(-1);
        if (!live || !last) return;
        const before: TierHistory = { live: last.tiers, earlier: history.earlier.slice(0, -1) };
        const known = knownBy(months, publishedAt, zone);
        const { rules, rank } = standings(before, known, zone)(publishedAt);
        const kept = rules ? sameRank(rules, rank, live) : -1;
        const until = Math.min(
          nextFall(before, known, zone, publishedAt)?.at ?? Infinity,
          protectsUntil(last.tiers, publishedAt, zone),
        );
        const now = standings(history, known, zone);
        expect(now(publishedAt).rank).toBeGreaterThanOrEqual(kept);
        const later = moment(zone);
        if (later > publishedAt && later < until) expect(now(later).rank).toBeGreaterThanOrEqual(kept);
      }),
      RUNS,
    );
  });

  test("nobody stands lower for them than by the live rules alone, and never falls by buying more", () => {
    fc.assert(
      fc.property(
        someHistory,
        someMonths,
        someMonths,
        someMoment,
        ({ history, zone }, months, more, moment) => {
          const at = moment(zone);
          const { rules, rank } = standings(history, months, zone)(at);
          expect(standings({ live: rules, earlier: [] }, months, zone)(at).rank).toBeLessThanOrEqual(rank);
          expect(standings(history, monthsWith(months, more), zone)(at).rank).toBeGreaterThanOrEqual(rank);
        },
      ),
      RUNS,
    );
  });

  test("what changes next is said to the millisecond, and the months that are read are enough", () => {
    fc.assert(
      fc.property(
        someHistory,
        someMonths,
        someMoment,
        fc.array(someMoment, { maxLength: 8 }),
        ({ history, zone, publishedAt }, months, moment, later) => {
          const now = Math.max(moment(zone), publishedAt);
          const known = knownBy(months, now, zone);
          const back = monthsBack(history, zone, now, false);
          const at = standings(
            history,
            known.filter(({ month }) => month >= back),
            zone,
          );
          const full = standings(history, known, zone);
          const { rank } = full(now);
          expect(at(now).rank).toBe(rank);
          const change = nextChange(history, known, zone, now);
          if (change) expect([full(change.at - 1).rank, full(change.at).rank]).toEqual([rank, change.rank]);
          for (const time of later.map((of) => of(zone)).filter((each) => each > now)) {
            expect(at(time).rank).toBe(full(time).rank);
            if (!change || time < change.at) expect(full(time).rank).toBe(rank);
          }
        },
      ),
      RUNS,
    );
  });

  test("a preview says what then happens", () => {
    fc.assert(
      fc.property(
        someHistory,
        someRules,
        someMonths,
        someMoment,
        ({ history, zone, publishedAt }, next, months, moment) => {
          const now = Math.max(moment(zone), publishedAt);
          const known = knownBy(months, now, zone);
          const move = expectedMove(history, next, known, zone, now);
          const before = standings(history, known, zone)(now);
          const same = before.rules ? sameRank(before.rules, before.rank, next) : -1;
          const then = standings(historyWith(history, next, now), known, zone);
          expect(then(now).rank).toBeGreaterThanOrEqual(same);
          if (!move) expect(then(now).rank).toBe(same);
          else if (move.direction === "up") {
            expect(then(move.at).rank).toBeGreaterThan(same);
            expect(then(move.at).level?.id).toBe(move.to?.id);
          } else if (move.at === now) {
            expect(next.levels.map(({ id }) => id)).not.toContain(move.from?.id);
            expect(then(now).level).toBeNull();
          } else {
            expect(move.at).toBeGreaterThan(now);
            expect(then(move.at - 1).rank).toBeGreaterThanOrEqual(same);
            expect(then(move.at).rank).toBeLessThan(same);
          }
        },
      ),
      RUNS,
    );
  });
});

describe("by example", () => {
  const level = (id: string, threshold: number) => ({ id, name: id, threshold });
  const some = (
    over: Tiers["over"],
    ...levels: Tiers["levels"][number][] | { id: string; name: string; threshold: number }[]
  ) => tiers.parse({ over, levels });
  const spent = (month: number, spend: number): MemberMonth[] => [{ month, spend, points: 0, orders: 0 }];
  const JUNE = Date.UTC(2026, 5, 10);
  const tierAt = (history: TierHistory, months: MemberMonth[], at: string) =>
    standings(history, months, "UTC")(Date.parse(at)).level?.id;

  test("a dearer tier is kept to the end of the year for which the old rules gave it", () => {
    const history: TierHistory = {
      live: some("calendar_year", level("silver", 1000), level("gold", 9000)),
      earlier: [
        { tiers: some("calendar_year", level("silver", 1000), level("gold", 5000)), supersededAt: JUNE },
      ],
    };
    const months = spent(202603, 6000);
    expect(tierAt(history, months, "2026-06-10T00:00:00Z")).toBe("gold");
    expect(tierAt(history, months, "2027-12-31T23:59:59.999Z")).toBe("gold");
    expect(tierAt(history, months, "2028-01-01T00:00:00Z")).toBeUndefined();
  });

  test("what is bought from the month after on counts by the new rules alone", () => {
    const history: TierHistory = {
      live: some("calendar_year", level("gold", 9000)),
      earlier: [{ tiers: some("calendar_year", level("gold", 5000)), supersededAt: JUNE }],
    };
    expect(tierAt(history, spent(202606, 6000), "2026-06-20T00:00:00Z")).toBe("gold");
    expect(tierAt(history, spent(202607, 6000), "2026-07-20T00:00:00Z")).toBeUndefined();
  });

  test("the old figure is not kept up by what is bought under the new rules", () => {
    const history: TierHistory = {
      live: some("calendar_year", level("gold", 9000)),
      earlier: [{ tiers: some("calendar_year", level("gold", 5000)), supersededAt: JUNE }],
    };
    const months = [...spent(202511, 5000), ...spent(202607, 5000)];
    expect(tierAt(history, months, "2026-12-31T23:59:59.999Z")).toBe("gold");
    expect(tierAt(history, months, "2027-01-01T00:00:00Z")).toBeUndefined();
  });

  test("a tier that would only have begun under the old rules does not begin", () => {
    const gold = tiers.parse({ upgrade: "next_period", levels: [level("gold", 5000)] });
    const history: TierHistory = {
      live: some("calendar_year", level("gold", 9000)),
      earlier: [{ tiers: gold, supersededAt: JUNE }],
    };
    expect(tierAt(history, spent(202603, 5000), "2027-01-01T00:00:00Z")).toBeUndefined();
  });

  test("a preview leaves out who would move just as well without the change", () => {
    const begins = (threshold: number) =>
      tiers.parse({ upgrade: "next_period", levels: [level("silver", 1000), level("gold", threshold)] });
    const moved = (spend: number) => {
      const move = expectedMove(
        { live: begins(5000), earlier: [] },
        begins(4000),
        spent(202603, spend),
        "UTC",
        JUNE,
      );
      return move && [move.direction, move.to?.id, new Date(move.at).toISOString()];
    };
    expect([moved(500), moved(2000), moved(6000)]).toEqual([null, null, null]);
    expect(moved(4500)).toEqual(["up", "gold", "2027-01-01T00:00:00.000Z"]);
  });

  test("a tier that is gone becomes the highest that asks for no more", () => {
    const history: TierHistory = {
      live: some("calendar_year", level("basic", 500), level("plus", 4000), level("top", 9000)),
      earlier: [{ tiers: some("calendar_year", level("gold", 5000)), supersededAt: JUNE }],
    };
    expect(tierAt(history, spent(202603, 5000), "2027-06-10T00:00:00Z")).toBe("plus");
  });

  test("where another measure is counted it becomes the one as far up", () => {
    const byOrders = tiers.parse({
      by: "orders",
      levels: [level("one", 1), level("five", 5), level("ten", 10)],
    });
    const history: TierHistory = {
      live: byOrders,
      earlier: [
        { tiers: some("calendar_year", level("silver", 1000), level("gold", 5000)), supersededAt: JUNE },
      ],
    };
    expect(tierAt(history, spent(202603, 5000), "2026-06-10T00:00:00Z")).toBe("five");
  });

  test("a rolling tier is kept as long as the months up to the change would have kept it", () => {
    const rules = { over: "rolling_12_months" as const, levels: [level("gold", 1000)] };
    const history = (more: Partial<Tiers>): TierHistory => ({
      live: some("lifetime", level("gold", 90_000)),
      earlier: [{ tiers: tiers.parse({ ...rules, ...more }), supersededAt: JUNE }],
    });
    const months = [...spent(202602, 1000), ...spent(202606, 1000)];
    expect(tierAt(history({}), months, "2027-05-31T23:59:59.999Z")).toBe("gold");
    expect(tierAt(history({}), months, "2027-06-01T00:00:00Z")).toBeUndefined();
    // With the next period, June is looked at until the end of June.
    const later = history({ upgrade: "next_period", graceDays: 9 });
    expect(tierAt(later, months, "2027-07-09T23:59:59.999Z")).toBe("gold");
    expect(tierAt(later, months, "2027-07-10T00:00:00Z")).toBeUndefined();
  });

  test("what was kept from rules before is kept on when they change again", () => {
    const gold = (threshold: number) =>
      some("calendar_year", level("silver", 1000), level("gold", threshold));
    const history: TierHistory = {
      live: some("calendar_year", level("silver", 1000), level("vip", 9000)),
      earlier: [
        { tiers: gold(5000), supersededAt: JUNE },
        { tiers: gold(8500), supersededAt: JUNE + 86_400_000 },
      ],
    };
    // Gold of the first rules was gold under the second, and asked for 8,500 there: no less than silver is in its place.
    expect(tierAt(history, spent(202603, 6000), "2026-06-11T00:00:00Z")).toBe("silver");
    const renamed = { ...history, live: some("calendar_year", level("silver", 1000), level("vip", 8000)) };
    expect(tierAt(renamed, spent(202603, 6000), "2026-06-11T00:00:00Z")).toBe("vip");
    expect(tierAt(renamed, spent(202603, 6000), "2027-12-31T23:59:59.999Z")).toBe("vip");
    expect(tierAt(renamed, spent(202603, 6000), "2028-01-01T00:00:00Z")).toBeUndefined();
  });

  test("a lifetime tier is kept for ever", () => {
    const history: TierHistory = {
      live: some("lifetime", level("gold", 9000)),
      earlier: [{ tiers: some("lifetime", level("gold", 5000)), supersededAt: JUNE }],
    };
    expect(tierAt(history, spent(202603, 5000), "2066-06-10T00:00:00Z")).toBe("gold");
    expect(tierAt(history, spent(202603, 4999), "2026-06-10T00:00:00Z")).toBeUndefined();
  });

  test("an order placed before the change is looked at by the rules of then", () => {
    const history: TierHistory = {
      live: some("calendar_year", level("gold", 9000)),
      earlier: [{ tiers: some("calendar_year", level("silver", 1000)), supersededAt: JUNE }],
    };
    expect(tierAt(history, spent(202603, 2000), "2026-06-09T23:59:59.999Z")).toBe("silver");
    expect(tierAt(history, spent(202603, 2000), "2026-06-10T00:00:00Z")).toBeUndefined();
  });
});
