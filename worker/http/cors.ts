import { createMiddleware } from "hono/factory";
import type { Context } from "hono";
import { configurationOf, configurationWithin } from "../stores/configuration.ts";
import type { AppTypes } from "./app-types.ts";
import { Problem } from "./problem.ts";

/**
 * Cross-origin answers for the store's own origins, and for no other: the page's origin must be one
 * that the store has set. Calls without an Origin (same-origin reads, servers) pass. Errors carry the
 * headers as well, so that the widget can read them.
 */
export const storeOrigins = createMiddleware<AppTypes>(async (c, next) => {
  const origin = c.req.header("Origin");
  if (origin === undefined) {
    await next();
    return;
  }
  const allowed = await isOriginOfStore(c, origin);
  if (c.req.method === "OPTIONS") {
    if (!allowed) throw new Problem("origin_not_allowed", `${origin} is not an origin of this store.`);
    c.res = new Response(null, { status: 204 });
    c.res.headers.set("Access-Control-Allow-Methods", "GET, POST");
    c.res.headers.set("Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key");
    // Two hours, the most that browsers keep.
    c.res.headers.set("Access-Control-Max-Age", "7200");
  } else {
    if (!allowed) throw new Problem("origin_not_allowed", `${origin} is not an origin of this store.`);
    await next();
  }
  c.res.headers.set("Access-Control-Allow-Origin", origin);
  c.res.headers.append("Vary", "Origin");
});

/** How old, in milliseconds, the list of origins may be that refuses one: a new origin works within seconds. */
const REFUSES = 2000;

async function isOriginOfStore(c: Context<AppTypes>, origin: string): Promise<boolean> {
  if (origin === new URL(c.req.url).origin) return true;
  const key = c.req.query("key") ?? "";
  const known = await configurationOf(c.env, key, "publishable");
  // An unknown key is the next door's to refuse, in words that the page may read.
  if (!known || known.store.origins.includes(origin)) return true;
  const latest = await configurationWithin(c.env, key, "publishable", REFUSES);
  return latest?.store.origins.includes(origin) ?? true;
}
