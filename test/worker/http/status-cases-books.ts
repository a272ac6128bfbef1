/** Cases of the routes about the books. */
import { endpointOf, send } from "./endpoints.ts";
import type { StatusCase } from "./status-cases.ts";

const refused = (route: string, code: string, path: string): StatusCase => ({
  route,
  code,
  run: async (at) => send(at, endpointOf(route), { path: path.replace("{id}", at.memberId) }),
});

const NOBODY = "mem_01m6bfp5g00000000000000000";

export const bookCases: StatusCase[] = [
  refused("GET /v1/members/{id}/explain", "member_not_found", `/v1/members/${NOBODY}/explain`),
  refused("GET /v1/members/{id}/explain", "invalid_request", "/v1/members/{id}/explain?lots=some"),
  refused(
    "GET /v1/ledger/roll-forward",
    "invalid_request",
    "/v1/ledger/roll-forward?from=2026-11-01T00:30:00Z&to=2026-12-01T00:00:00Z",
  ),
];
