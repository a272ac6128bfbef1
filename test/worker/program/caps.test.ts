/** Caps over several orders: who gets how much of them, whatever the order in which the orders were told. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  allocateCaps,
  capSpan,
  type Cap,
  type CappedOrder,
  type CapsOfVersion,
} from "../../../worker/program/caps.ts";
import { startOf } from "../../../worker/program/calendar.ts";

const LONDON = "Europe/London";
const at = (text: string) => Date.parse(text);
/** Under the caps that it is asked with, unless it says others. */
type Told = Omit<CappedOrder, "caps"> & { caps?: Cap[] };

const order = (id: string, placedAt: string, worth: number): Told => ({
  id,
  placedAt: at(placedAt),
  worth,
});
const cap = (points: number, period: Cap["period"]): Cap => ({ points, period });

/** All versions of a program that has had one. */
const always = (caps: Cap[]): CapsOfVersion[] => [{ caps, from: -Infinity, until: Infinity }];

function allocated(caps: Cap[], orders: Told[], zone = LONDON) {
  return allocateCaps(
    orders.map((each) => ({ caps, ...each })),
    zone,
  );
}

function shares(caps: Cap[], orders: Told[], zone = LONDON) {
  return Object.fromEntries(
    [...allocated(caps, orders, zone)].map(([id, { points, cap: by }]) => [id, [points, by]]),
  );
}

describe("the cap of a period", () => {
  test("goes to orders as they were placed, by id within a moment", () => {
    const orders = [
      order("c", "2026-11-02T20:00:00Z", 100),
      order("b", "2026-11-02T10:00:00Z", 100),
      order("a", "2026-11-02T10:00:00Z", 100),
    ];
    expect(shares([cap(250, "day")], orders)).toEqual({ a: [100, null], b: [100, null], c: [50, "day"] });
  });

  test("leaves to a later order what an earlier one was refunded", () => {
    const worth = (first: number) =>
      shares(
        [cap(100, "month")],
        [order("a", "2026-11-02T10:00:00Z", first), order("b", "2026-11-20T10:00:00Z", 80)],
      );
    expect(worth(100)).toEqual({ a: [100, null], b: [0, "month"] });
    expect(worth(60)).toEqual({ a: [60, null], b: [40, "month"] });
    expect(worth(0)).toEqual({ a: [0, null], b: [80, null] });
  });

  test("of several the one that leaves least counts, and what it held back counts for none", () => {
    const orders = [
      order("monday", "2026-11-02T10:00:00Z", 500),
      order("tuesday", "2026-11-03T10:00:00Z", 500),
      order("wednesday", "2026-11-04T10:00:00Z", 500),
      order("thursday", "2026-11-05T10:00:00Z", 500),
    ];
    expect(shares([cap(250, "week"), cap(100, "day"), cap(9, "order")], orders)).toEqual({
      monday: [100, "day"],
      tuesday: [100, "day"],
      wednesday: [50, "week"],
      thursday: [0, "week"],
    });
  });

  test("is counted by the store's clocks", () => {
    const orders = [order("a", "2026-10-24T22:59:59Z", 80), order("b", "2026-10-24T23:00:00Z", 80)];
    expect(shares([cap(100, "day")], orders)).toEqual({ a: [80, null], b: [80, null] });
    expect(shares([cap(100, "day")], orders, "UTC")).toEqual({ a: [80, null], b: [20, "day"] });
    // The day on which the clocks are put back has 25 hours.
    const long = [order("a", "2026-10-24T23:00:00Z", 80), order("b", "2026-10-25T23:59:59Z", 80)];
    expect(shares([cap(100, "day")], long)).toEqual({ a: [80, null], b: [20, "day"] });
  });

  test("a week is cut where the month ends that has a cap of its own", () => {
    const orders = [
      order("friday", "2026-07-31T10:00:00Z", 80),
      order("saturday", "2026-08-01T10:00:00Z", 80),
    ];
    expect(shares([cap(100, "week")], orders)).toEqual({ friday: [80, null], saturday: [20, "week"] });
    expect(shares([cap(100, "week"), cap(300, "month")], orders)).toEqual({
      friday: [80, null],
      saturday: [80, null],
    });
    expect(shares([cap(100, "week"), cap(300, "year")], orders).saturday).toEqual([20, "week"]);
  });

  test("is that of the version an order was placed under, where versions differ", () => {
    const orders = [
      { ...order("a", "2026-11-02T10:00:00Z", 80), caps: [] },
      order("b", "2026-11-03T10:00:00Z", 80),
    ];
    expect(shares([cap(100, "month")], orders)).toEqual({ a: [80, null], b: [20, "month"] });
  });

  test("promise 6: a week is cut by its own version's caps alone, whatever the others are", () => {
    const weekly = [cap(100, "week")];
    const orders = (friday: Cap[], saturday: Cap[]) => [
      { ...order("friday", "2026-07-31T10:00:00Z", 80), caps: friday },
      { ...order("saturday", "2026-08-01T10:00:00Z", 80), caps: saturday },
      { ...order("sunday", "2026-08-02T10:00:00Z", 80), caps: [cap(900, "month"), cap(900, "year")] },
    ];
    const both = [...weekly, cap(900, "month")];
    expect(shares([], orders(weekly, weekly))).toMatchObject({ friday: [80, null], saturday: [20, "week"] });
    expect(shares([], orders(both, weekly))).toMatchObject({ friday: [80, null], saturday: [20, "week"] });
    expect(shares([], orders(weekly, both))).toMatchObject({ friday: [80, null], saturday: [80, null] });
  });
});

