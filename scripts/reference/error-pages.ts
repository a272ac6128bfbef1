/** A page for each error of the catalogue: as HTML where a problem's `type` leads, and as Markdown in docs/errors. */
import { catalogue, type ProblemCode } from "../../worker/http/catalogue.ts";
import { problemsOf } from "./document.ts";
import { pageHtml } from "./layout.ts";
import { markup, prose } from "./markup.ts";
import { operationsOf, type Document, type Located } from "./openapi.ts";
import { breakable, methodMark } from "./operation-html.ts";

/** Every code, in the order of its status, then of the alphabet. */
export const codes = (Object.keys(catalogue) as ProblemCode[]).sort(
  (a, b) => catalogue[a].status - catalogue[b].status || (a < b ? -1 : 1),
);

/** The page at /errors/{code}. */
export function errorPage(code: ProblemCode, document: Document): string {
  const { status, title, cause, remedy } = catalogue[code];
  const main = markup`<h1>${title}</h1>
<p class="line"><span class="status">${status}</span> <code>${code}</code></p>
<h2>When it happens</h2><p>${prose(cause)}</p>
<h2>What to do</h2><p>${prose(remedy)}</p>
<h2>What it looks like</h2>
<pre tabindex="0" aria-label="The error's body"><code>${JSON.stringify(exampleOf(code), null, 2)}</code></pre>
<h2>Which calls answer with it</h2>
<ul class="calls">${answeringWith(code, document).map(
    ({ method, path, operation }) =>
      markup`<li><a href="../reference/#${operation.operationId}">${methodMark(method)} ${breakable(path)}</a></li>
`,
  )}</ul>
<p><a href="./">All errors</a></p>`;
  return pageHtml({ title: `${code}: ${title}`, root: "../", description: cause, main });
}

/** The page at /errors/. */
export function errorIndexPage(): string {
  const items = codes.map(
    (code) =>
      markup`<li><span class="status">${catalogue[code].status}</span> <a href="${code}"><code>${code}</code></a> ${catalogue[code].title}</li>
`,
  );
  const main = markup`<h1>Errors</h1>
<p class="lead">Every error of the API has a code, and a page that says when it happens and what to do.</p>
<ul class="problems-index">${items}</ul>`;
  return pageHtml({ title: "Regulars errors", root: "../", description: "Every error of the API.", main });
}

/** docs/errors/{code}.md. */
export function errorMarkdown(code: ProblemCode, document: Document): string {
  const { status, title, cause, remedy } = catalogue[code];
  const calls = answeringWith(code, document).map(
    ({ method, path }) => `- \`${method.toUpperCase()} ${path}\``,
  );
  return `# ${title}

\`${code}\`, status ${status}

## When it happens

${cause}

## What to do

${remedy}

## Which calls answer with it

${calls.length > 0 ? calls.join("\n") : "Any path that is not listed in the reference."}

[All errors](README.md)
`;
}

/** docs/errors/README.md. */
export function errorIndexMarkdown(): string {
  const items = codes.map(
    (code) => `- ${catalogue[code].status} [${code}](${code}.md): ${catalogue[code].title}`,
  );
  return `# Errors

Every error of the API is \`application/problem+json\` (RFC 9457) with a code from this list. \`type\` is the
address of the code's page on the Worker, \`/errors/{code}\`. \`detail\` says in words what is wrong here, and
\`errors\` points at fields.

These pages are made from \`worker/http/catalogue.ts\` by \`npm run reference\`.

${items.join("\n")}
`;
}

function answeringWith(code: ProblemCode, document: Document): Located[] {
  return operationsOf(document).filter(({ operation }) =>
    problemsOf(operation).some((each) => each.code === code),
  );
}

function exampleOf(code: ProblemCode): object {
  const { status, title, cause } = catalogue[code];
  const common = { type: `https://regulars.example.com/errors/${code}`, title, status, code };
  if (code !== "invalid_request") return { ...common, detail: cause };
  const detail = "Too small: expected number to be >=1";
  return { ...common, detail: `/points: ${detail}`, errors: [{ pointer: "/points", detail }] };
}
