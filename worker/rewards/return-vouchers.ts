import { sql, type SQL } from "drizzle-orm";
import { write, type Database } from "../database/client.ts";
import { storesOf, type JobClock } from "../ledger/job-clock.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { undoRedemptions, type Undone } from "./undo-redemption.ts";

interface Due {
  storeId: string;
  memberId: string;
  code: string;
  /** As the shopper reads it. */
  shown: string;
  name: string;
}

/** Vouchers of one member that one call gives back: each takes a write, and a job has so many queries. */
const MOST_ROUNDS = 20;

/**
 * Gives the points back of at most `limit` vouchers that expired unused and whose reward says so; gives back how many
 * were due, or `limit` where it left some of those. Stopping half-way, or running twice at once, changes nothing: each
 * voucher is looked at again in the write.
 */
export async function returnVouchers(database: Database, at: JobClock, limit: number): Promise<number> {
  // CROSS JOIN goes from store to store, and in each through the index.
  const due = selectDue(
    sql`stores CROSS JOIN vouchers INDEXED BY vouchers_to_return ON vouchers.store_id = stores.id`,
    sql`${storesOf(at)} AND vouchers.expires_at <= ${at.now}`,
    limit,
  );
  return returnAll(database, due, at.now, limit);
}

/** Does the same for one member, at once, and gives back how many were due. */
export async function returnVouchersOf(
  { database, storeId, now }: StoreContext,
  memberId: string,
): Promise<number> {
  const due = selectDue(
    sql`vouchers INDEXED BY vouchers_of_member`,
    sql`store_id = ${storeId} AND member_id = ${memberId} AND expires_at <= ${now}`,
    MOST_ROUNDS,
  );
  return returnAll(database, due, now, MOST_ROUNDS);
}

function selectDue(from: SQL, which: SQL, limit: number): SQL {
  return sql`SELECT vouchers.store_id AS storeId, vouchers.member_id AS memberId, vouchers.code AS code,
      coalesce(vouchers.details ->> 'code', vouchers.code) AS shown, vouchers.name AS name
    FROM ${from}
    WHERE ${which} AND vouchers.returns = 1 AND vouchers.status = 'issued' LIMIT ${limit}`;
}

async function returnAll(database: Database, select: SQL, now: number, limit: number): Promise<number> {
  const due = await database.all<Due>(select);
  const rounds = oneAMember(due);
  for (const round of rounds.slice(0, MOST_ROUNDS))
    await write(database, undoRedemptions(database, round.map(expired), now));
  return rounds.length > MOST_ROUNDS ? limit : due.length;
}

/** The vouchers in rounds, none with two of one member. */
function oneAMember(due: Due[]): Due[][] {
  const rounds: Due[][] = [];
  const had = new Map<string, number>();
  for (const voucher of due) {
    const member = `${voucher.storeId} ${voucher.memberId}`;
    const round = had.get(member) ?? 0;
    had.set(member, round + 1);
    rounds[round] = [...(rounds[round] ?? []), voucher];
  }
  return rounds;
}

function expired({ storeId, code, shown, name }: Due): Undone {
  const reason = { rule: "voucher_expired", rewardName: name, voucherCode: shown } as const;
  return { voucher: { storeId, code, status: "issued", orderId: null }, reason };
}
