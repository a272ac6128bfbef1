/** The routes about moving in and out, each with a call of it that succeeds. */
import type { Endpoint } from "./endpoints.ts";

const server = (route: string, request: Endpoint["request"]): Endpoint => ({
  route,
  door: "server",
  request,
});

export const movingEndpoints: Endpoint[] = [
  server("DELETE /v1/members/{id}", ({ leavingMemberId }) => ({ path: `/v1/members/${leavingMemberId}` })),
  server("POST /v1/imports", () => ({
    path: "/v1/imports",
    body: { kind: "members", map: "smile", from: "Smile", dryRun: false, choices: { dates: "day-first" } },
  })),
  server("GET /v1/imports", () => ({ path: "/v1/imports?limit=5" })),
  server("GET /v1/imports/{id}", ({ importId }) => ({ path: `/v1/imports/${importId}` })),
  server("PUT /v1/imports/{id}/parts/{number}", ({ importId }) => ({
    path: `/v1/imports/${importId}/parts/1`,
    body: { text: "customerId,points\nyves,7\n", last: true },
  })),
  server("POST /v1/imports/{id}/run", ({ importId }) => ({ path: `/v1/imports/${importId}/run`, body: {} })),
  server("PATCH /v1/imports/{id}", ({ dryImportId }) => ({
    path: `/v1/imports/${dryImportId}`,
    body: { dryRun: false },
  })),
  server("GET /v1/imports/{id}/rows", ({ dryImportId }) => ({
    path: `/v1/imports/${dryImportId}/rows?limit=5`,
  })),
  server("GET /v1/export", () => ({ path: "/v1/export" })),
  server("GET /v1/members/{id}/export", ({ memberId }) => ({ path: `/v1/members/${memberId}/export` })),
];
