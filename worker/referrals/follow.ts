/** `GET /r/{code}`: where a friend lands. */
import type { Context } from "hono";
import { sql } from "drizzle-orm";
import { databaseOf } from "../database/client.ts";
import type { Environment } from "../environment.ts";
import type { AppTypes } from "../http/app-types.ts";
import { normalLinkCode } from "./link-code.ts";

/** The parameter in which the store's page finds the code. */
const CODE_PARAMETER = "regulars_ref";

/** How long a landing page stays in an isolate's memory, milliseconds. */
const FRESH = 300_000;
const MOST_KEPT = 10_000;
/** How long clicks are gathered before they are written, milliseconds. */
const GATHER = 1000;

interface Landing {
  landingUrl: string;
  storeId: string;
  /** Whether the link is there and switched on; a friend who follows another lands on the store all the same. */
  live: boolean;
  readAt: number;
}

const landings = new Map<string, Landing>();
let clicks = new Map<string, { storeId: string; code: string; count: number }>();

/**
 * 302 to the store's landing page with the code, 404 with a page in words where not even the store is
 * known. A link followed in the last five minutes costs no query; the click is written after the answer,
 * together with those of the same second.
 */
export async function followLink(c: Context<AppTypes>): Promise<Response> {
  const code = normalLinkCode(c.req.param("code") ?? "");
  const landing = await landingOf(c.env, code, c.get("now"));
  if (!landing) return c.html(UNKNOWN_STORE, 404);
  if (landing.live && c.req.method === "GET" && !isPreview(c.req.header()))
    c.executionCtx.waitUntil(countClick(c.env, landing.storeId, code));
  const target = new URL(landing.landingUrl);
  if (landing.live) target.searchParams.set(CODE_PARAMETER, code);
  return new Response(null, {
    status: 302,
    headers: {
      Location: target.href,
      "Cache-Control": "private, no-store",
      "Referrer-Policy": "no-referrer",
    },
  });
}

async function landingOf(environment: Environment, code: string, now: number): Promise<Landing | null> {
  const known = landings.get(code);
  if (known && now - known.readAt < FRESH) return known;
  const handle = code.split("-", 1)[0] ?? "";
  const [row] = await databaseOf(environment).all<{
    landingUrl: string;
    storeId: string;
    live: number | null;
  }>(
    sql`SELECT stores.landing_url AS landingUrl, stores.id AS storeId, referral_links.active AS live
      FROM stores LEFT JOIN referral_links
        ON referral_links.store_id = stores.id AND referral_links.code = ${code}
      WHERE stores.handle = ${handle}`,
  );
  if (!row) return null;
  const landing = { landingUrl: row.landingUrl, storeId: row.storeId, live: row.live === 1, readAt: now };
  // Guessed codes must not push the hot ones out.
  if (landing.live) {
    const oldest = landings.keys().next();
    if (landings.size >= MOST_KEPT && !oldest.done) landings.delete(oldest.value);
    landings.set(code, landing);
  }
  return landing;
}

/** Adds a click, and writes all that were gathered within a second of the first. */
async function countClick(environment: Environment, storeId: string, code: string): Promise<void> {
  const gathered = clicks.get(code);
  if (gathered) {
    gathered.count += 1;
    return;
  }
  const first = clicks.size === 0;
  clicks.set(code, { storeId, code, count: 1 });
  if (!first) return;
  await new Promise((resume) => setTimeout(resume, GATHER));
  const written = JSON.stringify([...clicks.values()]);
  clicks = new Map();
  await databaseOf(environment).run(sql`UPDATE referral_links SET clicks = clicks + (each.value ->> 'count')
    FROM json_each(${written}) AS each
    WHERE referral_links.store_id = each.value ->> 'storeId' AND referral_links.code = each.value ->> 'code'`);
}

/** Whether a chat or a browser only looks ahead: that is no friend following. */
function isPreview(headers: Record<string, string>): boolean {
  return (
    /prefetch|preview/i.test(`${headers.purpose ?? ""} ${headers["sec-purpose"] ?? ""}`) ||
    /bot[/;)-]|crawl|spider|facebookexternalhit|WhatsApp\/|Slackbot|TelegramBot|preview/i.test(
      headers["user-agent"] ?? "",
    )
  );
}

const UNKNOWN_STORE = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>This link leads nowhere</title>
<body style="font:18px/1.5 system-ui;max-width:32em;margin:20vh auto;padding:0 1em">
<h1 style="font-size:1.4em">This link leads nowhere</h1>
<p>The store it belonged to is not here any more, or the link was cut short on its way.
Ask the friend who sent it for the whole link.</p></body></html>`;
