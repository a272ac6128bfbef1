import { createMiddleware } from "hono/factory";
import type { AppTypes } from "./app-types.ts";
import { Problem } from "./problem.ts";

/** The calls whose JSON may come as text/plain, so that a page needs no preflight to open the panel. */
const WITHOUT_PREFLIGHT = [
  "/storefront/sessions",
  "/storefront/sessions/email",
  "/storefront/sessions/refresh",
  "/storefront/sign-in-codes",
];

const JSON_TYPE = "application/json";

/**
 * Refuses a body that is not called JSON with the problem `unsupported_media_type`, and one that is not
 * JSON with `malformed_json`. Every other spelling of the type becomes the plain one: a validator that
 * doesn't know it for JSON would let the route run without its body.
 */
export const jsonBodies = createMiddleware<AppTypes>(async (c, next) => {
  if (["POST", "PUT", "PATCH"].includes(c.req.method)) {
    const type = (c.req.header("Content-Type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
    const isPlain = WITHOUT_PREFLIGHT.includes(c.req.path) && type === "text/plain";
    if (!isPlain && !/^application\/([a-z0-9.-]+\+)?json$/.test(type))
      throw new Problem("unsupported_media_type");
    if (c.req.header("Content-Type") !== JSON_TYPE) c.req.raw = asJson(c.req.raw);
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
  headers.set("Content-Type", JSON_TYPE);
  return new Request(request, { headers });
}
