import { expect, test } from "vitest";
import { DAY, environment, order, START, StoreUnderTest } from "../store-under-test.ts";
import { databaseOf } from "../../../worker/database/client.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import {
  arrangements,
  deliverAll,
  stories,
  statesOf,
  withRepeats,
  worthOf,
  type Story,
} from "./deliveries.ts";
import { changed, plainOrder } from "./order-states.ts";

test("promise 6: an order's states end alike in every order of arrival", { timeout: 60_000 }, async () => {
  // In the long tests all six of each story, in every order; here a third of the ways to tell three of one, and some of
  // the others.
  const [first, ...others] = Object.values<Story>(stories);
  if (first)
    await deliverAll(
      environment,
      first,
      arrangements(6, 3).filter((_, at) => at % 3 === 0),
    );
  for (const [index, story] of others.entries()) {
    const some = arrangements(6, 4).filter((_, at) => at % 60 === 7 * index);
    await deliverAll(environment, story, some.map(withRepeats));
  }
});

test("promise 6: states told twice in between change nothing", async () => {
  await deliverAll(environment, stories["edits, refunds and a cancellation"], [
    [0, 0, 1, 0, 1, 2, 2, 1, 3, 0, 3, 4, 4, 5, 5, 0],
    [5, 4, 3, 2, 1, 0, 0, 1, 2, 3, 4, 5],
    [1, 1, 3, 1, 3, 2, 3, 4, 4, 2],
    [4, 0, 4, 1, 4, 2, 4, 3, 4],
  ]);
});

test("promise 6: of two states of the same instant the same one stays, whichever comes first", async () => {
  const store = await StoreUnderTest.make();
  const [one, other] = [order("anna", 10_000, START), order("anna", 20_000, START)];
  const first = [await store.putOrder("1", one), await store.putOrder("1", other)].at(-1);
  const second = [await store.putOrder("2", other), await store.putOrder("2", one)].at(-1);
  expect(first?.order.points).toBe(second?.order.points);
  expect(await store.problems()).toEqual([]);
});

test("promise 6: refunds in any order and size end where buying only what was kept would have", async () => {
  const store = await StoreUnderTest.make();
  const amounts = [1999, 333, 4501];
  const refunds = [
    { id: "a", refundedAt: new Date(START).toISOString(), lines: [{ lineId: "line 1", amount: 667 }] },
    { id: "b", refundedAt: new Date(START).toISOString(), amount: 1001 },
    { id: "c", refundedAt: new Date(START).toISOString(), lines: [{ lineId: "line 3", amount: 1 }] },
  ];
  const bought = plainOrder("anna", START, amounts);
  const keptOnly = await store.putOrder("kept", plainOrder("ben", START, [6833 - 667 - 1001 - 1]));
  for (const [name, sequence] of Object.entries({ abc: "abc", cba: "cba", bac: "bac" })) {
    const given: typeof refunds = [];
    let last = await store.putOrder(name, { ...bought, customer: { id: name } });
    for (const [index, letter] of Array.from(sequence).entries()) {
      given.push(...refunds.filter(({ id }) => id === letter));
      const updatedAt = new Date(START + index + 1).toISOString();
      last = await store.putOrder(name, {
        ...bought,
        customer: { id: name },
        refunds: [...given],
        updatedAt,
      });
    }
    expect(last.balance).toEqual(keptOnly.balance);
  }
});

/** What the member may spend, waits for, and owes: the sum that must agree. */
const sumOf = (balance: { available: number; pending: number; debt: number } | null) =>
  balance && balance.available + balance.pending - balance.debt;

test("promise 6: with a redemption at any moment, the sum is what the order is worth, less what was spent", async () => {
  const store = await StoreUnderTest.make();
  const story = stories["edits, refunds and a cancellation"];
  const states = (customer: string) => statesOf(story, customer, "").slice(1);
  for (const [index, row] of arrangements(5, 3)
    .filter((_, at) => at % 3 === 0)
    .entries())
    for (const before of [1, 2]) {
      const customer = `customer-${index}-${before}`;
      const memberId = await store.member(customer);
      await store.earn(memberId, 450);
      let spent = 0;
      for (const [step, state] of row.entries()) {
        if (step === before) {
          const answer = await store.server("POST", "/v1/redeem", {
            body: { memberId, rewardId: "five-off" },
          });
          if (answer.status === 201) spent = 500;
        }
        const told = states(customer)[state];
        if (told) await store.putOrder(customer, told);
      }
      const newest = states(customer)[Math.max(...row)];
      const points = newest ? worthOf(story, newest) : Number.NaN;
      expect(sumOf(await store.balance(memberId))).toBe(450 + points - spent);
    }
  expect(await store.problems()).toEqual([]);
});

test("promises 6 and 7: a refund before an expiry and one after it, posted or not, end the same", async () => {
  const ends = [];
  for (const story of ["refund first", "refund later", "refund later, expiry posted"]) {
    const store = await StoreUnderTest.make({
      name: "Expiring",
      earning: { order: { points: 1, per: 100 } },
      expiry: { afterDays: 30 },
    });
    const memberId = await store.member("anna");
    const bought = plainOrder("anna", START, [10_000, 5000]);
    await store.putOrder("1", bought);
    store.now = START + 20 * DAY;
    await store.earn(memberId, 70);
    const refunded = changed(bought, { do: "refund line", line: 0, part: 0.4 }, START + 21 * DAY);
    if (!refunded) throw new Error("Nothing to refund.");
    store.now = START + 21 * DAY;
    if (story === "refund first") await store.putOrder("1", refunded);
    store.now = START + 31 * DAY;
    if (story.endsWith("posted")) await scheduled(databaseOf(environment), store.now);
    if (story !== "refund first") await store.putOrder("1", refunded);
    ends.push(await store.balance(memberId));
    await scheduled(databaseOf(environment), store.now);
    ends.push(await store.balance(memberId));
    expect(await store.problems()).toEqual([]);
  }
  expect(ends).toEqual(ends.map(() => ({ available: 70, pending: 0, debt: 0 })));
});

test("promises 6 and 7: points given twice for one order, on two dates, are taken back alike, expiry posted or not", async () => {
  const ends = [];
  for (const isPosted of [false, true]) {
    const store = await StoreUnderTest.make({
      name: "Expiring",
      earning: { order: { points: 1, per: 100 } },
      expiry: { afterDays: 30 },
    });
    const bought = plainOrder("anna", START, [5000]);
    // Paid for a second time, ten days later: the 30 points more are dated from then.
    const paidAgain = {
      ...plainOrder("anna", START, [8000]),
      paidAt: new Date(START + 10 * DAY).toISOString(),
      updatedAt: new Date(START + 10 * DAY).toISOString(),
    };
    const refunded = changed(paidAgain, { do: "refund", part: 0.5 }, START + 31 * DAY);
    if (!refunded) throw new Error("Nothing to refund.");
    await store.putOrder("1", bought);
    store.now = START + 10 * DAY;
    await store.putOrder("1", paidAgain);
    store.now = START + 31 * DAY;
    if (isPosted) await scheduled(databaseOf(environment), store.now);
    ends.push((await store.putOrder("1", refunded)).balance);
  }
  expect(ends).toEqual(ends.map(() => ({ available: 30, pending: 0, debt: 0 })));
});
