import { createMiddleware } from "hono/factory";
import type { AppTypes } from "./app-types.ts";
import { Problem } from "./problem.ts";

/** The one call whose JSON may come as text/plain, so that a page needs no preflight to open the panel. */
const WITHOUT_PREFLIGHT = "/storefront/sessions";

/**
 * Refuses a body that is not called JSON with the problem `unsupported_media_type`, and one that is not
 * JSON with `malformed_json`; a validator that finds no JSON type would let the route run without its body.
 */
export const jsonBodies = createMiddleware<AppTypes>(async (c, next) => {
  if (c.req.method === "POST" || c.req.method === "PUT") {
    const type = c.req.header("Content-Type") ?? "";
    if (c.req.path === WITHOUT_PREFLIGHT && /^text\/plain\b/i.test(type)) c.req.raw = asJson(c.req.raw);
    else if (!/^application\/([a-z-.]+\+)?json\b/i.test(type)) throw new Problem("unsupported_media_type");
    try {
      await c.req.json();
    } catch (error) {
      if (error instanceof SyntaxError) throw new Problem("malformed_json");
      throw error;
    }
  }
  await next();
});

function asJson(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.set("Content-Type", "application/json");
  return new Request(request, { headers });
}
