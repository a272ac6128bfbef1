/** What the routes about moving in and out refuse. */
import { runsBeforeEach } from "../database/bindings.ts";
import { makeImport, sendParts } from "../imports/importing.ts";
import { environment } from "../store-under-test.ts";
import { endpointOf, send } from "./endpoints.ts";
import type { StatusCase } from "./status-cases.ts";

const NOBODY = "mem_01m6bfp5g00000000000000000";
const NO_IMPORT = "imp_01m6bfp5g00000000000000000";
const LONG = "x".repeat(1000);

/** The endpoint's own call, at another path. */
const refused = (route: string, code: string, path: string): StatusCase => ({
  route,
  code,
  run: async (at) => {
    const endpoint = endpointOf(route);
    return send(at, endpoint, { ...(await endpoint.request(at)), path });
  },
});

const ofOneImport = ["GET /v1/imports/{id}", "PATCH /v1/imports/{id}", "POST /v1/imports/{id}/run"].map(
  (route) => [route, ""] as const,
);
const below = [
  ["PUT /v1/imports/{id}/parts/{number}", "/parts/1"],
  ["GET /v1/imports/{id}/rows", "/rows"],
] as const;

export const movingCases: StatusCase[] = [
  refused("DELETE /v1/members/{id}", "member_not_found", `/v1/members/${NOBODY}`),
  refused("DELETE /v1/members/{id}", "invalid_request", `/v1/members/${LONG}`),
  refused("GET /v1/members/{id}/export", "member_not_found", `/v1/members/${NOBODY}/export`),
  refused("GET /v1/members/{id}/export", "invalid_request", `/v1/members/${LONG}/export`),
  refused("GET /v1/export", "invalid_request", "/v1/export?cursor=*"),
  refused("GET /v1/imports", "invalid_request", "/v1/imports?cursor=*"),
  ...[...ofOneImport, ...below].flatMap(([route, tail]) => {
    const end = route.endsWith("/run") ? "/run" : tail;
    return [
      refused(route, "import_not_found", `/v1/imports/${NO_IMPORT}${end}`),
      refused(route, "invalid_request", `/v1/imports/${LONG}${end}`),
    ];
  }),
  {
    route: "PUT /v1/imports/{id}/parts/{number}",
    code: "import_part_refused",
    run: async ({ store, dryImportId }) =>
      store.server("PUT", `/v1/imports/${dryImportId}/parts/2`, { body: { text: "more" } }),
  },
  {
    route: "PATCH /v1/imports/{id}",
    code: "import_not_ready",
    run: async ({ store }) => {
      const id = await makeImport(store, { kind: "members" });
      return store.server("PATCH", `/v1/imports/${id}`, { body: { dryRun: false } });
    },
  },
  {
    route: "POST /v1/imports/{id}/run",
    code: "try_again",
    run: async ({ store }) => {
      const id = await makeImport(store, { kind: "members", dryRun: false });
      await sendParts(store, id, "customerId,points\nc-1,5\n");
      const rises = "UPDATE imports SET revision = revision + 1";
      store.environment = runsBeforeEach(() => environment.DB.prepare(rises).run());
      const answer = await store.server("POST", `/v1/imports/${id}/run`, { body: {} });
      store.environment = environment;
      return answer;
    },
  },
  {
    // The configuration moves on each time the part is about to be written.
    route: "PUT /v1/imports/{id}/parts/{number}",
    code: "try_again",
    run: async ({ store, importId }) => {
      const rises = "UPDATE stores SET configuration_version = configuration_version + 1";
      store.environment = runsBeforeEach(() => environment.DB.prepare(rises).run());
      const answer = await store.server("PUT", `/v1/imports/${importId}/parts/3`, { body: { text: "x" } });
      store.environment = environment;
      return answer;
    },
  },
];
