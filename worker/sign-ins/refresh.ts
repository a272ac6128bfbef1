import { and, eq, sql } from "drizzle-orm";
import { signIns } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { IDLE, type SignIn } from "./begin.ts";
import { hashOfSecret, nextSecret, partsOfRefresh, randomSecret, refreshToken } from "./refresh-token.ts";

/** How long a token that was traded is answered again, milliseconds: the answer was lost, or two tabs asked at once. */
const GRACE = 30_000;

export interface Refreshed extends SignIn {
  memberId: string;
  /** When a code was last entered there, milliseconds. */
  codeAt: number;
}

/**
 * Trades a refresh token for the next one. The one that was traded a moment ago gets the same next one; any other that is
 * not the good one was stolen, from the shopper or by them, so the sign-in is over. Throws the problem `refresh_invalid`.
 */
export async function refreshSignIn(context: StoreContext, token: string): Promise<Refreshed> {
  const { database, storeId, realNow, configuration } = context;
  const parts = partsOfRefresh(token);
  if (!parts) throw new Problem("refresh_invalid");
  const { signInId: id, secret } = parts;
  const shown = await hashOfSecret(secret);
  const salt = randomSecret();
  const next = await hashOfSecret(await nextSecret(secret, salt));
  const thisOne = sql`store_id = ${storeId} AND id = ${id}`;
  const results = await writeCurrent(context, [
    guardConfiguration(database, configuration),
    database.run(sql`DELETE FROM sign_ins WHERE ${thisOne} AND (expires_at <= ${realNow} OR (
      token_hash <> ${shown} AND (previous_hash IS NOT ${shown} OR rotated_at <= ${realNow - GRACE})))`),
    database.run(sql`UPDATE sign_ins SET token_hash = ${next}, previous_hash = ${shown}, salt = ${salt},
      rotated_at = ${realNow}, expires_at = ${realNow + IDLE} WHERE ${thisOne} AND token_hash = ${shown}`),
    database
      .select()
      .from(signIns)
      .where(and(eq(signIns.storeId, storeId), eq(signIns.id, id))),
  ]);
  const [row] = results.at(-1) as (typeof signIns.$inferSelect)[];
  if (!row?.salt) throw new Problem("refresh_invalid");
  return {
    id,
    memberId: row.memberId,
    refresh: refreshToken(id, await nextSecret(secret, row.salt)),
    expiresAt: row.expiresAt,
    codeAt: row.codeAt,
  };
}
