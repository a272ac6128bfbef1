import { catalogue, type ProblemCode } from "../../worker/http/catalogue.ts";
import { pages, problemsOfDoor, problemsOfPages, rules, securitySchemes, tags } from "./doors.ts";
import { examples } from "./examples.ts";
import {
  JSON_TYPE,
  methods,
  operationsOf,
  PROBLEM_TYPE,
  type Answer,
  type Document,
  type Located,
  type Method,
  type Operation,
  type Parameter,
  type PathItem,
} from "./openapi.ts";

/** An app whose routes describe themselves. */
export interface DescribedApp {
  getOpenAPI31Document(config: { openapi: string; info: { title: string; version: string } }): object;
}

type RawDocument = Pick<Document, "paths"> & { components: Pick<Document["components"], "schemas"> };

/**
 * The OpenAPI 3.1 document of the app's routes, completed with keys, tags, examples and the problems that any call of a
 * door may get. The same routes give the same document, key for key. Throws an Error where a route has a tag that the
 * reference does not know, or an example has no operation.
 */
export function openApiDocument(app: DescribedApp, version: string): Document {
  const info = { title: "Regulars", version };
  const raw = app.getOpenAPI31Document({ openapi: "3.1.0", info });
  // A copy, because the app gives its own objects; plain JSON, so without fields that are undefined.
  const { paths, components } = JSON.parse(JSON.stringify(raw)) as RawDocument;
  for (const located of operationsOf({ paths })) completeOperation(located);
  const document: Document = {
    openapi: "3.1.0",
    info: {
      ...info,
      summary: "A loyalty and referral program for any online store.",
      description: rules.map(({ title, text }) => `## ${title}\n\n${text}`).join("\n\n"),
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "Where this document was found." }],
    tags,
    paths: sorted({ ...paths, ...pagesWithProblems() }, orderedMethods),
    components: { schemas: sorted(components.schemas, (schema) => schema), securitySchemes },
  };
  requireKnown(document);
  return document;
}

/** The id of an operation: its method and path in one word, `getV1MembersByIdBalance`. */
export function operationId(method: Method, path: string): string {
  const words = path
    .split("/")
    .filter((part) => part !== "")
    .map((part) => (part.startsWith("{") ? `By-${part.slice(1, -1)}` : part))
    .flatMap((part) => part.split("-"));
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** The codes of the errors that an operation documents, with the status of each. */
export function problemsOf(operation: Operation): { status: number; code: ProblemCode }[] {
  return Object.entries(operation.responses).flatMap(([status, answer]) =>
    codesIn(answer).map((code) => ({ status: Number(status), code })),
  );
}

function completeOperation({ path, method, operation }: Located): void {
  operation.operationId = operationId(method, path);
  // The publishable key is a security scheme; to say it twice would make generated clients ask for it twice.
  const parameters = (operation.parameters ?? [])
    .filter((each) => !(each.in === "query" && each.name === "key"))
    .map(completeParameter);
  if (parameters.length > 0) operation.parameters = parameters;
  else delete operation.parameters;

  const listed = problemsOf(operation).map((each) => each.code);
  operation.security = securityOf(path, listed);
  const hasInput = parameters.length > 0 || operation.requestBody !== undefined;
  addProblems(operation, [...listed, ...problemsOfDoor(path, operation, hasInput)]);

  const { request, answer } = examples[operation.operationId] ?? {};
  const body = operation.requestBody?.content[JSON_TYPE];
  if (body && request !== undefined) body.example = request;
  for (const each of Object.values(operation.responses)) {
    const content = each.content?.[JSON_TYPE];
    if (content && answer !== undefined) content.example = answer;
  }
}

function completeParameter(parameter: Parameter): Parameter {
  if (parameter.name !== "idempotency-key") return parameter;
  // The routes ask for it themselves, to answer with a code of its own, so that their schema calls it optional.
  const description = "A value of your own, a new one for each write; a UUID is good.";
  const schema = { type: "string", minLength: 1, maxLength: 255, description };
  return { name: "Idempotency-Key", in: "header", required: true, description, schema };
}

function securityOf(path: string, codes: ProblemCode[]): Operation["security"] {
  if (path.startsWith("/v1/")) return [{ secretKey: [] }];
  if (!codes.includes("session_missing")) return [{ publishableKey: [] }];
  return [{ publishableKey: [], [path.startsWith("/till/") ? "tillSession" : "session"]: [] }];
}

function addProblems(operation: Operation, codes: ProblemCode[]): void {
  const byStatus = new Map<number, Set<ProblemCode>>();
  for (const code of codes) {
    const { status } = catalogue[code];
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  }
  for (const [status, listed] of byStatus)
    operation.responses[status] = {
      description: [...listed].map((code) => `\`${code}\`: ${catalogue[code].title}.`).join(" "),
      content: { [PROBLEM_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } },
    };
}

function codesIn({ description, content }: Answer): ProblemCode[] {
  if (!content?.[PROBLEM_TYPE]) return [];
  return [...description.matchAll(/`([a-z_]+)`: /g)].flatMap(([, code = ""]) => (isCode(code) ? [code] : []));
}

function isCode(code: string): code is ProblemCode {
  return Object.hasOwn(catalogue, code);
}

function pagesWithProblems(): Record<string, PathItem> {
  const copy = structuredClone(pages);
  for (const { path, operation } of operationsOf({ paths: copy }))
    addProblems(operation, problemsOfPages[path] ?? []);
  return copy;
}

function orderedMethods(item: PathItem): PathItem {
  return Object.fromEntries(methods.flatMap((method) => (item[method] ? [[method, item[method]]] : [])));
}

function sorted<Value>(
  record: Record<string, Value>,
  change: (value: Value) => Value,
): Record<string, Value> {
  const byName = Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(byName.map(([name, value]) => [name, change(value)]));
}

function requireKnown(document: Document): void {
  const known = new Set(tags.map((tag) => tag.name));
  const ids = new Set<string>();
  for (const { operation, method, path } of operationsOf(document)) {
    ids.add(operation.operationId);
    const [tag = ""] = operation.tags;
    if (!known.has(tag)) throw new Error(`${method} ${path} has the tag "${tag}": add it to doors.ts.`);
  }
  const [orphan] = Object.keys(examples).filter((id) => !ids.has(id));
  if (orphan !== undefined)
    throw new Error(`The examples name ${orphan}, and no route has that operation id.`);
}
