/** A session: a shopper proved to the Worker, in a token of the Worker's own that needs no query. */
import { createMiddleware } from "hono/factory";
import { errors, jwtVerify, SignJWT } from "jose";
import type { AppTypes } from "../http/app-types.ts";
import { bearer } from "../http/authentication.ts";
import { Problem } from "../http/problem.ts";
import { sessionSecret } from "../stores/seal.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** How long a session lasts, milliseconds. */
const LASTS = 30 * 60_000;

export interface Session {
  session: string;
  /** Milliseconds. */
  expiresAt: number;
}

/** A new session of the member. */
export async function openSession(context: StoreContext, memberId: string): Promise<Session> {
  const expiresAt = context.realNow + LASTS;
  const session = await new SignJWT()
    .setProtectedHeader({ alg: "HS256" })
    .setAudience(context.storeId)
    .setSubject(memberId)
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(await sessionSecret(context.environment));
  return { session, expiresAt };
}

/** Lets a member in: `Authorization: Bearer` with a session of the store. */
export const requireSession = createMiddleware<AppTypes>(async (c, next) => {
  const session = bearer(c.req.header("Authorization"));
  if (session === null) throw new Problem("session_missing");
  try {
    const { payload } = await jwtVerify(session, await sessionSecret(c.env), {
      algorithms: ["HS256"],
      audience: c.get("configuration").store.id,
      requiredClaims: ["sub", "exp"],
      currentDate: new Date(c.get("now")),
    });
    c.set("memberId", payload.sub ?? "");
  } catch (error) {
    throw new Problem(error instanceof errors.JWTExpired ? "session_expired" : "session_invalid");
  }
  await next();
});
