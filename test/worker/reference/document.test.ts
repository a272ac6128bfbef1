import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { openApiDocument, operationId, problemsOf } from "../../../scripts/reference/document.ts";
import { operationsOf, refName, type Located } from "../../../scripts/reference/openapi.ts";
import { createApp } from "../../../worker/app.ts";
import { catalogue } from "../../../worker/http/catalogue.ts";
import { problemSchema } from "../../../worker/http/problem.ts";

const app = createApp();
const document = openApiDocument(app, "0.0.0");
const operations = operationsOf(document);
const api = operations.filter(({ path }) => /^\/(v1|storefront|till)\//.test(path));
const nameOf = ({ method, path }: Pick<Located, "method" | "path">) => `${method} ${path}`;

/** Every object within a value, however deep. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const each of Object.values(value)) yield* objectsIn(each);
}

test("every route under /v1, /storefront and /till is in the document, and the document has no others", () => {
  const mounted = app.routes
    .filter(({ method, path }) => method !== "ALL" && !path.endsWith("/*"))
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:([a-z]+)/gi, "{$1}")}`);
  expect(operations.map(nameOf).sort()).toEqual([...new Set(mounted)].sort());
});

test("an operation is found by an id made from its method and path", () => {
  expect(operationId("get", "/v1/members/{id}/balance")).toBe("getV1MembersByIdBalance");
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { method, path, operation } of operations)
    expect(operation.operationId).toBe(operationId(method, path));
});

test.each(operations.map((each) => [nameOf(each), each] as const))(
  "%s has a summary, a known tag, its keys, an answer and its errors",
  (_name, { path, operation }) => {
    expect(operation.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(operation.tags).toHaveLength(1);
    expect(document.tags.map((tag) => tag.name)).toContain(operation.tags[0]);
    for (const scheme of operation.security.flatMap((each) => Object.keys(each)))
      expect(document.components.securitySchemes).toHaveProperty(scheme);
    expect(operation.security.length > 0).toBe(/^\/(v1|storefront|till)\//.test(path));
    expect(Object.keys(operation.responses).some((status) => Number(status) < 400)).toBe(true);
    expect(problemsOf(operation).map(({ code }) => code)).toContain("internal_error");
    for (const { status, code } of problemsOf(operation)) expect(catalogue[code].status).toBe(status);
    const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
    const described = (operation.parameters ?? []).filter((each) => each.in === "path");
    expect(described.map((each) => each.name)).toEqual(inPath);
    expect(described.every((each) => each.required)).toBe(true);
  },
);

test("every $ref leads to a schema, and every schema is used", () => {
  const refs = [...objectsIn(document)].flatMap(({ $ref }) => (typeof $ref === "string" ? [$ref] : []));
  const names = Object.keys(document.components.schemas);
  for (const ref of refs) expect(ref).toMatch(/^#\/components\/schemas\/[A-Za-z]+$/);
  expect([...new Set(refs.map(refName))].sort()).toEqual(names);
});

test("a field that is required is described, and a type is one that JSON Schema knows", () => {
  const known = ["object", "array", "string", "integer", "number", "boolean", "null"];
  for (const schema of objectsIn(document.components.schemas)) {
    if (Array.isArray(schema.required))
      expect(Object.keys(schema.properties ?? {})).toEqual(expect.arrayContaining(schema.required));
    if (typeof schema.type === "string") expect(known).toContain(schema.type);
    if (Array.isArray(schema.type)) expect(known).toEqual(expect.arrayContaining(schema.type));
    expect(schema).not.toHaveProperty("nullable"); // OpenAPI 3.0
  }
});

test("the errors that operations document are all the errors that there are", () => {
  const documented = operations.flatMap(({ operation }) => problemsOf(operation).map(({ code }) => code));
  expect([...new Set(documented)].sort()).toEqual(Object.keys(catalogue).sort());
});

test.each(api.map((each) => [nameOf(each), each] as const))(
  "%s asks for the keys that it documents, and for nothing before them",
  async (_name, { path, method, operation }) => {
    const filled = path.replaceAll(/\{[^}]+\}/g, "x");
    const body = operation.requestBody ? { body: "{}" } : {};
    const headers = { "Content-Type": "application/json" };
    const answer = await app.request(filled, { method: method.toUpperCase(), headers, ...body }, env);
    expect(problemSchema.parse(await answer.json())).toMatchObject({ status: 401, code: "key_missing" });
  },
);

/** What a schema of the routes has to say of an example; the document alone would repeat its own mistakes. */
test("every example fits the schema of its route", () => {
  const checked: string[] = [];
  for (const definition of definitions(app)) {
    const { path, method, request, responses } = definition;
    const operation = operations.find((each) => each.path === path && each.method === method)?.operation;
    const example = operation?.requestBody?.content["application/json"]?.example;
    const schema = request?.body?.content["application/json"]?.schema;
    if (schema) {
      const parsed = schema.safeParse(example);
      expect(parsed.error?.issues, `request of ${method} ${path}`).toBeUndefined();
    }
    for (const [status, answer] of Object.entries(responses)) {
      const answered = answer.content?.["application/json"]?.schema;
      const given = operation?.responses[status]?.content?.["application/json"]?.example;
      if (!answered) continue;
      expect(answered.safeParse(given).error?.issues, `${status} of ${method} ${path}`).toBeUndefined();
      checked.push(`${method} ${path}`);
    }
  }
  // An export is lines, and no JSON document.
  const inJson = api.filter(({ operation }) =>
    Object.entries(operation.responses).some(
      ([status, { content }]) => Number(status) < 400 && content?.["application/json"] !== undefined,
    ),
  );
  expect(checked.sort()).toEqual(inJson.map(nameOf).sort());
});

interface Described {
  safeParse(value: unknown): { error?: { issues: unknown[] } | undefined };
}
interface Definition {
  path: string;
  method: string;
  request?: { body?: { content: Record<string, { schema?: Described }> } };
  responses: Record<string, { content?: Record<string, { schema?: Described }> }>;
}

/** The routes as they were defined, with the schemas that check requests. */
function definitions({ openAPIRegistry }: typeof app): Definition[] {
  return openAPIRegistry.definitions.flatMap((each) =>
    each.type === "route" ? [each.route as unknown as Definition] : [],
  );
}
