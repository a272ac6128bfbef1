/** The routes about moving in and out, each with a call of it that succeeds. */
import type { Endpoint } from "./endpoints.ts";

const server = (route: string, request: Endpoint["request"]): Endpoint => ({
  route,
  door: "server",
  request,
});

export const movingEndpoints: Endpoint[] = [
  server("DELETE /v1/members/{id}", ({ leavingMemberId }) => ({ path: `/v1/members/${leavingMemberId}` })),
  server("GET /v1/members/{id}/export", ({ memberId }) => ({ path: `/v1/members/${memberId}/export` })),
];
