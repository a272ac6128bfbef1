/** A session: a shopper proved to the Worker, in a token of the Worker's own that needs no query. */
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { AppTypes } from "../http/app-types.ts";
import { bearer } from "../http/authentication.ts";
import { Problem } from "../http/problem.ts";
import type { ProvedSession } from "../stores/live-session.ts";
import { sessionSecret } from "../stores/seal.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** How long a session lasts, milliseconds. */
const LASTS = 30 * 60_000;

export interface Session {
  session: string;
  /** Milliseconds. */
  expiresAt: number;
}

const claims = z.object({
  sub: z.string(),
  rev: z.int(),
  by: z.enum(["token", "email", "shopify"]),
  sid: z.string().optional(),
  codeAt: z.int().optional(),
});

/** A new session of the member. */
export async function openSession(context: StoreContext, proved: ProvedSession): Promise<Session> {
  const { memberId, revision, signInId, by, codeAt } = proved;
  const expiresAt = context.realNow + LASTS;
  const more = { ...(signInId === null ? {} : { sid: signInId }), ...(codeAt === null ? {} : { codeAt }) };
  const session = await new SignJWT({ rev: revision, by, ...more })
    .setProtectedHeader({ alg: "HS256" })
    .setAudience(context.storeId)
    .setSubject(memberId)
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(await sessionSecret(context.environment));
  return { session, expiresAt };
}

/**
 * Lets a member in: `Authorization: Bearer` with a session of the store. Whether they were signed out of it meanwhile is
 * asked with everything that is read or written in it.
 */
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
    const { sub: memberId, rev: revision, by, sid, codeAt } = claims.parse(payload);
    c.set("memberId", memberId);
    c.set("session", { memberId, revision, by, signInId: sid ?? null, codeAt: codeAt ?? null });
  } catch (error) {
    throw new Problem(error instanceof errors.JWTExpired ? "session_expired" : "session_invalid");
  }
  await next();
});

/** The session that `requireSession` let in. */
export function provedSession(c: Context<AppTypes>): ProvedSession {
  const session = c.get("session");
  if (!session) throw new Error("The route has no requireSession before it.");
  return session;
}
