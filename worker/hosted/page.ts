/** A store's hosted page as HTML: everything of the program can be read without a script. */
import type { Storefront } from "../storefront/answers.ts";
import { earningPart, figuresOf, referralPart, rewardsPart, tiersPart } from "./facts.ts";
import { markup, Markup } from "./markup.ts";
import { hostedStyle } from "./style.ts";
import { english, type HostedWords } from "./words.ts";

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
export function hostedPage(page: HostedPage, nonce: string, words: HostedWords = english): string {
  const { store, program } = page;
  const { name } = store;
  const title = program?.name ?? name;
  const description = store.look.greeting ?? (program ? words.description(name) : words.notOpen(name));
  const head = markup`<meta name="robots" content="${page.listed && program ? "index, follow" : "noindex"}">
<meta name="description" content="${description}">
<link rel="canonical" href="${page.url}">
<meta property="og:type" content="website">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${page.url}">
<meta property="og:site_name" content="${name}">
<meta name="theme-color" content="${store.accent}">
<script async src="/w/${page.publishableKey}.js" data-sign-in="${page.storeUrl}" nonce="${nonce}"></script>`;
  return documentOf({
    words,
    nonce,
    title: title === name ? name : `${title} · ${name}`,
    style: hostedStyle(store.accent, store.look),
    head,
    body: markup`<header><div class="wide"><p dir="auto">${name}</p><h1 dir="auto">${title}</h1><p dir="auto">${description}</p></div></header>
<main class="wide">
${program ? programParts(program, page, words) : null}
</main>
<footer class="wide"><a class="button" href="${page.storeUrl}">${words.visit(name)}</a></footer>`,
  });
}

function programParts(program: Storefront["program"], { store }: HostedPage, words: HostedWords): Markup[] {
  const figures = figuresOf(store, words);
  // Stands in for the widget's own element of that name, which takes the place of what is inside it.
  const own = markup`<section><h2>${words.yours}</h2><p>${words.yoursHow(store.name)}</p>
<regulars-page><button type="button" data-regulars-open="home">${words.open}</button></regulars-page>
<noscript><p>${words.withoutScript(store.name)}</p></noscript></section>`;
  return [
    own,
    earningPart(program, words, figures),
    rewardsPart(program, words, figures),
    ...[tiersPart(program, words, figures), referralPart(program, words, figures)].filter(
      (each) => each !== null,
    ),
  ];
}

/** The page for an address that no store has. */
export function unknownPage(nonce: string, words: HostedWords = english): string {
  const look = { radius: 20, font: "system", scheme: "auto", corner: "bottom-end", greeting: null } as const;
  const launcher = { show: "button", icon: "stamps", words: null } as const;
  return documentOf({
    words,
    nonce,
    title: words.unknownTitle,
    style: hostedStyle("#1f5c4a", { ...look, launcher, offset: { inline: 20, block: 20 } }),
    head: markup`<meta name="robots" content="noindex">`,
    body: markup`<header><div class="wide"><h1>${words.unknownTitle}</h1></div></header>
<main class="wide"><section><p>${words.unknown}</p></section></main>`,
  });
}

function documentOf(parts: {
  words: HostedWords;
  nonce: string;
  title: string;
  style: string;
  head: Markup;
  body: Markup;
}): string {
  const { words, nonce, title, style, head, body } = parts;
  return markup`<!doctype html>
<html lang="${words.lang}" dir="${words.dir}">
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
