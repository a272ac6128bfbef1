/** Reading the books of a store under test. */
import { expect } from "vitest";
import { explainedSchema, type Explained } from "../../../worker/books/explained.ts";
import { rollForwardSchema } from "../../../worker/books/roll-forward.ts";
import type { StoreUnderTest } from "../store-under-test.ts";

/** One page of what explains the member's points. */
export async function explain(store: StoreUnderTest, memberId: string, query = ""): Promise<Explained> {
  return (await store.server("GET", `/v1/members/${memberId}/explain?${query}`)).as(explainedSchema);
}

/** Every page of it, as one. */
export async function explainAll(store: StoreUnderTest, memberId: string, query = ""): Promise<Explained> {
  let page = await explain(store, memberId, query);
  const whole = page;
  while (page.next !== null) {
    page = await explain(store, memberId, `${query}&cursor=${page.next}`);
    whole.items.push(...page.items);
  }
  return whole;
}

/** All of them together. */
export const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);

/** What ties out in any explanation of all lots: each lot with its moves, and all lots with the balance. */
export function expectToTieOut(explained: Explained): void {
  const { balance, lapsed, total, items, debt } = explained;
  expect(explained.tiesOut).toBe(true);
  for (const lot of items) {
    expect(lot.moreMoves).toBe(0);
    expect(lot.granted - lot.repaidDebt + sum(lot.moves.map(({ points }) => points))).toBe(lot.remaining);
    const lines = lot.order?.lines ?? [];
    const worth = lot.granted + (lot.entry.reason.forgiven ?? 0);
    if (lines.length > 0) expect(sum(lines.map(({ points }) => points))).toBe(worth);
  }
  const held = (status: string) =>
    sum(items.filter((lot) => lot.status === status).map(({ remaining }) => remaining));
  expect(held("available")).toBe(balance.available);
  expect(held("pending")).toBe(balance.pending);
  expect(held("expired")).toBe(lapsed);
  expect(balance.available + balance.pending + lapsed - balance.debt).toBe(total);
  expect(sum(debt.made.map(({ owed }) => owed))).toBe(balance.debt);
}

const period = (from: number, to: number) =>
  `/v1/ledger/roll-forward?from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;

/** The roll-forward from one time to before another, milliseconds on whole hours. */
export async function rollForward(store: StoreUnderTest, from: number, to: number) {
  return (await store.server("GET", period(from, to))).as(rollForwardSchema);
}

/** The lines between opening and closing. */
export const MOVEMENTS = [
  "earned",
  "released",
  "spent",
  "expired",
  "reversed",
  "adjusted",
  "transferred",
] as const;
