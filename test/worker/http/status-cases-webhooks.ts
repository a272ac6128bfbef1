/** What the routes about events and webhooks refuse. */
import { z } from "zod";
import { StoreUnderTest } from "../store-under-test.ts";
import { changed } from "./status-cases-members.ts";
import type { StatusCase } from "./status-cases.ts";

const LONG = "x".repeat(65);
const HOOKS = "/v1/webhook-endpoints";
const ONE = `${HOOKS}/{id}`;
const NOWHERE = `${HOOKS}/whe_01m6bfp5g00000000000000000`;
/** Nobody's event, in a form that ours have; and one of theirs that is still to come. */
const NO_EVENT = `evt_${"0".repeat(36)}`;
const later = (eventId: string) => `${eventId.slice(0, -10)}9999999999`;

export const webhookCases: StatusCase[] = [
  changed("GET /v1/events", "invalid_request", () => ({ path: "/v1/events?types=points.lost" })),
  changed("GET /v1/events", "event_not_found", () => ({ path: `/v1/events?after=${NO_EVENT}` })),
  changed("GET /v1/events/{id}", "invalid_request", () => ({ path: `/v1/events/${LONG}` })),
  changed("GET /v1/events/{id}", "event_not_found", ({ eventId }) => ({
    path: `/v1/events/${later(eventId)}`,
  })),
  changed(`POST ${HOOKS}`, "invalid_request", () => ({ body: { url: "https://10.0.0.1/" } })),
  {
    route: `POST ${HOOKS}`,
    code: "webhook_endpoint_limit_reached",
    run: async () => {
      const store = await StoreUnderTest.make();
      for (let made = 1; ; made++) {
        const answer = await store.server("POST", HOOKS, {
          body: { url: `https://hooks.example.com/${made}` },
        });
        if (answer.status !== 201 || made > 16) return answer;
      }
    },
  },
  changed(`GET ${ONE}`, "invalid_request", () => ({ path: `${HOOKS}/${LONG}` })),
  changed(`GET ${ONE}`, "webhook_endpoint_not_found", () => ({ path: NOWHERE })),
  changed(`PATCH ${ONE}`, "invalid_request", () => ({ body: { enabled: "yes" } })),
  changed(`PATCH ${ONE}`, "webhook_endpoint_not_found", () => ({ path: NOWHERE })),
  changed(`PATCH ${ONE}`, "webhook_endpoint_other_format", () => ({
    body: { format: "klaviyo", apiKey: "pk_0123456789" },
  })),
  changed(`DELETE ${ONE}`, "invalid_request", () => ({ path: `${HOOKS}/${LONG}` })),
  changed(`DELETE ${ONE}`, "webhook_endpoint_not_found", () => ({ path: NOWHERE })),
  changed(`POST ${ONE}/rotate-secret`, "invalid_request", () => ({ body: { secret: "mine" } })),
  changed(`POST ${ONE}/rotate-secret`, "webhook_endpoint_not_found", () => ({
    path: `${NOWHERE}/rotate-secret`,
  })),
  {
    route: `POST ${ONE}/rotate-secret`,
    code: "webhook_endpoint_other_format",
    run: async () => {
      const store = await StoreUnderTest.make();
      const body = { format: "segment", apiKey: "0123456789" };
      const { id } = (await store.server("POST", HOOKS, { body })).as(z.object({ id: z.string() }).loose());
      return store.server("POST", `${HOOKS}/${id}/rotate-secret`, { body: {} });
    },
  },
  changed(`GET ${ONE}/deliveries`, "invalid_request", ({ endpointId }) => ({
    path: `${HOOKS}/${endpointId}/deliveries?limit=0`,
  })),
  changed(`GET ${ONE}/deliveries`, "webhook_endpoint_not_found", () => ({ path: `${NOWHERE}/deliveries` })),
  changed(`GET ${ONE}/deliveries`, "event_not_found", ({ endpointId }) => ({
    path: `${HOOKS}/${endpointId}/deliveries?cursor=${btoa(NO_EVENT).replace(/=+$/, "")}`,
  })),
  changed(`POST ${ONE}/deliveries/{eventId}/retry`, "invalid_request", () => ({ body: { again: true } })),
  changed(`POST ${ONE}/deliveries/{eventId}/retry`, "webhook_endpoint_not_found", ({ eventId }) => ({
    path: `${NOWHERE}/deliveries/${eventId}/retry`,
  })),
  changed(`POST ${ONE}/deliveries/{eventId}/retry`, "event_not_found", ({ endpointId }) => ({
    path: `${HOOKS}/${endpointId}/deliveries/${NO_EVENT}/retry`,
  })),
  changed(
    `POST ${ONE}/deliveries/{eventId}/retry`,
    "webhook_delivery_not_found",
    ({ endpointId, eventId }) => ({
      path: `${HOOKS}/${endpointId}/deliveries/${later(eventId)}/retry`,
    }),
  ),
  changed(`POST ${ONE}/resend`, "invalid_request", () => ({ body: {} })),
  changed(`POST ${ONE}/resend`, "webhook_endpoint_not_found", () => ({ path: `${NOWHERE}/resend` })),
  changed(`POST ${ONE}/resend`, "event_not_found", ({ eventId }) => ({ body: { after: later(eventId) } })),
];
