/** A till's session: a member of staff proved to the Worker, until they get another PIN or are revoked. */
import { createMiddleware } from "hono/factory";
import { errors, jwtVerify, SignJWT } from "jose";
import { databaseOf } from "../database/client.ts";
import { staff } from "../database/schema.ts";
import type { AppTypes } from "../http/app-types.ts";
import { bearer } from "../http/authentication.ts";
import { Problem } from "../http/problem.ts";
import { derivedSecret } from "../stores/seal.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { liveStaff, type StaffMember, type StaffRow } from "./staff.ts";

/** How long a session lasts, milliseconds: a long day behind a counter. */
const LASTS = 12 * 3_600_000;

/** A new session of the member of staff. */
export async function openTillSession(
  context: StoreContext,
  { id, revision }: StaffRow,
): Promise<{ session: string; expiresAt: number }> {
  const expiresAt = context.realNow + LASTS;
  const session = await new SignJWT({ rev: revision })
    .setProtectedHeader({ alg: "HS256" })
    .setAudience(context.storeId)
    .setSubject(id)
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(await derivedSecret(context.environment, "till session"));
  return { session, expiresAt };
}

/**
 * Lets a member of staff in: `Authorization: Bearer` with a till's session of the store. One round trip, because who was
 * revoked a moment ago does nothing more. A shopper's session is signed with another secret, and lets nobody in here.
 */
export const requireStaff = createMiddleware<AppTypes>(async (c, next) => {
  const session = bearer(c.req.header("Authorization"));
  if (session === null)
    throw new Problem("session_missing", "This call needs `Authorization: Bearer` with a till's session.");
  const storeId = c.get("configuration").store.id;
  try {
    const { payload } = await jwtVerify(session, await derivedSecret(c.env, "till session"), {
      algorithms: ["HS256"],
      audience: storeId,
      requiredClaims: ["sub", "exp"],
      currentDate: new Date(c.get("now")),
    });
    c.set("staff", await staffOf(databaseOf(c.env, storeId), storeId, payload.sub ?? "", payload.rev));
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof errors.JWTExpired)
      throw new Problem("session_expired", "The till's session has run out. Sign in again.");
    if (error instanceof errors.JOSEError) throw new Problem("session_invalid");
    throw error;
  }
  await next();
});

async function staffOf(
  database: StoreContext["database"],
  storeId: string,
  id: string,
  revision: unknown,
): Promise<StaffMember> {
  const [found] = await database
    .select({ id: staff.id, name: staff.name, revision: staff.revision })
    .from(staff)
    .where(liveStaff({ storeId }, id));
  if (!found || found.revision !== revision)
    throw new Problem("session_invalid", "You were signed out here. Sign in again with your newest PIN.");
  return { id: found.id, name: found.name };
}
