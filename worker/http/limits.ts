/** Bounds on what one caller may send. */
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import type { AppTypes } from "./app-types.ts";
import { Problem } from "./problem.ts";

/** The largest body, bytes. */
const MOST_BODY = 256 * 1024;

/** Refuses larger bodies with the problem `body_too_large`, before they are read where their length is told. */
export const limitBody = bodyLimit({
  maxSize: MOST_BODY,
  onError: () => {
    throw new Problem("body_too_large");
  },
});

/**
 * A brake on guessing codes and addresses: so many tries a minute for a caller's network address and
 * store (wrangler.toml). Approximate, and local to a place; nothing relies on it.
 */
export const limitPerAddress = createMiddleware<AppTypes>(async (c, next) => {
  const address = c.req.header("CF-Connecting-IP");
  if (address !== undefined) {
    const { success } = await c.env.LIMITER.limit({ key: `${c.get("configuration").store.id} ${address}` });
    if (!success) throw new Problem("too_many_requests");
  }
  await next();
});
