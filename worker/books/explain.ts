import { Problem } from "../http/problem.ts";
import { textOfCursor, cursorAfter } from "../http/paging.ts";
import type { Reason } from "../ledger/entry.ts";
import {
  explainQueries,
  inOrder,
  madeOf,
  type EntryRow,
  type LotRow,
  type LotsPage,
} from "../ledger/explain.ts";
import { entryAnswer, isoTime } from "../members/answers.ts";
import { programFrom } from "../program/document.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import type { Explained } from "./explained.ts";
import { explainLot } from "./explain-lot.ts";

/** The page of a cursor; throws `invalid_request` for one that isn't of such a page. */
export function lotsPage(lots: "open" | "all", limit: number, cursor: string | undefined): LotsPage {
  if (lots === "all")
    return { lots, limit, after: textOfCursor(cursor, /^[a-z]+_[0-9a-z]+(\.\d{6})?$/)?.[0] ?? null };
  const place = textOfCursor(cursor, /^(\d{1,16}) (\d{1,16}) ([a-z]+_[0-9a-z]+(\.\d{6})?)$/);
  if (!place) return { lots, limit, after: null };
  const [, expiresAt, grantedAt, id = ""] = place;
  return { lots, limit, after: { expiresAt: Number(expiresAt), grantedAt: Number(grantedAt), id } };
}

/**
 * Where a page of the member's points is and came from, in one round trip; with sums over all lots that tie out to the
 * balance. Figures that don't agree are noted, and told. Throws the problem `member_not_found`.
 */
export async function explain(context: StoreContext, memberId: string, page: LotsPage): Promise<Explained> {
  const { database, storeId, now, configuration } = context;
  const [[balance], [whole], [sums], lots, entries, moves, orders, programs, debts] = await readCurrent(
    context,
    explainQueries(database, storeId, memberId, page, now),
  );
  if (!balance || !whole || !sums) throw new Problem("member_not_found");
  const { available, pending, debt } = balance;
  const { lapsed } = sums;
  const tiesOut =
    available === sums.available &&
    pending === sums.pending &&
    whole.total === sums.available + sums.pending + lapsed - debt;
  if (!tiesOut) console.error(JSON.stringify({ ledger: storeId, member: memberId, problem: "lots_total" }));

  const rows = inOrder(lots, page);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const documents = new Map(programs.map(({ version, document }) => [version, programFrom(document)]));
  const of = {
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    moves: Map.groupBy(moves, ({ lotId }) => lotId),
    orders: new Map(orders.map((order) => [`order:${order.id}`, order])),
    programs: documents,
    currency: configuration.store.currency,
    now,
  };
  return {
    memberId,
    at: isoTime(now),
    balance: { available, pending, debt },
    lapsed,
    total: whole.total,
    tiesOut,
    debt: {
      points: debt,
      made: madeOf(debt, debts).made.map(({ entry, owed }) => ({ entry: answered(entry), owed })),
    },
    items: shown.map((lot) => explainLot(lot, of)),
    next: last && rows.length > page.limit ? cursorAfter(placeOf(last, page)) : null,
  };
}

function answered(row: EntryRow) {
  return entryAnswer({ ...row, reason: JSON.parse(row.reason) as Reason }, null);
}

function placeOf({ id, expiresAt, grantedAt }: LotRow, { lots }: LotsPage): string {
  return lots === "all" ? id : `${expiresAt} ${grantedAt} ${id}`;
}
