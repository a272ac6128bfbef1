import { and, desc, eq, lt, type SQL } from "drizzle-orm";
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
    })
    .from(entries)
    .leftJoin(
      lots,
      and(eq(lots.storeId, entries.storeId), eq(lots.memberId, entries.memberId), eq(lots.id, entries.id)),
    )
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

type EntryRow = Awaited<ReturnType<typeof selectEntries>>[number];

/** A row of `selectEntries` as the API answers it. */
export function entryOfRow(row: EntryRow): EntryAnswer {
  const { availableAt, expiresAt } = row;
  const lot = availableAt === null || expiresAt === null ? null : { availableAt, expiresAt };
  return entryAnswer({ ...row, reason: JSON.parse(row.reason) as Reason }, lot);
}
