/** The orders of the same member that share a cap with an order: those placed in the same day, week, month or year. */
import { sql, type SQL } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { capSpan } from "../program/caps.ts";
import { programFrom, type Program } from "../program/document.ts";
import type { OrderTerms } from "../program/order-terms.ts";
import { orderFrom, type OrderState } from "../program/order.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { ToldState } from "./told-state.ts";

export interface OtherOrder {
  id: string;
  memberId: string;
  placedAt: number;
  programVersion: number;
  /** What it is worth before and after caps over several orders. */
  worth: number;
  points: number;
  forgiven: number;
  revision: number;
  terms: OrderTerms | null;
  /** null for one placed before this order, which nothing of this one changes. */
  state: OrderState | null;
}

interface OtherRow extends Omit<OtherOrder, "terms" | "state"> {
  terms: string | null;
  state: string | null;
}

interface ProgramRow {
  version: number;
  document: string;
}

/**
 * An order's date doesn't move; where it does after all, this much around the old one is read as well: a year, and
 * another that a week of other rules joins to it. Milliseconds.
 */
const LONGEST_SPAN = 2 * 366 * 86_400_000;

/**
 * The two queries for the orders of the members (a SELECT of their ids) that share a cap with this one, and for the
 * versions they were placed under; none where no version of the program has such a cap.
 */
export function selectOthers(
  { database, storeId, configuration }: StoreContext,
  orderId: string,
  { placedAt }: ToldState,
  memberIds: SQL,
): Statement[] {
  const { shared, store, program } = configuration;
  const span = capSpan([...shared.caps.values()], placedAt, store.timeZone);
  if (!span) return [];
  const moved = sql`FROM orders WHERE store_id = ${storeId} AND id = ${orderId} AND placed_at <> ${placedAt}`;
  const from = sql`coalesce((SELECT min(${span.from}, placed_at - ${LONGEST_SPAN}) ${moved}), ${span.from})`;
  const until = sql`coalesce((SELECT max(${span.until}, placed_at + ${LONGEST_SPAN}) ${moved}), ${span.until})`;
  const earliest = sql`coalesce((SELECT min(${placedAt}, placed_at) ${moved}), ${placedAt})`;
  const sharing = sql`FROM orders WHERE store_id = ${storeId} AND member_id IN (${memberIds})
    AND placed_at >= ${from} AND placed_at < ${until} AND worth > 0 AND id <> ${orderId}`;
  return [
    database.all<OtherRow>(sql`SELECT id, member_id AS memberId, placed_at AS placedAt, program_version AS programVersion,
        worth, points, forgiven, revision, terms, iif(placed_at >= ${earliest}, state, NULL) AS state
      ${sharing}`),
    database.all<ProgramRow>(sql`SELECT version, document FROM programs WHERE store_id = ${storeId}
      AND version <> ${program?.version ?? 0}
      AND version IN (SELECT program_version ${sharing} AND placed_at >= ${earliest})`),
  ];
}

/** What the rows of the first query say. */
export function othersFrom(rows: unknown[]): OtherOrder[] {
  return (rows as OtherRow[]).map((row) => ({
    ...row,
    terms: row.terms === null ? null : (JSON.parse(row.terms) as OrderTerms),
    state: row.state === null ? null : orderFrom(row.state),
  }));
}

/** The programs that the rows of the second query hold, by version. */
export function programsFrom(rows: unknown[]): [number, Program][] {
  return (rows as ProgramRow[]).map(({ version, document }) => [version, programFrom(document)]);
}
