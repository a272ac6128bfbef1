/** `GET /w/{publishable key}.js`: the loader, with the store's public configuration in it. */
import type { Context } from "hono";
import type { AppTypes } from "../http/app-types.ts";
import { Problem } from "../http/problem.ts";
import { minorUnits } from "../program/exchange.ts";
import { configurationWithin, type Configuration } from "../stores/configuration.ts";

/** How long a configuration in memory is good enough for the tag, which browsers keep longer; milliseconds. */
const FRESH = 60_000;

/** What stands in the built loader for the configuration, quotes included. */
const PLACEHOLDER = '"__REGULARS_TAG__"';

/** The built files, read once an isolate: a deployment starts new ones. */
let built: Built | null = null;

interface Built {
  loader: string;
  /** Names of the chunks' files. */
  panel: string;
  elements: string;
}

/** The loader of the store whose key is in the path; throws the problems `key_invalid` and `not_found`. */
export async function serveTag(c: Context<AppTypes>): Promise<Response> {
  const key = /^(pk_[0-9A-Za-z]{1,64})\.js$/.exec(c.req.param("file") ?? "")?.[1];
  if (key === undefined) throw new Problem("not_found");
  const configuration = await configurationWithin(c.env, key, "publishable", FRESH);
  if (!configuration) throw new Problem("key_invalid");
  built ??= await readBuilt(c.env.ASSETS);
  const { origin } = new URL(c.req.url);
  const tag = JSON.stringify(tagOf(configuration, origin, built)).replaceAll("<", "\\u003c");
  return new Response(
    // A function, because "$&" in a store's name would mean something in a replacement text.
    built.loader.replace(PLACEHOLDER, () => tag),
    {
      headers: {
        "Content-Type": "text/javascript; charset=utf-8",
        "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
      },
    },
  );
}

function tagOf(
  { store, program, publishableKey }: Configuration,
  origin: string,
  { panel, elements }: Built,
) {
  const { name, currency, locale, timeZone, accent } = store;
  const friend = program?.document.referral?.friend;
  return {
    origin,
    key: publishableKey,
    panel: `${origin}/widget/${panel}`,
    elements: `${origin}/widget/${elements}`,
    store: { name, currency, decimals: minorUnits(currency), locale, timeZone, accent },
    offer: friend ? { amount: friend.amount } : null,
  };
}

async function readBuilt(assets: Fetcher): Promise<Built> {
  const [loader, manifest] = await Promise.all([
    assets.fetch("https://assets/widget/loader.js"),
    assets.fetch("https://assets/widget/manifest.json"),
  ]);
  if (!loader.ok || !manifest.ok) throw new Error("The widget is not built: npm run build.");
  const { panel, elements } = await manifest.json<Omit<Built, "loader">>();
  return { loader: await loader.text(), panel, elements };
}
