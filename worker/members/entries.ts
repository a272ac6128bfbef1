import { and, asc, desc, eq, gt, lt, sql, type SQL } from "drizzle-orm";
import { entries, lots } from "../database/schema.ts";
import type { Database } from "../database/client.ts";
import type { Reason } from "../ledger/entry.ts";
import { entryAnswer, type EntryAnswer } from "./answers.ts";

/** The query for a member's entries, newest first, older than the entry `before`; one more than a page. */
export function selectEntries(
  database: Database,
  storeId: string,
  memberId: string | SQL,
  before: string | null,
  limit: number,
) {
  return entriesWithLots(database)
    .where(
      and(
        eq(entries.storeId, storeId),
        eq(entries.memberId, memberId),
        before === null ? undefined : lt(entries.id, before),
      ),
    )
    .orderBy(desc(entries.id))
    .limit(limit + 1);
}

/** The query for a member's entries, the oldest first, after the entry of this id. */
export function selectEntriesAfter(
  database: Database,
  storeId: string,
  memberId: string,
  after: string | null,
  limit: number,
) {
  return entriesWithLots(database)
    .where(and(eq(entries.storeId, storeId), eq(entries.memberId, memberId), gt(entries.id, after ?? "")))
    .orderBy(asc(entries.id))
    .limit(limit);
}

/** The query for the entries of the keys, SQL that selects them. */
export function selectEntryOfKey(database: Database, storeId: string, keys: SQL) {
  return entriesWithLots(database).where(and(eq(entries.storeId, storeId), sql`${entries.key} IN (${keys})`));
}

/** Entries, each with the dates of the lot it granted; of several the one that is spent first. */
function entriesWithLots(database: Database) {
  return database
    .select({
      id: entries.id,
      kind: entries.kind,
      points: entries.points,
      programVersion: entries.programVersion,
      createdAt: entries.createdAt,
      reason: entries.reason,
      availableAt: lots.availableAt,
      expiresAt: lots.expiresAt,
      dueAt: lots.dueAt,
      warnedAt: lots.warnedAt,
    })
    .from(entries)
    .leftJoin(
      lots,
      and(eq(lots.storeId, entries.storeId), eq(lots.memberId, entries.memberId), eq(lots.id, entries.id)),
    );
}

type EntryRow = Awaited<ReturnType<typeof selectEntries>>[number];

/** A row of `selectEntries` as the API answers it. */
export function entryOfRow(row: EntryRow): EntryAnswer {
  const { availableAt, expiresAt, dueAt, warnedAt } = row;
  const lot =
    availableAt === null || expiresAt === null || dueAt === null
      ? null
      : { availableAt, expiresAt, dueAt, warnedAt };
  return entryAnswer({ ...row, reason: JSON.parse(row.reason) as Reason }, lot);
}

/** A row of `selectEntries` as the member it is about sees it: without who of the store's people adjusted points. */
export function shoppersEntryOfRow(row: EntryRow): EntryAnswer {
  const entry = entryOfRow(row);
  const { actor: _actor, ...reason } = entry.reason;
  return { ...entry, reason };
}
