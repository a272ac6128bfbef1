/** What every page of the reference has in common. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { markup, Markup } from "./markup.ts";

const style = readFileSync(new URL("./style.css", import.meta.url), "utf8").trim();
const styleHash = createHash("sha256").update(style).digest("base64");

/** Nothing but this page's own style, and its script where it has one: there is no font and no picture to load. */
function policyFor(script: string | undefined): string {
  const own = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  if (script === undefined) return own;
  const hash = createHash("sha256").update(script).digest("base64");
  return `${own}; script-src 'sha256-${hash}'; connect-src 'self'`;
}

/** A whole page. `root` is the way from it to the top, such as "../"; `aside` stands beside what it says; `script` runs when it is there. */
export function pageHtml(page: {
  title: string;
  root: string;
  description: string;
  aside?: Markup;
  main: Markup;
  script?: string;
}): string {
  const { title, root, description, aside, main, script } = page;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Markup(style)}</style>
</head>
<body class="${aside ? "with-aside" : "plain"}">
<a class="skip" href="#main">Skip to the content</a>
<header><a class="brand" href="${root}reference/">Regulars</a> <span>API reference</span>
<nav aria-label="Documents"><a href="${root}reference/">Operations</a> <a href="${root}errors/">Errors</a> <a href="${root}reference/token-tester/">Token tester</a> <a href="${root}openapi.json">OpenAPI</a></nav></header>
${aside}
<main id="main" tabindex="-1">
${main}
</main>
${
  script === undefined
    ? null
    : markup`<script>${new Markup(script)}</script>
`
}</body>
</html>
`.text;
}
