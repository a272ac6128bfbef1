/** The tag: what a page is told of the store before anybody opens the panel, and the loader with it inside. */
import type { Context } from "hono";
import { z } from "@hono/zod-openapi";
import type { AppTypes } from "../http/app-types.ts";
import { builtFile } from "../http/built-file.ts";
import { languageOf } from "../http/languages.ts";
import { Problem } from "../http/problem.ts";
import { configurationWithin, type Configuration } from "../stores/configuration.ts";
import { publicLookOf } from "../stores/look.ts";
import { styleOf } from "./look-style.ts";
import { storeAnswer, storeSchema } from "./store-answer.ts";

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
  /** The elements for a page's own templates, as a selector. */
  names: string;
  /** What the launcher says, by language. */
  launcher: Record<string, Omit<z.infer<typeof words>, "lang">>;
}

const words = z
  .object({
    lang: z.string().meta({ description: "BCP 47." }),
    rewards: z.string(),
    offer: z.string().meta({ description: "{0}: what a friend gets." }),
    failed: z.string(),
  })
  .meta({ description: "What the launcher says, in the language asked for (`lang`), else the store's." });

/** What is written into a store's loader, and told to the pinned file. */
export const tagSchema = z
  .object({
    origin: z.string().meta({ description: "The Worker's." }),
    key: z.string(),
    panel: z.string().meta({ description: "The address of the panel's chunk." }),
    elements: z
      .string()
      .meta({ description: "The address of the chunk with the elements for a page's own templates." }),
    names: z.string().meta({ description: "Those elements, as a selector." }),
    store: storeSchema,
    style: z.string().meta({ description: "The look as CSS of the launcher: what is not as usual." }),
    words,
    label: z.string().nullable().meta({
      description: "What it says in place of `words.rewards`, where the store has words of its own.",
    }),
    offer: z
      .object({ amount: z.int() })
      .nullable()
      .meta({ description: "What a referred friend gets, minor units; null without a referral program." }),
  })
  .meta({ id: "Tag" });

export type TagAnswer = z.infer<typeof tagSchema>;

/**
 * `GET /w/{publishable key}.js`: the loader of the store, with `?lang=` for pages in another language than the store's; throws
 * the problems `key_invalid` and `not_found`.
 */
export async function serveTag(c: Context<AppTypes>): Promise<Response> {
  const key = /^(pk_[0-9A-Za-z]{1,64})\.js$/.exec(c.req.param("file") ?? "")?.[1];
  if (key === undefined) throw new Problem("not_found");
  const configuration = await configurationWithin(c.env, key, "publishable", FRESH);
  if (!configuration) throw new Problem("key_invalid");
  const files = await readBuilt(c.env.ASSETS);
  const { origin } = new URL(c.req.url);
  const tag = JSON.stringify(tagOf(configuration, origin, files, c.req.query("lang"))).replaceAll(
    "<",
    "\\u003c",
  );
  return new Response(
    // A function, because "$&" in a store's name would mean something in a replacement text.
    files.loader.replace(PLACEHOLDER, () => tag),
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

/** The tag of a store as the Worker at `origin` gives it out. */
export async function tagAnswer(
  configuration: Configuration,
  origin: string,
  assets: Fetcher,
  language: string | undefined,
): Promise<TagAnswer> {
  return tagOf(configuration, origin, await readBuilt(assets), language);
}

function tagOf(
  configuration: Configuration,
  origin: string,
  { panel, elements, names, launcher }: Built,
  language: string | undefined,
): TagAnswer {
  const lang = languageOf(language, configuration.store.locale);
  const said = launcher[lang];
  if (!said) throw new Error(`The built launcher does not speak ${lang}.`);
  const look = publicLookOf(configuration.store);
  const friend = configuration.program?.document.referral?.friend;
  return {
    origin,
    key: configuration.publishableKey,
    panel: `${origin}/widget/${panel}`,
    elements: `${origin}/widget/${elements}`,
    names,
    store: storeAnswer(configuration),
    style: styleOf(configuration.store.accent, look),
    words: { lang, ...said },
    label: look.launcher.words,
    offer: friend ? { amount: friend.amount } : null,
  };
}

async function readBuilt(assets: Fetcher): Promise<Built> {
  if (built) return built;
  const [loader, manifest] = await Promise.all([
    builtFile(assets, "widget/loader.js"),
    builtFile(assets, "widget/manifest.json"),
  ]);
  return (built = { loader: await loader.text(), ...(await manifest.json<Omit<Built, "loader">>()) });
}
