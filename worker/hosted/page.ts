/** A store's hosted page as HTML: everything of the program can be read without a script. */
import type { Storefront } from "../storefront/answers.ts";
import { earningPart, referralPart, rewardsPart, tiersPart } from "./facts.ts";
import { markup, Markup } from "./markup.ts";
import type { Speech } from "./speech.ts";
import { hostedStyle } from "./style.ts";

export interface HostedPage {
  /** The store as its pages are told of it. */
  store: Storefront["store"];
  /** null before the first program is published. */
  program: Storefront["program"] | null;
  /** Its own address. */
  url: string;
  /** Where the store is. */
  storeUrl: string;
  publishableKey: string;
  /** Whether search engines may list it. */
  listed: boolean;
}

/** The whole page. `nonce` is that of its policy. */
export function hostedPage(page: HostedPage, nonce: string, speech: Speech): string {
  const { store, program } = page;
  const { t, language } = speech;
  const { name } = store;
  const title = program?.name ?? name;
  const { greeting } = store.look;
  const description = greeting ?? t(program ? "description" : "notOpen", name);
  const head = markup`<meta name="robots" content="${page.listed && program ? "index, follow" : "noindex"}">
<meta name="description" content="${description}">
<link rel="canonical" href="${page.url}">
<meta property="og:type" content="website">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${page.url}">
<meta property="og:site_name" content="${name}">
<meta name="theme-color" content="${store.accent}">
<script async src="/w/${page.publishableKey}.js?lang=${language}" data-sign-in="${page.storeUrl}" nonce="${nonce}"></script>`;
  return documentOf({
    speech,
    nonce,
    title: title === name ? name : `${title} · ${name}`,
    style: hostedStyle(store.accent, store.look),
    head,
    body: markup`<header><div class="wide"><p><bdi>${name}</bdi></p><h1><bdi>${title}</bdi></h1><p>${greeting === null ? description : markup`<bdi>${greeting}</bdi>`}</p></div></header>
<main class="wide">
${program ? programParts({ store, program }, speech) : null}
</main>
<footer class="wide"><a class="button" href="${page.storeUrl}">${t("visit", name)}</a></footer>`,
  });
}

function programParts(told: Storefront, speech: Speech): Markup[] {
  const { t } = speech;
  const { name } = told.store;
  // Stands in for the widget's own element of that name, which takes the place of what is inside it.
  const own = markup`<section><h2>${t("yours")}</h2><p>${t("yoursHow", name)}</p>
<regulars-page><button type="button" data-regulars-open="home">${t("open")}</button></regulars-page>
<noscript><p>${t("withoutScript", name)}</p></noscript></section>`;
  return [
    own,
    earningPart(told, speech),
    rewardsPart(told, speech),
    ...[tiersPart(told, speech), referralPart(told, speech)].filter((each) => each !== null),
  ];
}

/** The page for an address that no store has. */
export function unknownPage(nonce: string, speech: Speech): string {
  const { t } = speech;
  return documentOf({
    speech,
    nonce,
    title: t("unknownTitle"),
    style: hostedStyle("#1f5c4a", { radius: 20, font: "system", scheme: "auto" }),
    head: markup`<meta name="robots" content="noindex">`,
    body: markup`<header><div class="wide"><h1>${t("unknownTitle")}</h1></div></header>
<main class="wide"><section><p>${t("unknown")}</p></section></main>`,
  });
}

function documentOf(parts: {
  speech: Speech;
  nonce: string;
  title: string;
  style: string;
  head: Markup;
  body: Markup;
}): string {
  const { speech, nonce, title, style, head, body } = parts;
  return markup`<!doctype html>
<html lang="${speech.language}" dir="${speech.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${new Markup(style)}</style>
${head}
</head>
<body>
${body}
</body>
</html>
`.text;
}
