/** Examples of the operations about connections, deliveries and catching up. */

const connection = {
  id: "con_01kahb4k7n0q3s6v9x2z5c8f1h",
  platform: "woocommerce",
  shop: "https://shop.example.com",
  deliveryUrl: "https://rewards.example.com/webhooks/con_01kahb4k7n0q3s6v9x2z5c8f1h",
  webhookSecrets: [{ hint: "…k3Qa" }],
  credentials: { hint: "…9f1c" },
  publishesVouchers: true,
  createdAt: "2026-11-20T09:00:00.000Z",
  closedAt: null,
};

const credentials = { consumerKey: "ck_8d0f…", consumerSecret: "cs_41b7…9f1c" };

const dead = {
  id: "inb_01kahc0m3p6r9t2w5y8a1d4g7j",
  connectionId: connection.id,
  topic: "order.updated",
  status: "dead",
  subject: "order:1001",
  detail: "The order's exchange rate is missing: The order is in EUR, and the store counts in GBP.",
  attempts: 1,
  receivedAt: "2026-11-22T09:30:00.000Z",
  nextAt: null,
  settledAt: "2026-11-22T09:30:01.000Z",
};

const run = {
  id: "rec_01kahd5n8q1s4v7x0z3c6f9h2k",
  connectionId: connection.id,
  since: "2026-11-20T00:00:00.000Z",
  status: "running",
  pages: 0,
  orders: 0,
  missed: 0,
  detail: null,
  startedAt: "2026-11-22T10:00:00.000Z",
  endedAt: null,
};

export const integrationExamples = {
  postV1Connections: {
    request: {
      platform: connection.platform,
      shop: connection.shop,
      webhookSecret: "a long secret that ends with k3Qa",
      credentials,
      publishesVouchers: true,
    },
    answer: connection,
  },
  getV1Connections: { answer: { items: [connection] } },
  getV1ConnectionsById: { answer: connection },
  patchV1ConnectionsById: {
    request: { webhookSecret: "the next long secret, ending Zt4m" },
    answer: { ...connection, webhookSecrets: [{ hint: "…Zt4m" }, { hint: "…k3Qa" }] },
  },
  postV1ConnectionsByIdClose: {
    request: {},
    answer: {
      ...connection,
      webhookSecrets: [],
      credentials: null,
      publishesVouchers: false,
      closedAt: "2026-11-30T18:00:00.000Z",
    },
  },
  postV1ConnectionsByIdReconcile: { request: { since: "2026-11-20T00:00:00Z" }, answer: run },
  getV1ConnectionsByIdReconcile: {
    answer: {
      items: [
        { ...run, status: "done", pages: 2, orders: 61, missed: 3, endedAt: "2026-11-22T10:02:00.000Z" },
      ],
    },
  },
  getV1Inbox: { answer: { items: [dead], next: null } },
  getV1InboxById: { answer: { ...dead, body: '{"id":1001,"currency":"EUR",…}' } },
  postV1InboxByIdRetry: {
    request: {},
    answer: {
      ...dead,
      status: "waiting",
      attempts: 0,
      nextAt: "2026-11-22T11:00:00.000Z",
      settledAt: null,
    },
  },
};
