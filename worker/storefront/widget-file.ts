/** `GET /widget/{number}/{file}`: a file of the widget again, at an address that no browser remembers as failed. */
import type { Context } from "hono";
import type { AppTypes } from "../http/app-types.ts";
import { Problem } from "../http/problem.ts";

/** The file; throws the problem `not_found`. The number is any: the widget takes the time. */
export async function serveWidgetFile(c: Context<AppTypes>): Promise<Response> {
  const file = /^[\w-]+\.js$/.exec(c.req.param("file") ?? "")?.[0];
  const isAgain = /^[0-9]+$/.test(c.req.param("attempt") ?? "");
  const found = isAgain && file && (await c.env.ASSETS.fetch(`https://assets/widget/${file}`));
  if (!found || !found.ok) throw new Problem("not_found");
  return new Response(found.body, {
    headers: {
      "Content-Type": "text/javascript; charset=utf-8",
      // It was asked for once, and will not be again.
      "Cache-Control": "no-store",
      "Access-Control-Allow-Origin": "*",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
