import { createMiddleware } from "hono/factory";
import type { Context } from "hono";
import { configurationOf, configurationWithin, type Configuration } from "../stores/configuration.ts";
import type { AppTypes } from "./app-types.ts";
import { Problem } from "./problem.ts";

/**
 * Cross-origin answers for the store's own origins, and for no other. A preflight is answered from memory,
 * and refused only by the latest configuration; the call itself is verified with everything else
 * (`current`). Errors carry the headers as well, so that the widget can read them, and so does the
 * refusal of a key that no store has.
 */
export const storeOrigins = createMiddleware<AppTypes>(async (c, next) => {
  const origin = c.req.header("Origin");
  if (c.req.method === "OPTIONS" && origin !== undefined) c.res = await answerPreflight(c, origin);
  else await next();
  c.res.headers.append("Vary", "Origin");
  // What a shopper is answered is nobody else's; a route that may be cached says so itself.
  if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "private, no-store");
  if (origin === undefined) return;
  const known = await configurationOf(c.env, c.req.query("key") ?? "", "publishable");
  if (!known || isAllowedOrigin(c, known, origin)) c.res.headers.set("Access-Control-Allow-Origin", origin);
});

/** Whether a page on this origin may call for the store: one of the store's own, or the Worker's. */
export function isAllowedOrigin(c: Context<AppTypes>, { store }: Configuration, origin: string): boolean {
  return store.origins.includes(origin) || origin === new URL(c.req.url).origin;
}

async function answerPreflight(c: Context<AppTypes>, origin: string): Promise<Response> {
  const key = c.req.query("key") ?? "";
  const known = await configurationOf(c.env, key, "publishable");
  if (known && !isAllowedOrigin(c, known, origin)) {
    const latest = await configurationWithin(c.env, key, "publishable", 0);
    if (latest && !isAllowedOrigin(c, latest, origin))
      throw new Problem("origin_not_allowed", `${origin} is not an origin of this store.`);
  }
  return new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Methods": "GET, POST",
      "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key",
      // Two hours, the most that browsers keep.
      "Access-Control-Max-Age": "7200",
    },
  });
}
