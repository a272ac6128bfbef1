/** The routes about connections, what came by them, and catching up. */
import { START } from "../store-under-test.ts";
import type { Endpoint } from "./endpoints.ts";

const server = (route: string, request: Endpoint["request"]): Endpoint => ({
  route,
  door: "server",
  request,
});

export const integrationEndpoints: Endpoint[] = [
  server("POST /v1/connections", () => ({
    path: "/v1/connections",
    body: {
      platform: "woocommerce",
      shop: "https://another.example.com",
      webhookSecret: "a-secret-of-theirs",
      credentials: { consumerKey: "ck_1", consumerSecret: "cs_1" },
      publishesVouchers: true,
    },
  })),
  server("GET /v1/connections", () => ({ path: "/v1/connections" })),
  server("GET /v1/connections/{id}", ({ connectionId }) => ({ path: `/v1/connections/${connectionId}` })),
  server("PATCH /v1/connections/{id}", ({ connectionId }) => ({
    path: `/v1/connections/${connectionId}`,
    body: {
      webhookSecret: "shpss_the-next-one",
      credentials: { accessToken: "shpat_the-next-one" },
      publishesVouchers: true,
    },
  })),
  server("POST /v1/connections/{id}/reconcile", ({ connectionId }) => ({
    path: `/v1/connections/${connectionId}/reconcile`,
    body: { since: new Date(START).toISOString() },
  })),
  server("GET /v1/connections/{id}/reconcile", ({ connectionId }) => ({
    path: `/v1/connections/${connectionId}/reconcile`,
  })),
  server("GET /v1/inbox", () => ({ path: "/v1/inbox?status=dead&limit=5" })),
  server("GET /v1/inbox/{id}", ({ deadDelivery }) => ({ path: `/v1/inbox/${deadDelivery}` })),
  server("POST /v1/inbox/{id}/retry", ({ deadDelivery }) => ({
    path: `/v1/inbox/${deadDelivery}/retry`,
    body: {},
  })),
  // Last: none of the others finds the connection after it.
  server("POST /v1/connections/{id}/close", ({ connectionId }) => ({
    path: `/v1/connections/${connectionId}/close`,
    body: {},
  })),
];
