import { sql, type SQL } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { isoTime } from "../members/answers.ts";
import { memberMissing, requireMember } from "../members/require-member.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import type { ProvedSession } from "../stores/live-session.ts";
import { writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { hashOfSecret, partsOfRefresh } from "./refresh-token.ts";

/**
 * Signs a shopper out where they are, or everywhere. The session they do it in is over at once, and so is the sign-in of
 * the refresh token. A session that the store vouched for has no sign-in of its own to end: with it end all sessions of
 * the member, and those of other browsers are quietly renewed.
 */
export async function signOut(
  context: StoreContext,
  { memberId, signInId }: ProvedSession,
  { refresh, everywhere }: { refresh: string | null; everywhere: boolean },
): Promise<void> {
  const { database, configuration } = context;
  const parts = refresh === null ? null : partsOfRefresh(refresh);
  const statements: Statement[] = [];
  if (everywhere) statements.push(...endAll(context, memberId));
  else {
    if (signInId === null) statements.push(endSessions(context, memberId));
    else statements.push(endSignIn(context, sql`id = ${signInId}`));
    if (parts) {
      const hash = await hashOfSecret(parts.secret);
      statements.push(
        endSignIn(
          context,
          sql`id = ${parts.signInId} AND member_id = ${memberId}
            AND ${hash} IN (token_hash, coalesce(previous_hash, ''))`,
        ),
      );
    }
  }
  await writeCurrent(context, [guardConfiguration(database, configuration), ...statements]);
}

/** Ends every session and sign-in of a member; throws the problem `member_not_found`. */
export async function signMemberOut(
  context: StoreContext,
  memberId: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const body = { id: memberId, signedOutAt: isoTime(context.realNow) };
  const statements = [requireMember(context, memberId), ...endAll(context, memberId)];
  return keyedWrite(context, request, statements, { status: 200, body }).catch(memberMissing);
}

function endAll(context: StoreContext, memberId: string): Statement[] {
  return [endSignIn(context, sql`member_id = ${memberId}`), endSessions(context, memberId)];
}

function endSessions({ database, storeId }: StoreContext, memberId: string): Statement {
  return database.run(sql`UPDATE members SET session_revision = session_revision + 1
    WHERE store_id = ${storeId} AND id = ${memberId}`);
}

function endSignIn({ database, storeId }: StoreContext, which: SQL): Statement {
  return database.run(sql`DELETE FROM sign_ins WHERE store_id = ${storeId} AND ${which}`);
}
