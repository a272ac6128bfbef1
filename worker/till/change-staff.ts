/** Taking away what a member of staff signs in with: for another PIN, or for good. */
import { sql } from "drizzle-orm";
import { guard } from "../database/guard.ts";
import { refusalOf } from "../database/refusal.ts";
import { staff } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { findStaff, liveStaff, staffAnswer, type StaffRow } from "./staff.ts";

/**
 * A new PIN: the old one and every session stop, and wrong PINs are forgotten. The answer is what is kept of it: without
 * the PIN, which belongs to the revision it names. Throws the problem `staff_not_found`.
 */
export async function newPin(
  context: StoreContext,
  staffId: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const found = await findStaff(context, staffId);
  const revision = found.revision + 1;
  const change = { revision, wrongPins: 0, lockedUntil: 0 };
  return writeChange(context, found, change, { staff: staffAnswer(found), revision }, request);
}

/** Nobody signs in as them any more, and their sessions stop. Throws the problem `staff_not_found`. */
export async function revokeStaff(
  context: StoreContext,
  staffId: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const found = await findStaff(context, staffId);
  const change = { revision: found.revision + 1, revokedAt: context.realNow };
  return writeChange(context, found, change, staffAnswer({ ...found, ...change }), request);
}

const STAFF_CHANGED = "staff_changed";

async function writeChange(
  context: StoreContext,
  { id, revision }: StaffRow,
  change: Partial<StaffRow>,
  body: object,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId } = context;
  const isAsRead = sql`SELECT revision = ${revision} FROM staff WHERE store_id = ${storeId} AND id = ${id}`;
  try {
    const statements = [
      guard(database, isAsRead, STAFF_CHANGED),
      database.update(staff).set(change).where(liveStaff(context, id)),
    ];
    return await keyedWrite(context, request, statements, { status: 200, body });
  } catch (error) {
    if (refusalOf(error) === STAFF_CHANGED) throw new Problem("try_again");
    throw error;
  }
}
