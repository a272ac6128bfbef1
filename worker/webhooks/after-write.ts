import { createMiddleware } from "hono/factory";
import type { AppTypes } from "../http/app-types.ts";
import { deliverTo } from "./deliver.ts";

/**
 * Sends what a request brought about, once it is answered. A store without endpoints pays nothing for it, not a round
 * trip. Where it fails, the scheduled job does it.
 */
export const deliverAfterwards = createMiddleware<AppTypes>(async (c, next) => {
  await next();
  const { store, webhookEndpoints } = c.get("configuration");
  if (c.req.method === "GET" || c.res.status >= 400 || webhookEndpoints.length === 0) return;
  const endpoints = webhookEndpoints.map((id) => ({ storeId: store.id, id }));
  c.executionCtx.waitUntil(
    deliverTo(c.env, endpoints, c.get("now")).catch((error: unknown) => {
      console.error(JSON.stringify({ webhooks: store.id, error: error instanceof Error ? error.name : "" }));
    }),
  );
});
