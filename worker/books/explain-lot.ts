/** One lot, from the rows that tell of it. */
import type { Reason } from "../ledger/entry.ts";
import { grantingEntry, type EntryRow, type LotRow, type MoveRow, type OrderRow } from "../ledger/explain.ts";
import { sentenceOf } from "../ledger/sentence.ts";
import { entryAnswer, isoTime } from "../members/answers.ts";
import type { Program } from "../program/document.ts";
import { NEVER, toldExpiry } from "../program/lot-dates.ts";
import type { OrderState } from "../program/order.ts";
import { ruleInWords } from "../program/rule-words.ts";
import type { ExplainedLot } from "./explained.ts";

export interface LotFacts {
  /** By their ids. */
  entries: Map<string, EntryRow>;
  /** By the lot's id, oldest first. */
  moves: Map<string, MoveRow[]>;
  /** By the lot's source. */
  orders: Map<string, OrderRow>;
  /** By their versions. */
  programs: Map<number, Program>;
  /** The store's. */
  currency: string;
  now: number;
}

/** The lot with what granted it, what moved in it since, and the sentence that says so. */
export function explainLot(lot: LotRow, of: LotFacts): ExplainedLot {
  const entry = of.entries.get(grantingEntry(lot.id));
  if (!entry) throw new Error("A lot without the entry that granted it.");
  const reason = JSON.parse(entry.reason) as Reason;
  const program = of.programs.get(entry.programVersion);
  const all = of.moves.get(lot.id) ?? [];
  const first = all.find(({ id }) => id === entry.id);
  const moves = all.filter(({ id }) => id !== entry.id);
  const order = of.orders.get(lot.source ?? "");
  const lines = order ? explainLines(order, reason, program) : null;
  const known = first ? 1 : 0;
  return {
    id: lot.id,
    status: statusOf(lot, of.now),
    granted: lot.granted,
    repaidDebt: lot.granted - (first?.moved ?? 0),
    remaining: lot.remaining,
    earnedAt: isoTime(lot.grantedAt),
    availableAt: timeOf(lot.availableAt),
    expiresAt: timeOf(toldExpiry(lot)),
    graceUntil: lot.expiresAt > toldExpiry(lot) ? isoTime(lot.expiresAt) : null,
    entry: entryAnswer({ ...entry, reason }, lot),
    rule: program ? ruleInWords(program, reason, of.currency) : null,
    order: lines,
    moves: moves.map((move) => ({
      entryId: move.id,
      kind: entryAnswer({ ...move, reason: reasonOf(move) }, null).kind,
      points: move.moved,
      at: isoTime(move.createdAt),
      sentence: sentenceOf(move.moved, reasonOf(move)),
    })),
    moreMoves: (all[0]?.lotMoves ?? 0) - known - moves.length,
    sentence: lotSentence(lot, reason, lines?.lines ?? [], of.now),
  };
}

function explainLines(order: OrderRow, reason: Reason, program: Program | undefined): ExplainedLot["order"] {
  const state = JSON.parse(order.state) as OrderState;
  const lines = (reason.lines ?? []).map(({ id, points }) => {
    const line = state.lines.find((each) => each.id === id);
    if (line) return { id, name: line.name ?? null, quantity: line.quantity, amount: line.amount, points };
    if (id === "shipping")
      return { id, name: "Shipping", quantity: null, amount: state.shipping.amount, points };
    const campaign = program?.earning.campaigns.find((each) => id === `campaign:${each.id}`);
    // A line that the store no longer tells has its points, and no name.
    return { id, name: campaign?.name ?? null, quantity: null, amount: null, points };
  });
  return { id: order.id, currency: state.currency, lines };
}

function statusOf(
  { remaining, availableAt, expiresAt, expired }: LotRow,
  now: number,
): ExplainedLot["status"] {
  if (remaining === 0) return expired > 0 ? "expired" : "spent";
  if (expiresAt <= now) return "expired";
  return availableAt > now ? "pending" : "available";
}

/** Lines named in a sentence. */
const MOST_LINES = 5;

function lotSentence(
  lot: LotRow,
  reason: Reason,
  lines: NonNullable<ExplainedLot["order"]>["lines"],
  now: number,
): string {
  const parts = [sentenceOf(lot.granted, reason)];
  if (lines.length > 1) {
    const named = lines
      .slice(0, MOST_LINES)
      .map((line) => `${line.points} for ${line.name ?? `line ${line.id}`}`);
    if (lines.length > MOST_LINES) named.push(`the rest for ${lines.length - MOST_LINES} more lines`);
    parts.push(`${named.join(", ")}.`);
  }
  const left = lot.remaining.toLocaleString("en");
  const status = statusOf(lot, now);
  if (status === "spent") parts.push("None are left.");
  else if (status === "expired") parts.push("What was left has expired.");
  else if (status === "available") parts.push(`${left} can be spent now${until(lot)}.`);
  else if (lot.availableAt === NEVER) parts.push(`${left} wait for a day that isn't known yet.`);
  else parts.push(`${left} can be spent from ${dayOf(lot.availableAt)}${until(lot)}.`);
  return parts.join(" ");
}

function until(lot: LotRow): string {
  const expiresAt = toldExpiry(lot);
  return expiresAt === NEVER ? "" : `, until ${dayOf(expiresAt)}`;
}

function dayOf(at: number): string {
  return isoTime(at).slice(0, 10);
}

function timeOf(at: number): string | null {
  return at === NEVER ? null : isoTime(at);
}

function reasonOf(row: EntryRow): Reason {
  return JSON.parse(row.reason) as Reason;
}
