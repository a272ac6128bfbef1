/** What does not fit a schema is refused with a pointer at the field, and writes nothing. */
import { beforeAll, describe, expect, test } from "vitest";
import { contents } from "../database/contents.ts";
import { badValues, bodyWith } from "./bad-values.ts";
import { endpointOf, endpoints, send, takesKey, takesBody, type Endpoint } from "./endpoints.ts";
import { furnish, type Furnished } from "./furnished-store.ts";

let at: Furnished;
beforeAll(async () => {
  at = await furnish();
});

describe("a bad value in a body", () => {
  test("is tried on every endpoint that takes one", () => {
    expect(Object.keys(badValues).sort()).toEqual(
      endpoints
        .filter(takesBody)
        .map(({ route }) => route)
        .sort(),
    );
  });

  test.each(Object.entries(badValues))("of %s", async (route, fields) => {
    const endpoint = endpointOf(route);
    const before = await contents(at.store.id);
    const wrong: string[] = [];
    for (const [pointer, values] of fields)
      for (const value of values) wrong.push(...(await complaints(endpoint, pointer, value)));
    expect(wrong).toEqual([]);
    expect(await contents(at.store.id)).toEqual(before);
  });

  test.each(endpoints.filter(takesBody))("a field that there is none of: $route", async (endpoint) => {
    const before = await contents(at.store.id);
    for (const [name, pointer] of [
      ["surprise", "/surprise"],
      ["a/b~c", "/a~1b~0c"],
      ["constructor", "/constructor"],
    ] as const) {
      const { path, body } = await endpoint.request(at);
      const answer = await send(at, endpoint, { path, body: { ...body, [name]: 1 } });
      expect(answer.problem()).toMatchObject({ code: "invalid_request", errors: [{ pointer }] });
    }
    expect(await contents(at.store.id)).toEqual(before);
  });
});

/** What is wrong with the answer to a bad value; nothing where it is refused as it should be. */
async function complaints(endpoint: Endpoint, pointer: string, value: unknown): Promise<string[]> {
  const { path, body } = await endpoint.request(at);
  const raw = bodyWith(body ?? {}, pointer, value);
  const answer = await send(at, endpoint, { path }, { raw });
  const said = `${pointer} = ${value === undefined ? "nothing" : JSON.stringify(value)}: ${answer.status}`;
  if (answer.status !== 422) return [`${said} ${answer.text.slice(0, 120)}`];
  const { code, errors } = answer.problem();
  if (code !== "invalid_request") return [`${said} ${code}`];
  const pointers = errors?.map((each) => each.pointer) ?? [];
  return pointers.some((each) => each === pointer || each.startsWith(`${pointer}/`))
    ? []
    : [`${said} points at ${pointers.join(", ")}`];
}

