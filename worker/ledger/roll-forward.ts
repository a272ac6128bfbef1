/** What a store's points did in a period, read from the hours that its entries are counted into. */
import { sql } from "drizzle-orm";
import type { Database } from "../database/client.ts";
import type { EntryKind, Rule } from "./entry.ts";

/** An hour of the books, milliseconds: periods begin and end on a whole one. */
export const HOUR = 3_600_000;

/** The lines of a roll-forward between opening and closing, in the order in which they are told. */
export const movements = [
  "earned",
  "released",
  "spent",
  "expired",
  "reversed",
  "adjusted",
  "transferred",
] as const;
export type Movement = (typeof movements)[number];

export interface Figure {
  points: number;
  entries: number;
}

/** The figure of one kind and rule of entry. */
export interface RuleFigure extends Figure {
  kind: string;
  rule: string;
}

export interface RollForward extends Record<Movement, Figure> {
  opening: number;
  closing: number;
  /** Whether opening and all that moved come to the closing. */
  tiesOut: boolean;
  rules: RuleFigure[];
}

/** What one kind and rule came to before the period and in it. */
interface Counted extends RuleFigure {
  before: number;
}

/**
 * The queries whose rows `rollForward` takes, to be read as one batch. `from` and `to` are milliseconds on a whole
 * hour, `to` not included. They read a row for each kind and rule of each hour, however many entries there are.
 */
export function rollForwardQueries(database: Database, storeId: string, from: number, to: number) {
  return [
    database.all<Counted>(sql`SELECT kind, rule,
        coalesce(sum(points) FILTER (WHERE hour < ${from}), 0) AS before,
        coalesce(sum(points) FILTER (WHERE hour >= ${from}), 0) AS points,
        coalesce(sum(entries) FILTER (WHERE hour >= ${from}), 0) AS entries
      FROM ledger_hours WHERE store_id = ${storeId} AND hour < ${to} GROUP BY kind, rule ORDER BY kind, rule`),
    // Summed by itself, so that there is something to compare the lines with.
    database.all<{ points: number }>(sql`SELECT coalesce(sum(points), 0) AS points
      FROM ledger_hours WHERE store_id = ${storeId} AND hour < ${to}`),
  ] as const;
}

/** The roll-forward of what `rollForwardQueries` read. */
export function rollForward(counted: Counted[], closing: number): RollForward {
  const figures = Object.fromEntries(
    movements.map((movement) => [movement, { points: 0, entries: 0 }]),
  ) as Record<Movement, Figure>;
  for (const { kind, rule, points, entries } of counted) {
    const movement = movementOf(kind, rule);
    if (movement === null) continue;
    figures[movement].points += points;
    figures[movement].entries += entries;
  }
  const opening = counted.reduce((total, each) => total + each.before, 0);
  const moved = movements.reduce((total, movement) => total + figures[movement].points, 0);
  return {
    opening,
    ...figures,
    closing,
    tiesOut: opening + moved === closing,
    rules: counted
      .filter(({ entries }) => entries > 0)
      .map(({ kind, rule, points, entries }) => ({ kind, rule, points, entries })),
  };
}

const byRule: Partial<Record<Rule, Movement>> = {
  adjustment: "adjusted",
  transfer_sent: "transferred",
  transfer_received: "transferred",
  import: "adjusted",
  // Points that lapse with their owner, less what they owed.
  erased: "expired",
  merge_sent: "transferred",
  merge_received: "transferred",
  merge_carried: "transferred",
};
const byKind: Record<EntryKind, Movement> = {
  earn: "earned",
  release: "released",
  redeem: "spent",
  expire: "expired",
  // What had expired and is taken back by a refund did not expire after all.
  expire_reversed: "expired",
  refund: "reversed",
};

/** The line that an entry belongs to; null for a kind that none of them knows, and then the figures don't tie out. */
function movementOf(kind: string, rule: string): Movement | null {
  const known: Partial<Record<string, Movement>> = { ...byKind };
  const ruled: Partial<Record<string, Movement>> = byRule;
  return ruled[rule] ?? known[kind] ?? null;
}
