/** The client's file of types, from the OpenAPI document. */
import {
  JSON_TYPE,
  operationsOf,
  type Document,
  type Located,
  type Operation,
  type Parameter,
} from "../reference/openapi.ts";
import { commentOf, fieldsOf, refsIn, typeOf } from "./schema-type.ts";

const HEAD =
  "/** The server API as docs/openapi.json has it. Made by `npm run reference`: change the routes, not this. */\n";

/**
 * The source of the client's types: an interface for each schema that the server API names, what each of its
 * operations takes and answers with, and a table of where they are. It is TypeScript that a formatter has yet to lay out.
 */
export function typesFile(document: Pick<Document, "paths" | "components">): string {
  const located = operationsOf(document).filter(({ path }) => path.startsWith("/v1/"));
  const schemas = namedSchemas(document, located);
  return [
    HEAD,
    ...schemas.map(
      ([name, schema]) => `${commentOf(schema.description)}export type ${name} = ${typeOf(schema)};\n`,
    ),
    `/** What each operation takes and answers with, by its id. */\nexport interface Operations {\n${located.map(operationType).join("")}}\n`,
    `/** Where each operation is. */\nexport const operations = {\n${located.map(operationPlace).join("")}} as const;\n`,
  ].join("\n");
}

type Named = [name: string, schema: Document["components"]["schemas"][string]];

/** The schemas that the operations name, and those that these name, by name. */
function namedSchemas({ components }: Pick<Document, "components">, located: Located[]): Named[] {
  const found = new Map<string, Named[1]>();
  // Errors are of the client's own class.
  const waiting = located.flatMap(({ operation }) => [...refsIn(partsOf(operation))]);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const schema = components.schemas[name];
    if (!schema) throw new Error(`The document names the schema ${name}, and has none.`);
    if (found.has(name)) continue;
    found.set(name, schema);
    waiting.push(...refsIn(schema));
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What an operation takes and answers with. */
function partsOf({ parameters = [], requestBody, responses }: Operation) {
  const success = Object.entries(responses).find(([status]) => Number(status) < 400)?.[1];
  return {
    path: parameters.filter((each) => each.in === "path"),
    query: parameters.filter((each) => each.in === "query"),
    body: requestBody?.content[JSON_TYPE]?.schema,
    bodyNeeded: requestBody?.required === true,
    answer: success?.content?.[JSON_TYPE]?.schema,
  };
}

function operationType({ operation }: Located): string {
  const { path, query, body, bodyNeeded, answer } = partsOf(operation);
  const optional = query.every(({ required }) => required !== true) ? "?" : "";
  return [
    `${commentOf(`${operation.summary}.`)}${operation.operationId}: {\n`,
    path.length > 0 ? `path: ${parametersType(path)};\n` : "",
    query.length > 0 ? `query${optional}: ${parametersType(query)};\n` : "",
    body ? `body${bodyNeeded ? "" : "?"}: ${typeOf(body)};\n` : "",
    `answer: ${typeOf(answer)};\n};\n`,
  ].join("");
}

function parametersType(parameters: Parameter[]): string {
  return fieldsOf({
    properties: Object.fromEntries(
      parameters.map(({ name, description, schema }) => [
        name,
        description === undefined ? schema : { ...schema, description },
      ]),
    ),
    required: parameters.flatMap(({ name, required }) => (required === true ? [name] : [])),
  });
}

function operationPlace({ operation, method, path }: Located): string {
  return `${operation.operationId}: { method: ${JSON.stringify(method.toUpperCase())}, path: ${JSON.stringify(path)} },\n`;
}
