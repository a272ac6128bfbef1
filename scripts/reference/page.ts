import { pageHtml } from "./layout.ts";
import { markup, prose, type Markup } from "./markup.ts";
import { operationsOf, type Document, type Located } from "./openapi.ts";
import { breakable, methodMark, operationHtml } from "./operation-html.ts";
import { rules } from "./doors.ts";
import { schemaAnchor, schemaFields } from "./schema-html.ts";

/** The reference as one page that needs nothing but itself. */
export function referencePage(document: Document): string {
  const { info, tags, components } = document;
  const operations = operationsOf(document);
  const inTag = (name: string) => operations.filter(({ operation }) => operation.tags[0] === name);
  const schemas = Object.entries(components.schemas);
  const main = markup`<h1>${info.title} API <span class="version">${info.version}</span></h1>
<p class="lead">${info.summary} This page is made from the routes themselves, as is the <a href="../openapi.json">OpenAPI 3.1 document</a>.</p>
<section id="rules" aria-label="For every call">
${rules.map(({ title, text }) => markup`<h2>${title}</h2><p>${prose(text)}</p>`)}
<h2>To try a line of this page</h2>
<pre tabindex="0" aria-label="Variables of the examples"><code>REGULARS=http://localhost:8787
SECRET_KEY=sk_…
PUBLISHABLE_KEY=pk_…</code></pre>
</section>
${tags.map(
  ({ name, description }) => markup`<section id="${tagAnchor(name)}" class="tag">
<h2>${name}</h2><p>${prose(description)}</p>
${inTag(name).map((each) => operationHtml(each, components.schemas))}
</section>
`,
)}
<section id="schemas" class="tag"><h2>Schemas</h2><p>What the operations share.</p>
${schemas.map(
  ([name, schema]) => markup`<article class="schema" id="${schemaAnchor(name)}"><h3>${name}</h3>
${schema.description === undefined ? null : markup`<p>${prose(schema.description)}</p>`}${schemaFields(schema)}</article>
`,
)}
</section>`;
  const groups = tags.map(({ name }) => navigationGroup(name, inTag(name)));
  const aside = markup`<nav class="aside" aria-label="Contents">
<a href="#rules">For every call</a>
${groups}
<a href="#schemas">Schemas</a>
</nav>`;
  return pageHtml({ title: "Regulars API reference", root: "../", description: info.summary, aside, main });
}

function tagAnchor(name: string): string {
  return `tag-${name.toLowerCase().replaceAll(" ", "-")}`;
}

function navigationGroup(name: string, operations: Located[]): Markup {
  const items = operations.map(
    ({ method, path, operation }) =>
      markup`<li><a href="#${operation.operationId}">${methodMark(method)} ${breakable(path)}</a></li>
`,
  );
  return markup`<a class="group" href="#${tagAnchor(name)}">${name}</a><ul>${items}</ul>
`;
}
