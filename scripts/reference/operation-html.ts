/** One operation of the API as a part of the reference page. */
import { catalogue } from "../../worker/http/catalogue.ts";
import { curlOf } from "./curl.ts";
import { problemsOf } from "./document.ts";
import { markup, prose, type Markup } from "./markup.ts";
import {
  JSON_TYPE,
  refName,
  type Answer,
  type Document,
  type Located,
  type Method,
  type Operation,
  type Schema,
} from "./openapi.ts";
import { parameterFields, schemaFields } from "./schema-html.ts";

type Schemas = Document["components"]["schemas"];

/** The operation with all that there is to know of it; `schemas` are those that it may refer to. */
export function operationHtml(located: Located, schemas: Schemas): Markup {
  const { path, method, operation } = located;
  const { operationId, summary, description, parameters = [], requestBody } = operation;
  const body = requestBody?.content[JSON_TYPE];
  return markup`<article class="operation" id="${operationId}" aria-labelledby="${operationId}-title">
<div class="told">
<h3 id="${operationId}-title">${summary}</h3>
<p class="line">${methodMark(method)} <code>${breakable(path)}</code> <a class="anchor" href="#${operationId}" aria-label="Link to: ${summary}">#</a></p>
${description === undefined ? null : markup`<p>${prose(description)}</p>`}
<p class="keys">${keysOf(operation)}</p>
${parameters.length > 0 ? markup`<h4>Parameters</h4>${parameterFields(parameters)}` : null}
${body?.schema ? markup`<h4>Body</h4>${bodyHtml(body.schema, schemas)}` : null}
${successes(operation).map(([status, answer]) => answerHtml(status, answer))}
${problemList(operation)}
</div>
<div class="shown">
<h4>Request</h4>
<pre tabindex="0" aria-label="Request: ${summary}"><code>${curlOf(located)}</code></pre>
${exampleOf(operation, summary)}
</div>
</article>
`;
}

/** The method in its colour. */
export function methodMark(method: Method): Markup {
  return markup`<span class="method ${method}">${method.toUpperCase()}</span>`;
}

/** A path that may wrap after a slash. */
export function breakable(path: string): Markup[] {
  return path.split(/(?<=\/)/).map((part, index) => (index === 0 ? markup`${part}` : markup`<wbr>${part}`));
}

/** The fields of a body, which are why one reads on: not a link to where they stand. */
function bodyHtml(schema: Schema, schemas: Schemas): Markup {
  const named = schema.$ref === undefined ? undefined : schemas[refName(schema.$ref)];
  return schemaFields(named ?? schema);
}

function keysOf({ security }: Operation): Markup {
  const needed = Object.keys(security[0] ?? {});
  if (needed.length === 0) return markup`Needs no key.`;
  const words: Record<string, string> = {
    secretKey: "the secret key",
    publishableKey: "the publishable key",
    session: "a session",
    tillSession: "a till's session",
  };
  return markup`Needs ${needed.map((each) => words[each] ?? each).join(" and ")}.`;
}

function successes({ responses }: Operation): [string, Answer][] {
  return Object.entries(responses).filter(([status]) => Number(status) < 400);
}

function answerHtml(status: string, { description, content, headers = {} }: Answer): Markup {
  const schema = content?.[JSON_TYPE]?.schema;
  const heads = Object.entries(headers).map(
    ([name, head]) => markup`<p><code>${name}</code>: ${prose(head.description)}</p>`,
  );
  return markup`<h4>Answer <span class="status">${status}</span></h4>
<p>${prose(description)}</p>${heads}
${schema ? schemaFields(schema) : null}`;
}

function problemList(operation: Operation): Markup {
  const each = problemsOf(operation).map(
    ({ status, code }) =>
      markup`<li><span class="status">${status}</span> <a href="../errors/${code}"><code>${code}</code></a> ${catalogue[code].title}</li>
`,
  );
  return markup`<details class="problems"><summary>Errors (${each.length})</summary><ul>${each}</ul></details>`;
}

function exampleOf(operation: Operation, summary: string): Markup | null {
  const [status, answer] = successes(operation)[0] ?? [];
  const example = answer?.content?.[JSON_TYPE]?.example;
  if (example === undefined) return null;
  return markup`<h4>Answer <span class="status">${status}</span></h4>
<pre tabindex="0" aria-label="Answer: ${summary}"><code>${JSON.stringify(example, null, 2)}</code></pre>`;
}
