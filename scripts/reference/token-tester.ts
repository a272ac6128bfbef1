/** `/reference/token-tester/`: a page that says what is wrong with a shopper's token. */
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { pageHtml } from "./layout.ts";
import { markup } from "./markup.ts";

const source = readFileSync(new URL("./token-tester-script.ts", import.meta.url), "utf8");
const script = transformSync(source, { loader: "ts", format: "iife", minifySyntax: true }).code.trim();

/** The page, with its script in it; it asks `POST /storefront/token-checks`. */
export function tokenTesterPage(): string {
  const description = "See what is wrong with a shopper's token, claim by claim.";
  const main = markup`<h1>Token tester</h1>
<p class="lead">${description} Nothing is done with it, and nothing is kept.</p>
<form class="tester">
<label for="key">Publishable key</label>
<input id="key" name="key" required autocomplete="off" spellcheck="false" placeholder="pk_…" maxlength="100">
<label for="token">Token</label>
<textarea id="token" name="token" required autocomplete="off" spellcheck="false" rows="6" placeholder="eyJ…" maxlength="4096"></textarea>
<button>Check it</button>
</form>
<div id="result" role="status"></div>
<noscript><p>This page needs JavaScript. The same is told by <code>POST /storefront/token-checks</code>.</p></noscript>`;
  return pageHtml({ title: "Token tester", root: "../../", description, main, script });
}
