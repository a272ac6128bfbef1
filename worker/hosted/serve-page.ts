/** `GET /p/{handle}`: the program of a store on a page of its own, for stores that can paste nothing. */
import type { Context } from "hono";
import { randomText } from "../database/id.ts";
import type { AppTypes } from "../http/app-types.ts";
import { acceptedLanguages, languageOf, type Language } from "../http/languages.ts";
import { storefrontAnswer } from "../storefront/answers.ts";
import { spokenStoreAnswer } from "../storefront/store-answer.ts";
import { configurationOfHandle, type Configuration } from "../stores/configuration.ts";
import { storeContext } from "../stores/store-context.ts";
import { hostedPage, unknownPage } from "./page.ts";
import { sentencesIn } from "./sentences.ts";
import { speechOf } from "./speech.ts";

/** How long a configuration in memory is good enough for the page, milliseconds; browsers keep the page as long again. */
const FRESH = 60_000;

const NONCE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * The page of the store with that handle, in the language of `?lang=`, else the store's; 404 with a page in words where there
 * is none, in the language of `?lang=`, else the browser's.
 */
export async function servePage(c: Context<AppTypes>): Promise<Response> {
  const handle = (c.req.param("handle") ?? "").toLowerCase();
  const configuration = /^[a-z0-9]{2,24}$/.test(handle)
    ? await configurationOfHandle(c.env, handle, FRESH)
    : null;
  const nonce = randomText(22, NONCE);
  const asked = c.req.query("lang");
  if (!configuration) {
    const language = languageOf(asked, ...acceptedLanguages(c.req.header("Accept-Language")));
    const speech = speechOf(language, await sentencesIn(c.env.ASSETS, language));
    const headers = { ...headersWith(nonce, language), Vary: "Accept-Language" };
    return c.html(unknownPage(nonce, speech), 404, headers);
  }
  const { store, publishableKey } = configuration;
  const language = languageOf(asked, store.locale);
  const speech = speechOf(language, await sentencesIn(c.env.ASSETS, language), store.locale);
  const page = hostedPage(
    {
      ...shown(c, configuration, language),
      url: `${new URL(c.req.url).origin}/p/${handle}`,
      storeUrl: withoutQuery(store.landingUrl),
      publishableKey,
      listed: !store.sandbox,
    },
    nonce,
    speech,
  );
  return c.html(page, 200, headersWith(nonce, language));
}

function shown(c: Context<AppTypes>, configuration: Configuration, language: Language) {
  const context = storeContext(c.env, configuration, c.get("now"));
  if (!configuration.program) return { store: spokenStoreAnswer(context, language), program: null };
  return storefrontAnswer(context, language);
}

/** Where the store is, without what only a referral link adds. */
function withoutQuery(address: string): string {
  const url = new URL(address);
  url.search = url.hash = "";
  return url.href;
}

function headersWith(nonce: string, language: string): Record<string, string> {
  return {
    "Content-Security-Policy":
      `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'nonce-${nonce}'; connect-src 'self'; ` +
      "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
      "require-trusted-types-for 'script'; trusted-types lit-html",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    // Not in caches that are shared: the nonce is this visitor's.
    "Cache-Control": "private, max-age=60",
    "Content-Language": language,
  };
}
