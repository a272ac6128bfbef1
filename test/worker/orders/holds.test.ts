/** Points that wait for the payment, the fulfilment or the store's word, and how they get their dates. */
import { describe, expect, test } from "vitest";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import {
  DAY,
  PROGRAM,
  START,
  StoreUnderTest,
  type OrderInput,
  type ProgramInput,
} from "../store-under-test.ts";
import { annas, entriesOf, iso, refundOf } from "./told.ts";

type HoldFrom = NonNullable<ProgramInput["earning"]["holdFrom"]>;

function holding(holdFrom: HoldFrom, holdDays = 14): ProgramInput {
  return {
    ...PROGRAM,
    earning: { ...PROGRAM.earning, holdFrom, holdDays },
    expiry: { afterDays: 100 },
  };
}

const day = (days: number) => iso(START + days * DAY);

/** Anna's order of £100, in the state told so many seconds after it was placed. */
const told = (second: number, more: Partial<OrderInput> = {}) => annas(10_000, second, more);

async function datesAfter(program: ProgramInput, states: OrderInput[]) {
  const store = await StoreUnderTest.make(program);
  store.now = START + 5 * DAY;
  let memberId = "";
  for (const state of states) memberId = (await store.putOrder("1", state)).order.memberId ?? "";
  const given = (await entriesOf(store, memberId)).filter(({ kind }) => kind === "earn");
  expect(await store.problems()).toEqual([]);
  return { store, memberId, dates: given.map(({ availableAt, expiresAt }) => [availableAt, expiresAt]) };
}

