/** Taking publications to call for: one call at a time for each code, and none that is lost stops the next. */
import { and, eq, getTableColumns, sql, type SQL } from "drizzle-orm";
import { batch, type Database } from "../../database/client.ts";
import { newId } from "../../database/id.ts";
import { connections, voucherPublications, vouchers } from "../../database/schema.ts";
import type { VoucherRow } from "../../rewards/answers.ts";
import type { ConnectionRow } from "../platform.ts";

/**
 * After how long a call counts as lost, milliseconds. Much longer than a call is given (`call-shop.ts`), so that a code
 * is never switched off while the call that makes it may still arrive.
 */
const LOST_AFTER = 120_000;

export type PublicationStatus = NonNullable<VoucherRow["publication"]>;

/** A publication that was taken: nobody else calls for it until what came of the call is written, or it is lost. */
export interface Claimed {
  claim: string;
  /** What is to be done: a code that is `held` is to be made; any other must not work. */
  status: "held" | "withdrawing" | "refused";
  voucher: VoucherRow;
  reference: string | null;
  connectionId: string;
  /** Since the status changed, with this call. */
  attempts: number;
  /** Ever, with this call. */
  calls: number;
  /** How far the store's clock is ahead of the real one, milliseconds. */
  clockOffset: number;
}

/** Takes at most `limit` publications of the connection whose next call is due by `now` (the real clock, milliseconds). */
export async function claimDue(
  database: Database,
  { storeId, id }: Pick<ConnectionRow, "storeId" | "id">,
  now: number,
  limit: number,
): Promise<Claimed[]> {
  const due = sql`code IN (SELECT code FROM voucher_publications INDEXED BY voucher_publications_due
    WHERE store_id = ${storeId} AND connection_id = ${id} AND next_at <= ${now} ORDER BY next_at, code LIMIT ${limit})`;
  const { claim, taken, select } = taking(database, storeId, due, now);
  const [, rows] = await batch(database, [taken, select]);
  return rows.map(claimedBy(claim));
}

/** What `claimOne` found. */
export interface Taken {
  /** The publication's status; null where the voucher has none. */
  publication: PublicationStatus | null;
  connection: ConnectionRow | undefined;
  /** Undefined where there is nothing to call for, not yet, or somebody calls already. */
  claimed: Claimed | undefined;
}

/**
 * Takes the publication of one voucher, where a call for it is due or was never made, and the shop doesn't ask for quiet.
 * One round trip.
 */
export async function claimOne(
  database: Database,
  storeId: string,
  code: string,
  now: number,
): Promise<Taken> {
  const due = sql`code = ${code} AND (calls = 0 OR next_at <= ${now}) AND NOT EXISTS (
    SELECT 1 FROM connections WHERE connections.store_id = ${storeId}
      AND connections.id = voucher_publications.connection_id AND quiet_until > ${now})`;
  const { claim, taken, select } = taking(database, storeId, due, now);
  const connectionId = sql`(SELECT connection_id FROM voucher_publications
    WHERE store_id = ${storeId} AND code = ${code})`;
  const [, rows, [connection], [found]] = await batch(database, [
    taken,
    select,
    database
      .select()
      .from(connections)
      .where(and(eq(connections.storeId, storeId), eq(connections.id, connectionId))),
    database
      .select({ publication: vouchers.publication })
      .from(vouchers)
      .where(and(eq(vouchers.storeId, storeId), eq(vouchers.code, code))),
  ]);
  return { publication: found?.publication ?? null, connection, claimed: rows.map(claimedBy(claim))[0] };
}

/** The statement that takes those that are due, and the query for those that it took. */
function taking(database: Database, storeId: string, due: SQL, now: number) {
  const claim = newId("call", now);
  const taken = database.run(sql`UPDATE voucher_publications
    SET claim = ${claim}, calls = calls + 1, attempts = attempts + 1, next_at = ${now + LOST_AFTER}
    WHERE store_id = ${storeId} AND ${due} AND status IN ('held', 'withdrawing', 'refused')`);
  const select = database
    .select({
      ...getTableColumns(vouchers),
      reference: voucherPublications.reference,
      connectionId: voucherPublications.connectionId,
      attempts: voucherPublications.attempts,
      calls: voucherPublications.calls,
      clockOffset: sql<number>`(SELECT clock_offset FROM stores WHERE id = ${storeId})`.as("clock_offset"),
    })
    .from(voucherPublications)
    .innerJoin(
      vouchers,
      and(eq(vouchers.storeId, voucherPublications.storeId), eq(vouchers.code, voucherPublications.code)),
    )
    .where(
      and(
        eq(voucherPublications.storeId, storeId),
        // Without the index named, SQLite would go through all of the store's.
        sql`${voucherPublications.code} IN (SELECT code FROM voucher_publications
          INDEXED BY voucher_publications_claimed WHERE store_id = ${storeId} AND claim = ${claim})`,
      ),
    );
  return { claim, taken, select };
}

function claimedBy(claim: string) {
  type Row = VoucherRow & Pick<Claimed, "reference" | "connectionId" | "attempts" | "calls" | "clockOffset">;
  return ({ reference, connectionId, attempts, calls, clockOffset, ...voucher }: Row): Claimed => ({
    claim,
    status:
      voucher.publication === "withdrawing" || voucher.publication === "refused"
        ? voucher.publication
        : "held",
    voucher,
    reference,
    connectionId,
    attempts,
    calls,
    clockOffset,
  });
}
