/** Every answer that a route documents is brought out, and every one that is brought out is documented. */
import { beforeAll, describe, expect, test } from "vitest";
import { catalogue } from "../../../worker/http/catalogue.ts";
import { outOfReach } from "../database/bindings.ts";
import { environment } from "../store-under-test.ts";
import { doorCases } from "./door-cases.ts";
import { documentedRoutes, endpointOf, endpoints, send } from "./endpoints.ts";
import { furnish, type Furnished } from "./furnished-store.ts";
import { statusCases } from "./status-cases.ts";

const cases = [...statusCases, ...doorCases];
const documented = documentedRoutes();

let at: Furnished;
beforeAll(async () => {
  at = await furnish();
});

describe("each problem comes as the catalogue has it", () => {
  test.each(cases)("$route: $code", async ({ code, run }) => {
    const answer = await run(at);
    expect(answer.text).toContain(`"code":"${code}"`);
    const problem = answer.problem();
    const item = Object.entries(catalogue).find(([name]) => name === code)?.[1];
    expect(problem).toMatchObject({ status: item?.status, title: item?.title });
    expect(answer.status).toBe(item?.status);
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    if (code !== "invalid_request") expect(problem.detail).toMatch(/[.!?…]$/);
  });

  test("nothing at the address: not_found", async () => {
    expect((await at.store.server("DELETE", "/v1/members")).problem().code).toBe("not_found");
    expect((await at.store.call("GET", "/elsewhere")).problem().code).toBe("not_found");
  });

  test("the database out of reach: internal_error, without a word of the error itself", async () => {
    at.store.environment = outOfReach();
    const answer = await at.store.server("GET", "/v1/program");
    at.store.environment = environment;
    expect(answer.problem()).toMatchObject({ code: "internal_error", status: 500 });
    expect(answer.text).not.toContain("Network connection lost");
  });
});

describe("each success comes as documented", () => {
  test.each(endpoints)("$route", async ({ route, request }) => {
    const endpoint = endpointOf(route);
    const answer = await send(at, endpoint, await request(at));
    const statuses = documented.find((each) => each.route === route)?.statuses;
    const success = [...(statuses?.keys() ?? [])].filter((status) => status < 400);
    expect([answer.status]).toEqual(success);
    expect(answer.headers.get("Content-Type")).toMatch(
      route === "GET /v1/export" ? /^application\/x-ndjson/ : /^application\/json/,
    );
  });
});

describe("the tests cover what is documented", () => {
  test("there is an endpoint for every documented route", () => {
    expect(endpoints.map(({ route }) => route).sort()).toEqual(documented.map(({ route }) => route).sort());
  });

  test("there is a case for every problem that a route documents", () => {
    const untested = documented.flatMap(({ route, statuses }) =>
      [...statuses.values()]
        .flat()
        .filter((code) => !cases.some((each) => each.route === route && each.code === code))
        .map((code) => `${route}: ${code}`),
    );
    expect(untested).toEqual([]);
  });

  test("every problem that a route gives is documented with it", () => {
    const undocumented = cases
      .filter(({ route, code }) => {
        const statuses = documented.find((each) => each.route === route)?.statuses;
        return ![...(statuses?.values() ?? [])].flat().includes(code);
      })
      .map(({ route, code }) => `${route}: ${code}`);
    expect(undocumented, undocumented.join("; ")).toEqual([]);
  });

  test("every problem of the catalogue comes from some case", () => {
    // A delivery comes through no documented route: test/worker/integrations/door.test.ts brings its refusal out.
    const elsewhere = ["not_found", "internal_error", "signature_invalid"];
    const brought = new Set([...cases.map(({ code }) => code), ...elsewhere]);
    expect(Object.keys(catalogue).filter((code) => !brought.has(code))).toEqual([]);
  });
});
