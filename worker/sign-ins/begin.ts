import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { signIns } from "../database/schema.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { hashOfSecret, randomSecret, refreshToken } from "./refresh-token.ts";

/** How long a sign-in lasts that isn't used, milliseconds. */
export const IDLE = 30 * 86_400_000;

/** Sign-ins that a member may have at once; the one that wasn't used for the longest time goes. */
const MOST = 20;

export interface SignIn {
  id: string;
  refresh: string;
  /** Milliseconds, real time. */
  expiresAt: number;
}

/** A new sign-in of a member who has just entered a code, and the statements that keep it. */
export async function beginSignIn(
  { database, storeId, realNow }: StoreContext,
  memberId: string,
): Promise<{ signIn: SignIn; statements: Statement[] }> {
  const [id, secret, expiresAt] = [newId("sgn", realNow), randomSecret(), realNow + IDLE];
  const row = {
    storeId,
    id,
    memberId,
    tokenHash: await hashOfSecret(secret),
    startedAt: realNow,
    rotatedAt: realNow,
    expiresAt,
    codeAt: realNow,
  };
  return {
    signIn: { id, refresh: refreshToken(id, secret), expiresAt },
    statements: [
      database.insert(signIns).values(row),
      database.run(sql`DELETE FROM sign_ins WHERE store_id = ${storeId} AND id IN (
        SELECT id FROM sign_ins WHERE store_id = ${storeId} AND member_id = ${memberId}
        ORDER BY rotated_at DESC, id DESC LIMIT -1 OFFSET ${MOST})`),
    ],
  };
}
