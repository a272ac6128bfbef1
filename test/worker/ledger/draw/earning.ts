/** How members earn, at random. */
import fc from "fast-check";
import type { Program } from "../../../../worker/program/document.ts";
import { DAY } from "../model/calendar.ts";
import { AUTUMN, limits, maybe, maybeSome, multiplier, points, products, shortestFirst } from "./chance.ts";

type Earning = Program["earning"];
type Order = NonNullable<Earning["order"]>;
type Campaign = Earning["campaigns"][number];

/** The ids of actions: a new version may leave one out and bring it back. */
export const ACTIONS = ["review", "newsletter", "visit"] as const;

const per: fc.Arbitrary<number> = fc.constantFrom(100, 100, 70, 333);

const rates: fc.Arbitrary<Order["rates"]> = fc.uniqueArray(
  fc.record({ products, points: points(1, 3), per }),
  { minLength: 1, maxLength: 2, selector: (rate) => JSON.stringify(rate.products) },
);

const order: fc.Arbitrary<Order> = fc.record({
  points: points(1, 3),
  per,
  rounding: fc.constantFrom<Order["rounding"]>("down", "down", "nearest", "up"),
  includeTax: fc.boolean(),
  includeShipping: fc.boolean(),
  rates: maybeSome(rates),
  exclude: maybe(products, 4),
});

function action(id: string): fc.Arbitrary<Earning["actions"][number]> {
  return fc.record({ points: points(5, 60), hold: fc.boolean(), limits }).map((drawn) => ({
    id,
    name: `Action ${id}`,
    // What the shopper's own page may say needs a limit.
    by: drawn.limits.length > 0 ? "shopper" : "store",
    url: null,
    ...drawn,
  }));
}

const actions: fc.Arbitrary<Earning["actions"]> = fc
  .tuple(...ACTIONS.map((id) => maybe(action(id), 2)))
  .map((list) => list.filter((each) => each !== null));

const conditions = fc.record({
  begins: maybe(fc.integer({ min: -10, max: 100 }), 4),
  lasts: maybe(points(5, 60), 4),
  weekdays: maybeSome(
    fc.subarray<Campaign["weekdays"][number]>(
      ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
      { minLength: 2 },
    ),
  ),
  hours: maybe(
    fc.constantFrom<{ from: number; until: number }>(
      { from: 0, until: 12 },
      { from: 9, until: 17 },
      { from: 12, until: 24 },
    ),
  ),
  tiers: maybeSome<string>(fc.constant(["silver", "gold"]), 4),
  firstOrder: fc.nat({ max: 4 }).map((chance) => chance === 0),
  products: maybe(products),
  minimumOrder: fc.constantFrom<number>(0, 0, 0, 5000, 20_000),
});

const effect = fc.oneof(
  multiplier.map((by) => ({ type: "multiply" as const, multiplier: by })),
  points(5, 80).map((add) => ({ type: "add" as const, points: add })),
);

const campaigns: fc.Arbitrary<Campaign[]> = fc
  .array(fc.tuple(conditions, effect), { maxLength: 3 })
  .map((list) =>
    list.map(([{ begins, lasts, ...each }, does], index): Campaign => {
      const from = AUTUMN + (begins ?? 0) * DAY;
      return {
        id: `campaign-${index}`,
        name: `Campaign ${index}`,
        ...does,
        ...each,
        from: begins === null ? null : new Date(from).toISOString(),
        until: lasts === null ? null : new Date(from + lasts * DAY).toISOString(),
      };
    }),
  );

/** Caps of one or two periods; the longer one is the higher. */
const caps: fc.Arbitrary<Earning["caps"]> = fc
  .tuple(
    fc.uniqueArray(
      fc.constantFrom<Earning["caps"][number]["period"]>("order", "day", "week", "month", "year"),
      {
        maxLength: 2,
      },
    ),
    points(100, 300),
    points(100, 500),
  )
  .map(([periods, least, more]) =>
    shortestFirst(periods.map((period) => ({ points: least, period }))).map((cap, index) => ({
      ...cap,
      points: cap.points + index * more,
    })),
  );

/** `earning` of a document. */
export const earning: fc.Arbitrary<Earning> = fc.record({
  order,
  signUp: maybe(points(10, 60)),
  birthday: maybe(points(10, 60), 2),
  actions,
  campaigns,
  stacking: fc.record({
    multipliers: fc.constantFrom<"best" | "add">("best", "add"),
    // No less than the largest multiplier.
    atMost: maybe(fc.constantFrom<number>(3, 4)),
  }),
  caps,
  holdDays: fc.constantFrom<number>(0, 0, 7, 14),
  holdFrom: fc.constantFrom<Earning["holdFrom"]>("payment", "payment", "fulfilment", "release"),
});
