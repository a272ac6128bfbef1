import { createMiddleware } from "hono/factory";
import { configurationOf } from "../stores/configuration.ts";
import type { AppTypes } from "./app-types.ts";
import { Problem } from "./problem.ts";

/** Lets only a store's server in: `Authorization: Bearer sk_…`. */
export const requireSecretKey = createMiddleware<AppTypes>(async (c, next) => {
  const key = bearer(c.req.header("Authorization"));
  if (key === null) throw new Problem("key_missing", "Send the header Authorization: Bearer sk_….");
  if (!key.startsWith("sk_"))
    throw new Problem("key_invalid", "The server API needs the store's secret key, which begins with sk_.");
  const configuration = await configurationOf(c.env, key, "secret");
  if (!configuration) throw new Problem("key_invalid");
  c.set("key", key);
  c.set("configuration", configuration);
  await next();
});

/** Lets a store's pages in: `?key=pk_…`, from an origin of the store. */
export const requirePublishableKey = createMiddleware<AppTypes>(async (c, next) => {
  const key = c.req.query("key");
  if (!key) throw new Problem("key_missing", "Name the store with ?key=pk_….");
  if (!key.startsWith("pk_"))
    throw new Problem(
      "key_invalid",
      "The storefront API needs the store's publishable key, which begins with pk_.",
    );
  const configuration = await configurationOf(c.env, key, "publishable");
  if (!configuration) throw new Problem("key_invalid");
  c.set("key", key);
  c.set("configuration", configuration);
  await next();
});

/** The token of an `Authorization: Bearer …` header; null without one. */
export function bearer(header: string | undefined): string | null {
  return /^Bearer +([^\s]+) *$/i.exec(header ?? "")?.[1] ?? null;
}
