/** The states of one order, delivered in any order and any number of times. */
import { expect } from "vitest";
import type { StoreUnderTest } from "../store-under-test.ts";
import { START, type OrderInput } from "../store-under-test.ts";
import { worth } from "./model.ts";
import { changed, placed } from "./order-states.ts";
import type { Change } from "./operations.ts";

const CHANGES: Change[] = [
  { do: "pay" },
  { do: "edit", line: 0, amount: 25_099 },
  { do: "refund line", line: 1, part: 0.35 },
  { do: "refund", part: 0.21 },
  { do: "cancel" },
];

/** Placed, paid, edited, refunded in part, refunded once more, cancelled: an hour apart, of the customer. */
export function statesOf(customer: string): OrderInput[] {
  const states = [placed(customer, START, [12_345, 6789, 501], { isPaid: false, discount: 0.1 })];
  for (const [index, change] of CHANGES.entries()) {
    const latest = states.at(-1);
    const next = latest && changed(latest, change, START + (index + 1) * 3_600_000);
    if (next) states.push(next);
  }
  return states;
}

/** Every way to put `length` of the states in a row, each once. */
export function arrangements(states: number, length: number): number[][] {
  if (length === 0) return [[]];
  return arrangements(states, length - 1).flatMap((row) =>
    Array.from({ length: states }, (_, state) => state)
      .filter((state) => !row.includes(state))
      .map((state) => [...row, state]),
  );
}

/** Every row of `length` states, repeats included. */
export function rows(states: number, length: number): number[][] {
  if (length === 0) return [[]];
  return rows(states, length - 1).flatMap((row) =>
    Array.from({ length: states }, (_, state) => [...row, state]),
  );
}

/** Delivers each row of states to a customer of its own: each ends as delivering only its newest state would. */
export async function deliverAll(store: StoreUnderTest, rowsOfStates: number[][]): Promise<void> {
  const waiting = rowsOfStates.entries();
  const lane = async () => {
    for (const [index, row] of waiting) await deliver(store, `customer-${index}`, row);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  expect(await store.problems()).toEqual([]);
}

async function deliver(store: StoreUnderTest, customer: string, row: number[]): Promise<void> {
  const states = statesOf(customer);
  let balance;
  for (const index of row) {
    const state = states[index];
    if (state) ({ balance } = await store.putOrder(`order-of-${customer}`, state));
  }
  const newest = states[Math.max(...row)];
  const points = newest ? worth({ rate: 1, per: 100 }, newest) : Number.NaN;
  expect({ row, balance }).toEqual({ row, balance: { available: points, pending: 0, debt: 0 } });
}
