/**
 * The Regulars Worker, and beside it in the same isolate a bare Hono handler that sends D1 one batch of the very
 * statements that a real earn and a real redemption send: nothing checked, nothing decided, no key looked up.
 */
import { Hono } from "hono";
import { createApp } from "../../worker/app.ts";
import { newId, randomText } from "../../worker/database/id.ts";
import type { Environment } from "../../worker/environment.ts";
import { newStore } from "../local/new-store.ts";
import { recorded, type Recorded } from "./recorder.ts";

const app = createApp();
const templates = new Map<string, Recorded[]>();
const TOKENS = /(?:ent|red)_[0-9a-z]{26}|[A-Z]{3}-[0-9A-Z]{5}-[0-9A-Z]{5}|bench-key-\d+/g;

const bare = new Hono<{ Bindings: Environment }>();
/** Sends the request on to Regulars, and keeps the statements of its batch under the name. */
bare.post("/bench/record/:name", async (c) => {
  const path = c.req.query("path") ?? "";
  const recorder = recorded(c.env.DB);
  const request = new Request(new URL(path, c.req.url), c.req.raw);
  const response = await app.fetch(request, { ...c.env, DB: recorder.database }, c.executionCtx);
  if (response.ok) templates.set(c.req.param("name"), recorder.batches().at(-1) ?? []);
  return response;
});
bare.post("/bench/bare/:name", async (c) => {
  const { memberId } = await c.req.json<{ memberId: string }>();
  const template = templates.get(c.req.param("name"));
  if (!template) return c.notFound();
  const fresh = new Map<string, string>();
  const value = (parameter: unknown) =>
    typeof parameter !== "string"
      ? parameter
      : parameter.startsWith("mem_")
        ? memberId
        : parameter.replace(TOKENS, (token) => {
            const known = fresh.get(token) ?? freshToken(token);
            fresh.set(token, known);
            return known;
          });
  const results = await c.env.DB.batch(
    template.map(({ sql, parameters }) => c.env.DB.prepare(sql).bind(...parameters.map(value))),
  );
  return c.json(results.at(-1)?.results ?? null, 201);
});

function freshToken(token: string): string {
  if (token.startsWith("ent_") || token.startsWith("red_")) return newId(token.slice(0, 3), Date.now());
  return randomText(16, "ABCDEFGHJKMNPQRSTVWXYZ");
}

export default {
  async fetch(request, environment, context) {
    const { pathname } = new URL(request.url);
    if (pathname === "/bench/store") return Response.json(await newStore(environment));
    return (pathname.startsWith("/bench/") ? bare : app).fetch(request, environment, context);
  },
} satisfies ExportedHandler<Environment>;
