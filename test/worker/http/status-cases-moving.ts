/** What the routes about moving in and out refuse. */
import type { StatusCase } from "./status-cases.ts";

const NOBODY = "mem_01m6bfp5g00000000000000000";
const LONG = "x".repeat(1000);

const refused = (route: string, code: string, path: string): StatusCase => ({
  route,
  code,
  run: async ({ store }) => store.server(route.slice(0, route.indexOf(" ")), path),
});

export const movingCases: StatusCase[] = [
  refused("DELETE /v1/members/{id}", "member_not_found", `/v1/members/${NOBODY}`),
  refused("DELETE /v1/members/{id}", "invalid_request", `/v1/members/${LONG}`),
  refused("GET /v1/members/{id}/export", "member_not_found", `/v1/members/${NOBODY}/export`),
  refused("GET /v1/members/{id}/export", "invalid_request", `/v1/members/${LONG}/export`),
];
