import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { refusalOf } from "../database/refusal.ts";
import { Problem } from "../http/problem.ts";
import { guard } from "../database/guard.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** The statement that refuses the batch unless the store has the member. */
export function requireMember({ database, storeId }: StoreContext, memberId: string): Statement {
  return guard(
    database,
    sql`EXISTS (SELECT 1 FROM members WHERE store_id = ${storeId} AND id = ${memberId} AND erased_at IS NULL)`,
    "member_not_found",
  );
}

/** Turns the refusal of `requireMember` into its problem, and throws anything else on. */
export function memberMissing(error: unknown): never {
  if (refusalOf(error) === "member_not_found") throw new Problem("member_not_found");
  throw error;
}
