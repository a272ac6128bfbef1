/** A store's own pages may call and read every answer, errors too; a page of anyone else may do neither. */
import { beforeAll, describe, expect, test } from "vitest";
import { contents } from "../database/contents.ts";
import { SHOP, WORKER } from "../store-under-test.ts";
import { doorCases } from "./door-cases.ts";
import { endpoints, methodOf, send } from "./endpoints.ts";
import { furnish, type Furnished } from "./furnished-store.ts";
import { statusCases } from "./status-cases.ts";

const pages = endpoints.filter(({ door }) => door !== "server");
const foreign = [
  "https://elsewhere.example",
  "null",
  "http://shop.example.com",
  "https://shop.example.com:8443",
  "https://shop.example.com.evil.example",
  "https://evil-shop.example.com",
  "https://SHOP.example.com/",
  "https://example.com",
  "*",
];

let at: Furnished;
beforeAll(async () => {
  at = await furnish();
});

describe.each(pages)("$route", (endpoint) => {
  const path = endpoint.route.split(" ")[1] ?? "";

  test("answers a page of the store", async () => {
    const answer = await send(at, endpoint, await endpoint.request(at));
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe(SHOP);
    expect(answer.headers.get("Vary")).toContain("Origin");
    expect(answer.headers.get("Access-Control-Allow-Credentials")).toBeNull();
  });

  test("lets the store's page ask before it calls", async () => {
    const answer = await at.store.page("OPTIONS", path.replace("{code}", at.link), {
      headers: {
        "Access-Control-Request-Method": methodOf(endpoint.route),
        "Access-Control-Request-Headers": "authorization, content-type, idempotency-key",
      },
    });
    expect([answer.status, answer.text]).toEqual([204, ""]);
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe(SHOP);
    expect(answer.headers.get("Access-Control-Allow-Methods")).toContain(methodOf(endpoint.route));
    const allowed = (answer.headers.get("Access-Control-Allow-Headers") ?? "").toLowerCase().split(/, */);
    expect(allowed).toEqual(expect.arrayContaining(["authorization", "content-type", "idempotency-key"]));
  });

  test("refuses a page of anyone else, and it may not read why", async () => {
    const request = await endpoint.request(at);
    const before = await contents(at.store.id);
    for (const origin of foreign) {
      const headers = { Origin: origin };
      const answers = [
        await send(at, endpoint, request, { headers }),
        await at.store.page("OPTIONS", request.path, { headers }),
      ];
      for (const answer of answers) {
        expect(answer.problem().code, origin).toBe("origin_not_allowed");
        expect(answer.headers.get("Access-Control-Allow-Origin"), origin).toBeNull();
      }
    }
    expect(await contents(at.store.id)).toEqual(before);
  });

  test("answers a call without an origin, and a page of the Worker's own", async () => {
    const own = await send(at, endpoint, await endpoint.request(at), { headers: { Origin: WORKER } });
    expect(own.status).not.toBe(403);
  });
});

const readable = [...statusCases, ...doorCases].filter(
  ({ route, code }) => pages.some((each) => each.route === route) && code !== "origin_not_allowed",
);

describe("the store's page may read every error", () => {
  test.each(readable.filter(({ code }) => !/^key_|idempotency_key_missing/.test(code)))(
    "$route: $code",
    async ({ run }) => {
      const answer = await run(at);
      expect(answer.headers.get("Access-Control-Allow-Origin")).toBe(SHOP);
    },
  );

  test.each(pages)("that its key is unknown or missing: $route", async ({ route, request }) => {
    const path = route.split(" ")[1]?.replace("{code}", at.link) ?? "";
    const { body } = await request(at);
    for (const query of ["?key=pk_unknown", "", "?key=sk_secret"]) {
      const headers = { Origin: SHOP };
      const answer = await at.store.call(methodOf(route), path + query, {
        ...(body ? { body } : {}),
        headers,
      });
      expect(answer.problem().code).toMatch(/^key_(invalid|missing)$/);
      expect(answer.headers.get("Access-Control-Allow-Origin")).toBe(SHOP);
    }
  });
});

test("what may be cached differs by origin, also where the first to ask named none", async () => {
  const path = `/storefront/program?key=${at.store.keys.publishable.key}`;
  const answer = await at.store.call("GET", path);
  expect(answer.headers.get("Cache-Control")).toBe("public, max-age=60");
  expect(answer.headers.get("Vary") ?? "nothing").toContain("Origin");
});

test("what is about a member is not cached by anyone", async () => {
  for (const { route, request } of pages.filter(({ door }) => door === "member")) {
    const { path, body } = await request(at);
    const call = { ...(body ? { body } : {}), session: at.session };
    const answer = await at.store.page(methodOf(route), path, call);
    expect(`${route} ${answer.headers.get("Cache-Control") ?? "without"}`).toMatch(/no-store|private/);
  }
});

test("the server API is for no page: it allows no origin", async () => {
  for (const endpoint of endpoints.filter(({ door }) => door === "server")) {
    const headers = { Origin: SHOP };
    const answer = await send(at, endpoint, await endpoint.request(at), { headers });
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBeNull();
  }
});
