/** What a session of a shopper says, and the condition that it is still good: part of every read and write in it. */
import { sql, type SQL } from "drizzle-orm";

export interface ProvedSession {
  memberId: string;
  /** The member's `session_revision` when it began: every session of theirs ends when that moves on. */
  revision: number;
  /** The sign-in that it came from, and ends with; null where the store or a platform vouched for the shopper. */
  signInId: string | null;
  by: "token" | "email" | "shopify";
  /** When the shopper last entered an emailed code, milliseconds, real time; null: never in this session. */
  codeAt: number | null;
}

/** The code with which a read or a write in a session that has ended is refused. */
export const SESSION_ENDED = "session_ended";

/** Whether the session may still be used. A member who was never there is for the verb to miss. */
export function sessionIsLive(storeId: string, { memberId, revision, signInId }: ProvedSession): SQL {
  const current = sql`NOT EXISTS (SELECT 1 FROM members
    WHERE store_id = ${storeId} AND id = ${memberId} AND session_revision <> ${revision})`;
  if (signInId === null) return current;
  return sql`${current} AND EXISTS (SELECT 1 FROM sign_ins WHERE store_id = ${storeId} AND id = ${signInId})`;
}
