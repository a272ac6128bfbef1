/** Where each of a member's points is and came from, read as one moment shows it. */
import { sql, type SQL } from "drizzle-orm";
import type { Database } from "../database/client.ts";
import { selectBalance, type Balance } from "./balance.ts";
import type { EntryKind } from "./entry.ts";

/** Which lots a page holds, and after which it begins. */
export type LotsPage =
  /** Those with points in them, in the order in which they are spent. */
  | { lots: "open"; after: OpenPosition | null; limit: number }
  /** Spent ones too, in the order in which they were granted; after the lot of this id. */
  | { lots: "all"; after: string | null; limit: number };

/** Where a lot stands in the order of spending. */
export interface OpenPosition {
  expiresAt: number;
  grantedAt: number;
  id: string;
}

/** Moves told of one lot, the one that granted it among them: those beyond are counted. */
const MOST_MOVES = 50;
/** Entries told that the debt was made by. */
const MOST_DEBTS = 50;

export interface LotRow {
  id: string;
  source: string | null;
  granted: number;
  remaining: number;
  expired: number;
  grantedAt: number;
  availableAt: number;
  expiresAt: number;
  dueAt: number;
  warnedAt: number | null;
}

/** An entry of the member's as it stands in the ledger, its reason still as JSON. */
export interface EntryRow {
  id: string;
  kind: EntryKind;
  points: number;
  programVersion: number;
  reason: string;
  createdAt: number;
}

/** What one entry did to a lot: `moved` is the lot's part of it, `lotMoves` how many there are of that lot. */
export interface MoveRow extends EntryRow {
  lotId: string;
  moved: number;
  lotMoves: number;
}

/** What the open lots hold by now, summed over every one of them. */
export interface LotSums {
  available: number;
  pending: number;
  /** Past their expiry, which no entry says yet: they don't count. */
  lapsed: number;
}

export interface DebtRow extends EntryRow {
  debtChange: number;
}

export interface OrderRow {
  id: string;
  state: string;
}

export interface ProgramRow {
  version: number;
  document: string;
}

/**
 * The queries for one page of a member's lots and all that explains them, to be read as one batch: the balance, the
 * ledger's total, the sums of the lots, the page's lots (one more than `limit`), the entries that granted them, what
 * moved in them, their orders, the programs they were granted under, and what made the debt.
 */