describe("bad input beside the body", () => {
  const limits = ["0", "-1", "1.5", "abc", "101", "1e9", "NaN", "Infinity", "", "1&limit=2"];
  const cursors = ["*", "x".repeat(201), "%C3%A9", btoa("no id"), btoa("mem_1' OR 1"), "a&cursor=b"];
  const versions = ["0", "-1", "1.5", "x", "1e308", "9007199254740993"];
  const queries: [string, string, string[]][] = [
    ["GET /v1/program", "version", versions],
    ["GET /v1/ledger/check", "cursor", cursors],
    ["GET /v1/members", "limit", limits],
    ["GET /v1/members", "cursor", cursors],
    ["GET /v1/members", "customerId", ["", "x".repeat(256)]],
    ["GET /v1/members", "email", ["", "a", "x".repeat(255)]],
    ["GET /v1/members/{id}/entries", "limit", limits],
    ["GET /v1/members/{id}/entries", "cursor", cursors],
    ["GET /v1/members/{id}/explain", "limit", limits],
    ["GET /v1/members/{id}/explain", "cursor", cursors],
    ["GET /v1/members/{id}/explain", "lots", ["", "spent", "OPEN"]],
    ["GET /v1/imports", "limit", limits],
    ["GET /v1/imports", "cursor", cursors],
    ["GET /v1/imports/{id}/rows", "limit", limits],
    ["GET /v1/imports/{id}/rows", "cursor", cursors],
    ["GET /v1/imports/{id}/rows", "outcome", ["", "all", "REFUSED"]],
    ["GET /v1/export", "cursor", ["*", btoa("mem_1"), btoa("yacht x"), "x".repeat(2001)]],
    ["GET /v1/notices", "limit", limits],
    ["GET /v1/notices", "cursor", cursors],
    ["GET /v1/notices", "after", ["", "ntc", "mem_1", "x".repeat(80), "ntc_1;"]],
    ["GET /v1/events", "limit", limits],
    ["GET /v1/events", "cursor", cursors],
    ["GET /v1/events", "after", ["x".repeat(65)]],
    ["GET /v1/webhook-endpoints/{id}/deliveries", "status", ["", "lost", "FAILED"]],
    ["GET /v1/webhook-endpoints/{id}/deliveries", "limit", limits],
    ["GET /v1/webhook-endpoints/{id}/deliveries", "cursor", cursors],
    ["GET /v1/inbox", "limit", limits],
    ["GET /v1/inbox", "cursor", cursors],
    ["GET /v1/inbox", "status", ["", "lost", "DEAD"]],
    ["GET /storefront/entries", "limit", limits],
    ["GET /storefront/entries", "cursor", cursors],
    ["PUT /v1/program", "dryRun", ["", "maybe", "TRUE", "1"]],
    ["PUT /v1/look", "dryRun", ["", "maybe", "TRUE", "1"]],
    ["GET /storefront/program", "lang", ["", "d", "de_DE", "german", "x".repeat(36), "de-", "1e"]],
    ["GET /storefront/panel", "lang", ["", "de DE", "constructor"]],
    ["POST /storefront/sessions", "lang", ["", "__proto__"]],
  ];

  test.each(queries)("%s?%s=", async (route, name, values) => {
    const endpoint = endpointOf(route);
    const before = await contents(at.store.id);
    const wrong: string[] = [];
    for (const value of values) {
      const { path, body } = await endpoint.request(at);
      const query = `${path.split("?")[0] ?? ""}?${name}=${value}`;
      const answer = await send(at, endpoint, { path: query, ...(body ? { body } : {}) });
      const problem = answer.status === 422 ? answer.problem() : null;
      if (problem?.errors?.[0]?.pointer !== `query/${name}`) wrong.push(`${value}: ${answer.text}`);
    }
    expect(wrong).toEqual([]);
    expect(await contents(at.store.id)).toEqual(before);
  });

  const strange = [
    "nothing-of-ours",
    "a%2Fb",
    "..%2F..%2Fv1",
    "%00",
    "%E2%98%83",
    "%F0%9F%92%A9",
    "%ED%A0%80",
    "%E0%A4%A",
    "%25",
    "'%20OR%201=1--",
    "__proto__",
    "x".repeat(64),
    "x".repeat(256),
    "x".repeat(1000),
  ];
  // A new pool of codes, as a new order, may have any id that fits.
  const withId = endpoints.filter(
    ({ route }) => route.includes("{") && !/^PUT|code-pools\/\{pool\}\/codes/.test(route),
  );

  test.each(withId)("ids that are nobody's: $route", async (endpoint) => {
    const before = await contents(at.store.id);
    for (const id of strange) {
      const path = endpoint.route.split(" ")[1]?.replace(/\{\w+\}/, id) ?? "";
      const { body } = await endpoint.request(at);
      const answer = await send(at, endpoint, { path, ...(body ? { body } : {}) });
      const { code } = answer.problem();
      expect(`${id} ${code}`).toMatch(
        id.length > 255 ? / invalid_request$/ : / (\w+_not_found|invalid_request)$/,
      );
    }
    expect(await contents(at.store.id)).toEqual(before);
  });

  test.each(withId)("a path too long is pointed at: $route", async (endpoint) => {
    const path = endpoint.route.split(" ")[1]?.replace(/\{\w+\}/, "x".repeat(1000)) ?? "";
    const { body } = await endpoint.request(at);
    const answer = await send(at, endpoint, { path, ...(body ? { body } : {}) });
    expect(answer.problem().errors?.[0]?.pointer).toMatch(/^path\/(id|code|pool)$/);
  });

  test("a tag of a key that is nobody's, secret or no key at all", async () => {
    const { publishable, secret } = at.store.keys;
    for (const [file, code] of [
      ["pk_nobodys.js", "key_invalid"],
      [`${secret.key}.js`, "not_found"],
      [publishable.key, "not_found"],
      [".js", "not_found"],
      [`${"x".repeat(1000)}.js`, "not_found"],
    ] as const)
      expect((await at.store.call("GET", `/w/${file}`)).problem().code).toBe(code);
  });

  test("an Idempotency-Key too long is pointed at", async () => {
    for (const endpoint of endpoints.filter(takesKey)) {
      const answer = await send(at, endpoint, await endpoint.request(at), { key: "k".repeat(256) });
      expect(answer.problem()).toMatchObject({
        code: "invalid_request",
        errors: [{ pointer: "header/idempotency-key" }],
      });
    }
  });
});
