/** Cases of the routes about tiers. */
import { endpointOf, send } from "./endpoints.ts";
import type { StatusCase } from "./status-cases.ts";

const ROUTE = "GET /v1/members/{id}/tier";

const refused = (code: string, memberId: string): StatusCase => ({
  route: ROUTE,
  code,
  run: async (at) => send(at, endpointOf(ROUTE), { path: `/v1/members/${memberId}/tier` }),
});

export const tierCases: StatusCase[] = [
  refused("member_not_found", "mem_01m6bfp5g00000000000000000"),
  refused("invalid_request", "x".repeat(1000)),
];