export function explainQueries(
  database: Database,
  storeId: string,
  memberId: string,
  page: LotsPage,
  now: number,
) {
  const mine = sql`store_id = ${storeId} AND member_id = ${memberId}`;
  const ids = sql`SELECT id FROM (${lotsOfPage(mine, page)})`;
  const granting = sql`SELECT substr(id, 1, instr(id || '.', '.') - 1) FROM (${lotsOfPage(mine, page)})`;
  const entry = sql`entries.id AS id, entries.kind AS kind, entries.points AS points,
    entries.program_version AS programVersion, entries.reason AS reason, entries.created_at AS createdAt`;
  const myEntries = sql`entries.store_id = ${storeId} AND entries.member_id = ${memberId}`;
  return [
    database.all<Balance>(selectBalance(storeId, memberId, now)),
    database.all<{ total: number }>(sql`SELECT total FROM balances WHERE ${mine}`),
    // The index holds all that is summed.
    database.all<LotSums>(sql`SELECT
        coalesce(sum(remaining) FILTER (WHERE available_at <= ${now} AND expires_at > ${now}), 0) AS available,
        coalesce(sum(remaining) FILTER (WHERE available_at > ${now} AND expires_at > ${now}), 0) AS pending,
        coalesce(sum(remaining) FILTER (WHERE expires_at <= ${now}), 0) AS lapsed
      FROM lots INDEXED BY lots_pending WHERE ${mine} AND remaining > 0`),
    database.all<LotRow>(sql`SELECT id, source, granted, remaining, expired, granted_at AS grantedAt,
        available_at AS availableAt, expires_at AS expiresAt, due_at AS dueAt,
        warned_at AS warnedAt
      FROM lots WHERE ${mine} AND id IN (${ids})`),
    database.all<EntryRow>(sql`SELECT ${entry} FROM entries WHERE ${myEntries} AND id IN (${granting})`),
    // substr rather than LIKE, whose pattern may have 50 bytes on D1: an id may be longer.
    database.all<MoveRow>(sql`SELECT ${entry}, moves.lot_id AS lotId, moves.points AS moved, moves.many AS lotMoves
      FROM (
        SELECT entry_id, lot_id, points, count(*) OVER (PARTITION BY lot_id) AS many,
          row_number() OVER (PARTITION BY lot_id ORDER BY substr(lot_id, 1, length(entry_id)) <> entry_id, entry_id) AS number
        FROM lot_moves WHERE ${mine} AND lot_id IN (${ids})
      ) AS moves JOIN entries ON ${myEntries} AND entries.id = moves.entry_id
      WHERE moves.number <= ${MOST_MOVES} ORDER BY entries.id`),
    database.all<OrderRow>(sql`SELECT id, state FROM orders WHERE store_id = ${storeId} AND id IN (
        SELECT substr(source, 7) FROM lots WHERE ${mine} AND id IN (${ids}) AND source LIKE 'order:%')`),
    database.all<ProgramRow>(sql`SELECT version, document FROM programs WHERE store_id = ${storeId} AND version IN (
        SELECT entries.program_version FROM entries WHERE ${myEntries} AND id IN (${granting}))`),
    database.all<DebtRow>(sql`SELECT ${entry}, entries.debt_change AS debtChange FROM entries
      WHERE ${myEntries} AND debt_change > 0
        AND (SELECT debt FROM balances WHERE ${mine}) > 0
      ORDER BY id DESC LIMIT ${MOST_DEBTS}`),
  ] as const;
}

function lotsOfPage(mine: SQL, page: LotsPage): SQL {
  if (page.lots === "all")
    return sql`SELECT id FROM lots WHERE ${mine} AND id > ${page.after ?? ""} ORDER BY id LIMIT ${page.limit + 1}`;
  const { expiresAt, grantedAt, id } = page.after ?? { expiresAt: -1, grantedAt: -1, id: "" };
  return sql`SELECT id FROM lots INDEXED BY lots_open WHERE ${mine} AND remaining > 0
    AND (expires_at, granted_at, id) > (${expiresAt}, ${grantedAt}, ${id})
    ORDER BY expires_at, granted_at, id LIMIT ${page.limit + 1}`;
}

/** The entry that granted a lot: a transfer grants several, `<entry>` and `<entry>.000002` and so on. */
export function grantingEntry(lotId: string): string {
  return lotId.split(".", 1)[0] ?? lotId;
}

/** The lots in the order of the page. */
export function inOrder(lots: LotRow[], { lots: which }: LotsPage): LotRow[] {
  const byId = (a: LotRow, b: LotRow) => (a.id < b.id ? -1 : 1);
  return [...lots].sort((a, b) =>
    which === "all" ? byId(a, b) : a.expiresAt - b.expiresAt || a.grantedAt - b.grantedAt || byId(a, b),
  );
}

export interface Debt {
  points: number;
  /** The entries that made it, the newest first, and how much of it is of each; the rest is of earlier ones. */
  made: { entry: DebtRow; owed: number }[];
}

/** What a debt is made of. What was repaid since was repaid of the oldest first, so what stands is of the newest. */
export function madeOf(debt: number, rows: DebtRow[]): Debt {
  const made: Debt["made"] = [];
  let left = debt;
  for (const entry of rows) {
    if (left === 0) break;
    const owed = Math.min(left, entry.debtChange);
    made.push({ entry, owed });
    left -= owed;
  }
  return { points: debt, made };
}