describe("a hold from the fulfilment", () => {
  test("is told in the panel's data, so that nobody reads that it begins with the payment", async () => {
    const { store } = await datesAfter(holding("fulfilment"), [told(0)]);
    const answer = await store.page("GET", "/storefront/panel", { session: await store.session("anna") });
    const { program, pending } = answer.as(panelSchema);
    expect(program.earning).toMatchObject({ holdDays: 14, holdFrom: "fulfilment" });
    expect(pending).toEqual([]);
  });

  test("waits as long as nobody knows the day, and never expires before it", async () => {
    const { store, memberId, dates } = await datesAfter(holding("fulfilment"), [told(0)]);
    expect(dates).toEqual([[null, null]]);
    store.now = START + 3000 * DAY;
    expect(await store.balance(memberId)).toEqual({ available: 0, pending: 100, debt: 0 });
  });

  test("begins with it, to the millisecond", async () => {
    const { store, memberId, dates } = await datesAfter(holding("fulfilment"), [
      told(0),
      told(1, { fulfilledAt: day(3) }),
    ]);
    expect(dates).toEqual([[day(17), day(117)]]);
    store.now = START + 17 * DAY - 1;
    expect(await store.balance(memberId)).toMatchObject({ available: 0, pending: 100 });
    store.now += 1;
    expect(await store.balance(memberId)).toMatchObject({ available: 100, pending: 0 });
    store.now = START + 117 * DAY;
    expect(await store.balance(memberId)).toMatchObject({ available: 0, pending: 0 });
  });

  test.each([
    ["paid, then fulfilled", [told(0), told(1, { fulfilledAt: day(3) })]],
    ["fulfilled at once", [told(1, { fulfilledAt: day(3) })]],
    ["fulfilled first", [told(1, { fulfilledAt: day(3) }), told(0)]],
    [
      "fulfilled before it is paid",
      [told(0, { paidAt: null, fulfilledAt: day(3) }), told(1, { fulfilledAt: day(3) })],
    ],
  ])("gives the same dates where it is told as %s", async (_how, states) => {
    expect((await datesAfter(holding("fulfilment"), states)).dates).toEqual([[day(17), day(117)]]);
  });

  test("that came before the payment begins with the payment", async () => {
    const fulfilledAt = iso(START - 3 * DAY);
    const unpaid = told(0, { paidAt: null, fulfilledAt });
    expect((await datesAfter(holding("fulfilment"), [unpaid, told(1, { fulfilledAt })])).dates).toEqual([
      [day(14), day(114)],
    ]);
  });

  test("is not put off by a later day, and not brought back by taking it away", async () => {
    const { dates } = await datesAfter(holding("fulfilment"), [
      told(0, { fulfilledAt: day(1) }),
      told(1, { fulfilledAt: day(4) }),
      told(2),
      told(3, { fulfilledAt: day(5) }),
    ]);
    expect(dates).toEqual([[day(15), day(115)]]);
  });

  test("holds what was added later by its own day, and leaves the rest", async () => {
    const more = { lines: [{ id: "1", quantity: 1, amount: 15_000 }] };
    const { dates } = await datesAfter(holding("fulfilment"), [
      told(0, { fulfilledAt: day(1) }),
      told(1, more),
      told(2, { ...more, fulfilledAt: day(4) }),
    ]);
    expect(dates).toEqual([
      [day(15), day(115)],
      [day(18), day(118)],
    ]);
  });

  test("that came twice leaves a refund to take first what expires first", async () => {
    const more = { lines: [{ id: "1", quantity: 1, amount: 15_000 }] };
    const { store, memberId } = await datesAfter(holding("fulfilment"), [
      told(0, { fulfilledAt: day(1) }),
      told(1, { ...more, fulfilledAt: day(4) }),
      told(2, { ...more, fulfilledAt: day(4), refunds: [refundOf(6000)] }),
    ]);
    store.now = START + 116 * DAY;
    expect(await store.balance(memberId)).toMatchObject({ available: 50 });
  });

  test("that never comes leaves points that a refund takes first", async () => {
    const store = await StoreUnderTest.make(holding("fulfilment"));
    const { order } = await store.putOrder("1", told(0));
    await store.earn(order.memberId ?? "", 50);
    const refunds = [refundOf(6000)];
    const answer = await store.putOrder("1", told(1, { refunds }));
    expect(answer.balance).toEqual({ available: 50, pending: 40, debt: 0 });
    const fulfilled = await store.putOrder("1", told(2, { refunds, fulfilledAt: day(0) }));
    expect(fulfilled.posted).toBe(0);
    store.now = START + 14 * DAY;
    expect(await store.balance(order.memberId ?? "")).toEqual({ available: 90, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });
});

describe("a hold until the store says so", () => {
  test("ends with its word, and the days after it", async () => {
    const { dates } = await datesAfter(holding("release", 2), [told(0), told(1, { releasedAt: day(4) })]);
    expect(dates).toEqual([[day(6), day(106)]]);
  });

  test("waits for the payment even so", async () => {
    const released = { releasedAt: day(1) };
    const { store, memberId, dates } = await datesAfter(holding("release", 0), [
      told(0, { paidAt: null, ...released }),
    ]);
    expect(dates).toEqual([]);
    expect(await store.balance(memberId)).toEqual({ available: 0, pending: 0, debt: 0 });
    await store.putOrder("1", told(1, { paidAt: day(3), ...released }));
    const [entry] = await entriesOf(store, memberId);
    expect(entry?.availableAt).toBe(day(3));
  });

  test("is no business of the fulfilment", async () => {
    const { dates } = await datesAfter(holding("release"), [told(0), told(1, { fulfilledAt: day(1) })]);
    expect(dates).toEqual([[null, null]]);
  });
});

test("a hold from the payment is no business of the others", async () => {
  const { dates } = await datesAfter(holding("payment"), [
    told(0),
    told(1, { fulfilledAt: day(2), releasedAt: day(3) }),
  ]);
  expect(dates).toEqual([[day(14), day(114)]]);
});

test("a new version with another hold leaves the order its own", async () => {
  const store = await StoreUnderTest.make(holding("fulfilment"));
  const { order } = await store.putOrder("1", told(0));
  store.now = START + DAY;
  await store.publish(holding("payment", 0));
  await store.putOrder("1", told(1, { fulfilledAt: day(1) }));
  const [entry] = await entriesOf(store, order.memberId ?? "");
  expect([entry?.availableAt, entry?.expiresAt]).toEqual([day(15), day(115)]);
});
