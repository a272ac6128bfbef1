/** What may happen to a store's points, at random: plain data, which means the same wherever a sequence is cut. */
import fc from "fast-check";
import { DAY } from "../store-under-test.ts";

/** Picks one of what there is: an index that is taken modulo how many there are. */
type Pick = number;

export type Change =
  | { do: "pay" }
  | { do: "pay more" }
  | { do: "edit"; line: Pick; amount: number }
  | { do: "add line"; amount: number }
  | { do: "refund line"; line: Pick; part: number }
  | { do: "refund"; part: number }
  | { do: "cancel" }
  | { do: "re-open"; paidAgain: boolean };

export type Operation =
  | { do: "join"; customer: Pick }
  | { do: "earn"; customer: Pick; points: number; hold: boolean }
  | {
      do: "order";
      customer: Pick;
      amounts: number[];
      discount: number;
      isPaid: boolean;
      voucher: boolean;
      isTold: boolean;
    }
  | { do: "change"; order: Pick; change: Change; isTold: boolean }
  | { do: "tell"; order: Pick; state: Pick }
  | { do: "redeem"; customer: Pick }
  | { do: "release"; voucher: Pick }
  | { do: "use"; voucher: Pick }
  | { do: "claim"; advocate: Pick; friend: Pick }
  | { do: "repeat"; call: Pick }
  | { do: "wait"; milliseconds: number }
  | { do: "run the job" }
  | { do: "publish"; rate: number; holdDays: number; signUp: number | null; price: number };

const pick: fc.Arbitrary<Pick> = fc.nat({ max: 999 });
const part = fc.double({ min: 0.01, max: 1, noNaN: true });
const amount = fc.integer({ min: 1, max: 30_000 });
const mostly = fc.nat({ max: 9 }).map((chance) => chance > 1);
const holdDays = fc.constantFrom(0, 0, 7, 14);

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("pay" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("pay more" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("edit" as const), line: pick, amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("add line" as const), amount }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("refund line" as const), line: pick, part }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("refund" as const), part }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("re-open" as const), paidAgain: fc.boolean() }) },
);

const wait = fc
  .oneof(
    fc.integer({ min: 1, max: 3600 }).map((seconds) => seconds * 1000),
    fc.integer({ min: 1, max: 10 }).map((days) => days * DAY),
    fc.integer({ min: 20, max: 70 }).map((days) => days * DAY),
  )
  .map((milliseconds) => ({ do: "wait" as const, milliseconds }));

/** One operation. */
export const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant("join" as const), customer: pick }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("earn" as const),
      customer: pick,
      points: fc.integer({ min: 1, max: 400 }),
      hold: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("order" as const),
      customer: pick,
      amounts: fc.array(amount, { minLength: 1, maxLength: 4 }),
      discount: fc.constantFrom(0, 0, 0.1, 0.2),
      isPaid: mostly,
      voucher: fc.boolean(),
      isTold: mostly,
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({ do: fc.constant("change" as const), order: pick, change, isTold: mostly }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("tell" as const), order: pick, state: pick }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("redeem" as const), customer: pick }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("release" as const), voucher: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("use" as const), voucher: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("claim" as const), advocate: pick, friend: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("repeat" as const), call: pick }) },
  { weight: 7, arbitrary: wait },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("run the job" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("publish" as const),
      rate: fc.integer({ min: 1, max: 3 }),
      holdDays,
      signUp: fc.constantFrom(null, 40),
      price: fc.integer({ min: 30, max: 300 }),
    }),
  },
);

/** The rules that a sequence begins with. */
export const beginning = fc.record({
  rate: fc.integer({ min: 1, max: 3 }),
  per: fc.constantFrom(100, 100, 70, 333),
  holdDays,
  expiryDays: fc.constantFrom(null, 30, 60, 120),
  signUp: fc.constantFrom(null, 40),
  price: fc.integer({ min: 30, max: 300 }),
});