describe("the span of time whose orders matter", () => {
  test.each([
    [["order", "day"], "2026-10-25T12:00:00Z", "2026-10-24T23:00:00.000Z", "2026-10-26T00:00:00.000Z"],
    [["day", "week"], "2026-10-25T12:00:00Z", "2026-10-18T23:00:00.000Z", "2026-10-26T00:00:00.000Z"],
    [["month", "week"], "2026-10-25T12:00:00Z", "2026-09-30T23:00:00.000Z", "2026-11-01T00:00:00.000Z"],
    [["year", "day"], "2026-10-25T12:00:00Z", "2026-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
  ] as const)("under caps of %j", (periods, placed, from, until) => {
    const caps = periods.map((period) => cap(100, period));
    expect(capSpan(always(caps), at(placed), LONDON)).toEqual({ from: at(from), until: at(until) });
  });

  test("is none where no cap is over several orders", () => {
    expect(capSpan([], 0, LONDON)).toBeNull();
    expect(capSpan(always([cap(100, "order")]), 0, LONDON)).toBeNull();
  });

  describe("where caps of a week were followed by those of a year", () => {
    const span = (replaced: string, placed: string) => {
      const versions = [
        { caps: [cap(100, "week")], from: -Infinity, until: at(replaced) },
        { caps: [cap(900, "year")], from: at(replaced), until: Infinity },
      ];
      const { from, until } = capSpan(versions, at(placed), "UTC") ?? { from: NaN, until: NaN };
      return [from, until].map((moment) => new Date(moment).toISOString().slice(0, 10));
    };

    test("is the week before them, and both where it reaches into the year", () => {
      // 1 January 2027 is a Friday.
      expect(span("2027-01-20", "2026-12-20T12:00:00Z")).toEqual(["2026-12-14", "2026-12-21"]);
      expect(span("2027-01-20", "2026-12-28T12:00:00Z")).toEqual(["2026-12-28", "2028-01-01"]);
      expect(span("2027-01-20", "2027-06-01T12:00:00Z")).toEqual(["2026-12-28", "2028-01-01"]);
      expect(span("2027-01-20", "2028-06-01T12:00:00Z")).toEqual(["2028-01-01", "2029-01-01"]);
    });

    test("is not joined to the next where the rules changed before its end", () => {
      expect(span("2026-12-20", "2026-12-30T12:00:00Z")).toEqual(["2025-12-29", "2027-01-01"]);
      expect(span("2026-12-20", "2027-01-02T12:00:00Z")).toEqual(["2027-01-01", "2028-01-01"]);
    });
  });
});

describe("for any orders", () => {
  const periods = fc.subarray(["day", "week", "month", "year"] as const, { minLength: 1 });
  const caps = periods.chain((chosen) =>
    fc.tuple(
      ...chosen.map((period) => fc.integer({ min: 1, max: 600 }).map((points) => cap(points, period))),
    ),
  );
  const placed = fc.integer({ min: at("2026-09-01T00:00:00Z"), max: at("2027-02-01T00:00:00Z") });
  const orders = fc
    .array(fc.record({ placedAt: placed, worth: fc.nat(300) }), { maxLength: 30 })
    .map((drawn) => drawn.map((each, index) => ({ id: `${index}`, ...each })));

  test("no cap is passed, and nothing is held back while all have room", () => {
    fc.assert(
      fc.property(caps, orders, (drawn, told) => {
        const got = allocated(drawn, told);
        const monthly = drawn.some(({ period }) => period === "month");
        const keyOf = (period: Cap["period"], moment: number) => {
          if (period === "order") return "";
          const week = `${startOf(period, moment, LONDON)}`;
          const ends = monthly ? "month" : "year";
          const yearly = drawn.some((each) => each.period === "year");
          return period === "week" && (monthly || yearly) ? `${week} ${startOf(ends, moment, LONDON)}` : week;
        };
        const spent = (period: Cap["period"], moment: number) =>
          told
            .filter((each) => keyOf(period, each.placedAt) === keyOf(period, moment))
            .reduce((sum, { id }) => sum + (got.get(id)?.points ?? 0), 0);
        for (const each of told) {
          const { points, cap: by } = got.get(each.id) ?? { points: -1, cap: null };
          expect(points >= 0 && points <= each.worth).toBe(true);
          const full = drawn.filter(({ period, points: most }) => spent(period, each.placedAt) >= most);
          for (const { period, points: most } of full) expect(spent(period, each.placedAt)).toBe(most);
          if (points < each.worth) expect(full.map(({ period }) => period)).toContain(by);
          else expect(by).toBeNull();
        }
      }),
    );
  });

  test("promise 6: caps over several orders are shared alike, whatever the order in which they are told", () => {
    fc.assert(
      fc.property(caps, orders, (drawn, told) => {
        expect(shares(drawn, [...told].reverse())).toEqual(shares(drawn, told));
      }),
    );
  });

  test("promise 6: none outside an order's span matters to it, nor it to any of them, whatever the versions", () => {
    const published = fc.uniqueArray(placed, { maxLength: 4 });
    const versioned = fc
      .tuple(published, fc.array(fc.option(caps), { minLength: 5, maxLength: 5 }))
      .map(([times, drawn]): CapsOfVersion[] => {
        const begins = [-Infinity, ...times.sort((a, b) => a - b)];
        return begins.map((from, index) => ({
          caps: drawn[index] ?? [],
          from,
          until: begins[index + 1] ?? Infinity,
        }));
      });
    fc.assert(
      fc.property(versioned, orders, placed, fc.nat(300), (versions, drawn, placedAt, worth) => {
        const under = (each: Told): Told => ({
          ...each,
          caps:
            versions.find(({ from, until }) => each.placedAt >= from && each.placedAt < until)?.caps ?? [],
        });
        const told = drawn.map(under);
        const added = under({ id: "new", placedAt, worth });
        const span = capSpan(versions, placedAt, LONDON) ?? { from: 0, until: 0 };
        const isIn = (moment: number) => moment >= span.from && moment < span.until;
        const all = shares([], [...told, added]);
        const inside = shares([], [...told.filter((each) => isIn(each.placedAt)), added]);
        for (const [id, share] of Object.entries(inside)) expect(all[id]).toEqual(share);
        const before = shares([], told);
        for (const each of told) if (!isIn(each.placedAt)) expect(all[each.id]).toEqual(before[each.id]);
      }),
      { numRuns: 300 },
    );
  });
});
