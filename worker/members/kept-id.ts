import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { refusalOf } from "../database/refusal.ts";
import { Problem } from "../http/problem.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { findMember } from "./find.ts";
import { memberMissing, requireMember } from "./require-member.ts";

/**
 * The id of the member whom a session is of by now: where their account was merged into another, that one's, so that
 * what they read, change or erase is what is kept of them. Throws the problem `member_not_found`.
 */
export async function keptId(context: StoreContext, memberId: string): Promise<string> {
  const { mergedInto } = await findMember(context, { memberId });
  return mergedInto ?? memberId;
}

const MERGED_MEANWHILE = "merged_meanwhile";

/** The statements that refuse the batch unless the store has the member, and they are still who is kept. */
export function requireKept(context: StoreContext, memberId: string): Statement[] {
  const { database, storeId } = context;
  const isKept = sql`SELECT merged_into IS NULL FROM members WHERE store_id = ${storeId} AND id = ${memberId}`;
  return [requireMember(context, memberId), guard(database, isKept, MERGED_MEANWHILE)];
}

/** Turns the refusals of `requireKept` into their problems, and throws anything else on. */
export function keptMissing(error: unknown): never {
  if (refusalOf(error) === MERGED_MEANWHILE) throw new Problem("try_again");
  return memberMissing(error);
}
