/** Examples of the operations about events and webhooks, by operation id. */

const event = {
  id: "evt_01kagwz8p2b6d0f4h7k1m5n9q30000000042",
  type: "points.earned",
  timestamp: "2026-11-22T10:00:00.000Z",
  data: {
    memberId: "mem_01kagx3v5r7h2m4q8s6t9w0y1z",
    customerId: "c-1042",
    entryId: "ent_01kagx3v5r7h2m4q8s6t9w0y1z",
    points: 86,
    balance: 726,
    debt: 0,
    rule: "order",
    programVersion: 3,
    orderId: "1017",
    availableAt: "2026-12-06T10:00:00.000Z",
  },
};

const endpoint = {
  id: "whe_01kagx3v5r7h2m4q8s6t9w0y1z",
  url: "https://shop.example.com/hooks/regulars",
  format: "standard_webhooks",
  settings: {},
  apiKeyHint: null,
  types: ["points.earned", "tier.changed"],
  description: null,
  enabled: true,
  disabledAt: null,
  disabledBecause: null,
  failingSince: null,
  lastEventId: "evt_01kagwz8p2b6d0f4h7k1m5n9q30000000041",
  createdAt: "2026-11-22T09:00:00.000Z",
};

const delivery = {
  eventId: event.id,
  type: event.type,
  status: "pending",
  attempts: 2,
  nextAttemptAt: "2026-11-22T10:05:12.000Z",
  lastAttemptAt: "2026-11-22T10:00:06.000Z",
  responseStatus: 503,
  duration: 212,
  problem: "The endpoint answered 503.",
};

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

export const webhookExamples = {
  getV1Events: { answer: { items: [event], next: null } },
  getV1EventsById: { answer: event },
  postV1WebhookEndpoints: {
    request: { url: endpoint.url, types: endpoint.types },
    answer: { ...endpoint, secret },
  },
  getV1WebhookEndpoints: { answer: { items: [endpoint] } },
  getV1WebhookEndpointsById: { answer: endpoint },
  patchV1WebhookEndpointsById: {
    request: { enabled: false },
    answer: {
      ...endpoint,
      enabled: false,
      disabledAt: "2026-11-22T11:00:00.000Z",
      disabledBecause: "store",
    },
  },
  deleteV1WebhookEndpointsById: { answer: { id: endpoint.id, deleted: true } },
  postV1WebhookEndpointsByIdRotateSecret: {
    request: {},
    answer: { id: endpoint.id, secret, previousUntil: "2026-11-23T10:00:00.000Z" },
  },
  getV1WebhookEndpointsByIdDeliveries: { answer: { items: [delivery], next: null } },
  postV1WebhookEndpointsByIdDeliveriesByEventIdRetry: {
    request: {},
    answer: { eventId: event.id, status: "pending", nextAttemptAt: "2026-11-22T12:00:00.000Z" },
  },
  postV1WebhookEndpointsByIdResend: {
    request: { after: event.id },
    answer: { id: endpoint.id, lastEventId: event.id },
  },
};
