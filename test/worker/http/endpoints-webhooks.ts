/** The routes about events and where they are sent, each with a call of it that succeeds. */
import type { Endpoint } from "./endpoints.ts";

const server = (route: string, request: Endpoint["request"]): Endpoint => ({
  route,
  door: "server",
  request,
});

export const webhookEndpoints: Endpoint[] = [
  server("GET /v1/events", () => ({ path: "/v1/events?limit=5&types=points.earned,voucher.issued" })),
  server("GET /v1/events/{id}", ({ eventId }) => ({ path: `/v1/events/${eventId}` })),
  server("POST /v1/webhook-endpoints", () => ({
    path: "/v1/webhook-endpoints",
    body: { url: "https://hooks.example.com/new", types: ["points.earned"], description: "Ours" },
  })),
  server("GET /v1/webhook-endpoints", () => ({ path: "/v1/webhook-endpoints" })),
  server("GET /v1/webhook-endpoints/{id}", ({ endpointId }) => ({
    path: `/v1/webhook-endpoints/${endpointId}`,
  })),
  server("PATCH /v1/webhook-endpoints/{id}", ({ endpointId }) => ({
    path: `/v1/webhook-endpoints/${endpointId}`,
    body: { url: "https://hooks.example.com/moved", types: ["points.earned"], enabled: false },
  })),
  server("POST /v1/webhook-endpoints/{id}/rotate-secret", ({ endpointId }) => ({
    path: `/v1/webhook-endpoints/${endpointId}/rotate-secret`,
    body: {},
  })),
  server("GET /v1/webhook-endpoints/{id}/deliveries", ({ endpointId }) => ({
    path: `/v1/webhook-endpoints/${endpointId}/deliveries?limit=5`,
  })),
  server("POST /v1/webhook-endpoints/{id}/deliveries/{eventId}/retry", ({ endpointId, eventId }) => ({
    path: `/v1/webhook-endpoints/${endpointId}/deliveries/${eventId}/retry`,
    body: {},
  })),
  server("POST /v1/webhook-endpoints/{id}/resend", ({ endpointId, eventId }) => ({
    path: `/v1/webhook-endpoints/${endpointId}/resend`,
    body: { after: eventId },
  })),
  server("DELETE /v1/webhook-endpoints/{id}", ({ endpointId }) => ({
    path: `/v1/webhook-endpoints/${endpointId}`,
  })),
];
