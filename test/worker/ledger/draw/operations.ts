/** What may happen to a store's points, at random: plain data, which means the same wherever a sequence is cut. */
import fc from "fast-check";
import { CATALOGUE } from "./catalogue.ts";
import { maybe, points, type Drawn } from "./chance.ts";
import { program } from "./program.ts";

const DAY = 86_400_000;

/** Picks one of what there is: an index that is taken modulo how many there are. */
const pick = fc.nat({ max: 999 });
const part = fc.double({ min: 0.01, max: 1, noNaN: true });
const amount = fc.integer({ min: 1, max: 30_000 });
/** Nine times of ten. */
const mostly = fc.nat({ max: 9 }).map((chance) => chance > 0);
const seldom = mostly.map((isSo) => !isSo);
const half = fc.boolean();

const is = <const Name extends string>(name: Name) => fc.constant(name);

const newLine = fc.record({
  product: fc.nat({ max: CATALOGUE.length }),
  amount,
  discount: fc.constantFrom<number>(0, 0, 0, 0.25),
  tax: fc.constantFrom<number>(0, 0, 199),
});

/** A change of an order, as it happens in a store: it makes the order's next state. */
const change = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: is("pay") }) },
  { weight: 1, arbitrary: fc.record({ do: is("pay more") }) },
  { weight: 2, arbitrary: fc.record({ do: is("edit"), line: pick, amount }) },
  { weight: 1, arbitrary: fc.record({ do: is("add line"), line: newLine }) },
  { weight: 3, arbitrary: fc.record({ do: is("refund line"), line: pick, part }) },
  { weight: 3, arbitrary: fc.record({ do: is("refund"), part }) },
  { weight: 1, arbitrary: fc.record({ do: is("refund shipping"), part }) },
  { weight: 1, arbitrary: fc.record({ do: is("take a refund back") }) },
  { weight: 2, arbitrary: fc.record({ do: is("cancel") }) },
  { weight: 2, arbitrary: fc.record({ do: is("re-open"), paidAgain: half }) },
  { weight: 4, arbitrary: fc.record({ do: is("fulfil") }) },
  { weight: 2, arbitrary: fc.record({ do: is("unfulfil") }) },
  { weight: 3, arbitrary: fc.record({ do: is("release") }) },
  { weight: 2, arbitrary: fc.record({ do: is("use voucher"), voucher: pick }) },
  { weight: 1, arbitrary: fc.record({ do: is("drop vouchers") }) },
  { weight: 2, arbitrary: fc.record({ do: is("name the customer") }) },
  { weight: 1, arbitrary: fc.record({ do: is("give to another"), customer: pick }) },
);
export type Change = Drawn<typeof change>;

const newOrder = fc.record({
  do: is("order"),
  customer: pick,
  lines: fc.array(newLine, { minLength: 1, maxLength: 4 }),
  /** The part of the goods that a discount on the whole order takes off. */
  discount: fc.constantFrom<number>(0, 0, 0.1, 0.2),
  shipping: fc.constantFrom<number>(0, 495),
  currency: fc.constantFrom<string | null>(null, null, null, "EUR", "JPY", "KWD"),
  isPaid: mostly,
  isFulfilled: seldom,
  /** Days ago that it was placed. */
  placed: fc.constantFrom<number>(0, 0, 0, 1, 3, 20, 40),
  /** Whether it names an address alone. */
  isGuest: seldom,
  voucher: maybe(pick, 2),
  isTold: mostly,
});
export type NewOrder = Drawn<typeof newOrder>;

const wait = fc.record({
  do: is("wait"),
  milliseconds: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 3600 }).map((seconds) => seconds * 1000) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 10 }).map((days) => days * DAY) },
    { weight: 3, arbitrary: fc.integer({ min: 20, max: 70 }).map((days) => days * DAY) },
    { weight: 1, arbitrary: fc.integer({ min: 100, max: 400 }).map((days) => days * DAY) },
  ),
});

/** One operation. */
export const operation = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: is("join"), customer: pick, byAddress: half }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: is("know"), customer: pick, birthday: fc.nat({ max: 40 }), segment: half }),
  },
  { weight: 2, arbitrary: fc.record({ do: is("earn"), customer: pick, points: points(1, 400), hold: half }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: is("act"),
      customer: pick,
      action: pick,
      /** The store's own name for this one time. */
      reference: maybe(fc.nat({ max: 5 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: is("adjust"), customer: pick, points: fc.integer({ min: -150, max: 150 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: is("transfer"), customer: pick, to: pick, points: points(1, 150) }),
  },
  { weight: 8, arbitrary: newOrder },
  { weight: 14, arbitrary: fc.record({ do: is("change"), order: pick, change, isTold: mostly }) },
  { weight: 4, arbitrary: fc.record({ do: is("tell"), order: pick, state: pick }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: is("redeem"),
      customer: pick,
      reward: pick,
      steps: maybe(points(1, 60), 2),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: is("release"), voucher: pick }) },
  { weight: 1, arbitrary: fc.record({ do: is("cancel voucher"), voucher: pick }) },
  { weight: 2, arbitrary: fc.record({ do: is("use"), voucher: pick }) },
  { weight: 1, arbitrary: fc.record({ do: is("claim"), advocate: pick, friend: pick }) },
  { weight: 2, arbitrary: fc.record({ do: is("repeat"), call: pick }) },
  { weight: 7, arbitrary: wait },
  { weight: 1, arbitrary: fc.record({ do: is("set the clock"), days: points(1, 45) }) },
  { weight: 2, arbitrary: fc.record({ do: is("run the job") }) },
  { weight: 1, arbitrary: fc.record({ do: is("publish"), program }) },
);
export type Operation = Drawn<typeof operation>;
