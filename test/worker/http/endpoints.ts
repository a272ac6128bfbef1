/** Every route, each with a call of it that succeeds: what tests of "every endpoint" go through. */
import { z } from "zod";
import { createApp } from "../../../worker/app.ts";
import { DAY, order, responseTo, START, type Answer, type Call } from "../store-under-test.ts";
import { movingEndpoints } from "./endpoints-moving.ts";
import { webhookEndpoints } from "./endpoints-webhooks.ts";
import { tillEndpoints } from "./endpoints-till.ts";
import { integrationEndpoints } from "./endpoints-integrations.ts";
import { signInEndpoints } from "./endpoints-sign-ins.ts";
import { voucherEndpoints } from "./endpoints-vouchers.ts";
import { FURNISHED, furnish, type Furnished } from "./furnished-store.ts";

/** Who may come in: the store's server, any page of the store, a page with a session (of Anna, or of one who leaves), or a till with one. */
export type Door = "server" | "page" | "member" | "leaver" | "staff";

export interface Request {
  path: string;
  body?: Record<string, unknown>;
}

export interface Endpoint {
  /** Method and path as documented. */
  route: string;
  door: Door;
  /** The session it is called in, where that is not the door's own. */
  session?: (at: Furnished) => string;
  /** A call that succeeds in the furnished store. */
  request: (at: Furnished) => Request | Promise<Request>;
}

const server = (route: string, request: Endpoint["request"]): Endpoint => ({
  route,
  door: "server",
  request,
});
const page = (route: string, request: Endpoint["request"]): Endpoint => ({ route, door: "page", request });
const member = (route: string, request: Endpoint["request"]): Endpoint => ({
  route,
  door: "member",
  request,
});

export const endpoints: Endpoint[] = [
  // Before Anna's address changes, and the code that went there is good for nothing.
  ...signInEndpoints,
  ...movingEndpoints,
  server("GET /v1/program", () => ({ path: "/v1/program" })),
  server("PUT /v1/program", () => ({ path: "/v1/program", body: { ...FURNISHED, name: "Another circle" } })),
  server("GET /v1/look", () => ({ path: "/v1/look" })),
  server("PUT /v1/look", () => ({
    path: "/v1/look",
    body: {
      accent: "#aa3300",
      radius: 8,
      font: 'Georgia, "Times New Roman", serif',
      scheme: "light",
      corner: "bottom-start",
      offset: { inline: 24, block: 80 },
      launcher: { show: "icon", icon: "gift", words: "Perks" },
      greeting: "Good to see you",
      words: { de: { rewards: "Prämien" } },
    },
  })),
  server("GET /v1/ledger/check", () => ({ path: "/v1/ledger/check" })),
  server("GET /v1/ledger/roll-forward", () => ({
    path: "/v1/ledger/roll-forward?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z",
  })),
  server("GET /v1/members/{id}/explain", ({ memberId }) => ({
    path: `/v1/members/${memberId}/explain?lots=all`,
  })),
  server("POST /v1/members", () => ({
    path: "/v1/members",
    body: { customerId: "carl", email: "carl@example.com", firstName: "Carl" },
  })),
  server("GET /v1/members", () => ({ path: "/v1/members?limit=5" })),
  server("GET /v1/members/{id}", ({ memberId }) => ({ path: `/v1/members/${memberId}` })),
  server("GET /v1/members/{id}/balance", ({ memberId }) => ({ path: `/v1/members/${memberId}/balance` })),
  server("GET /v1/members/{id}/tier", ({ memberId }) => ({ path: `/v1/members/${memberId}/tier` })),
  server("GET /v1/members/{id}/entries", ({ memberId, cursor }) => ({
    path: `/v1/members/${memberId}/entries?limit=1&cursor=${cursor}`,
  })),
  server("PATCH /v1/members/{id}", ({ memberId }) => ({
    path: `/v1/members/${memberId}`,
    body: { firstName: "Anna Maria", email: "am@example.com", birthday: "02-29", segments: ["press"] },
  })),
  server("POST /v1/actions", ({ memberId }) => ({
    path: "/v1/actions",
    body: { memberId, action: "review", reference: "review-1" },
  })),
  server("POST /v1/adjustments", ({ memberId }) => ({
    path: "/v1/adjustments",
    body: { memberId, points: -20, description: "Given twice", actor: "Priya" },
  })),
  server("POST /v1/transfers", ({ memberId, otherMemberId }) => ({
    path: "/v1/transfers",
    body: { from: { memberId }, to: { memberId: otherMemberId }, points: 100 },
  })),
  server("POST /v1/earn", ({ memberId }) => ({
    path: "/v1/earn",
    body: { memberId, points: 50, description: "A review" },
  })),
  server("PUT /v1/orders/{id}", ({ orderId }) => ({
    path: `/v1/orders/${orderId}`,
    body: order("anna", 1_000_000, START, {
      updatedAt: new Date(START + DAY).toISOString(),
      refunds: [{ id: "r1", refundedAt: new Date(START + DAY).toISOString(), amount: 1000 }],
      discount: 500,
      shipping: { amount: 500 },
      vouchers: [],
    }),
  })),
  server("GET /v1/orders/{id}", ({ orderId }) => ({ path: `/v1/orders/${orderId}` })),
  server("POST /v1/redeem", ({ memberId }) => ({
    path: "/v1/redeem",
    body: { memberId, rewardId: "five-off" },
  })),
  server("GET /v1/vouchers/{code}", ({ voucher }) => ({ path: `/v1/vouchers/${voucher}` })),
  server("POST /v1/vouchers/{code}/use", ({ friendVoucher }) => ({
    path: `/v1/vouchers/${friendVoucher}/use`,
    body: { orderId: "2001" },
  })),
  server("POST /v1/vouchers/{code}/release", ({ voucher }) => ({
    path: `/v1/vouchers/${voucher}/release`,
    body: { reason: "Asked for" },
  })),
  server("POST /v1/vouchers/{code}/check", ({ voucher }) => ({
    path: `/v1/vouchers/${voucher}/check`,
    body: {
      currency: "GBP",
      lines: [{ id: "1", quantity: 1, amount: 4500 }],
      discount: 0,
      shipping: { amount: 500 },
    },
  })),
  server("POST /v1/code-pools/{pool}/codes", ({ store }) => ({
    path: "/v1/code-pools/spa-days/codes",
    body: { codes: [`SPA-${store.handle}`, "SPA-2"] },
  })),
  server("GET /v1/code-pools/{pool}", () => ({ path: "/v1/code-pools/spa-days" })),
  server("POST /v1/referral-links", ({ memberId }) => ({ path: "/v1/referral-links", body: { memberId } })),
  page("GET /storefront/program", () => ({ path: "/storefront/program" })),
  page("GET /storefront/tag", () => ({ path: "/storefront/tag" })),
  page("POST /storefront/sessions", async ({ store }) => ({
    path: "/storefront/sessions",
    body: { token: await store.token("anna") },
  })),
  member("GET /storefront/panel", () => ({ path: "/storefront/panel" })),
  member("GET /storefront/entries", ({ cursor }) => ({
    path: `/storefront/entries?limit=1&cursor=${cursor}`,
  })),
  member("POST /storefront/actions", () => ({ path: "/storefront/actions", body: { action: "visit" } })),
  member("POST /storefront/redemptions", () => ({
    path: "/storefront/redemptions",
    body: { rewardId: "five-off" },
  })),
  member("POST /storefront/vouchers/{code}/cancel", ({ spareVoucher }) => ({
    path: `/storefront/vouchers/${spareVoucher}/cancel`,
    body: {},
  })),
  member("POST /storefront/referral-links", () => ({ path: "/storefront/referral-links", body: {} })),
  page("GET /storefront/referrals/{code}", ({ link }) => ({ path: `/storefront/referrals/${link}` })),
  page("POST /storefront/referral-claims", ({ link }) => ({
    path: "/storefront/referral-claims",
    body: { code: link, email: "dora@example.com", firstName: "Dora" },
  })),
  member("GET /storefront/profile", () => ({ path: "/storefront/profile" })),
  member("POST /storefront/profile", () => ({
    path: "/storefront/profile",
    body: {
      firstName: "Annie",
      birthday: "03-08",
      language: "en-GB",
      consent: { marketing: true, words: "Write to me about new things." },
    },
  })),
  member("GET /storefront/profile/export", () => ({ path: "/storefront/profile/export" })),
  {
    route: "POST /storefront/profile/delete",
    door: "leaver",
    request: () => ({ path: "/storefront/profile/delete", body: { confirm: "delete" } }),
  },
  ...tillEndpoints,
  ...voucherEndpoints,
  server("GET /v1/notices", () => ({ path: "/v1/notices?limit=5" })),
  server("GET /v1/test-clock", () => ({ path: "/v1/test-clock" })),
  server("POST /v1/test-clock", () => ({ path: "/v1/test-clock", body: { advanceDays: 1 } })),
  ...webhookEndpoints,
  ...integrationEndpoints,
];

/** Whether the route takes a body, and so may write. A DELETE takes none. */
export function writes({ route }: Endpoint): boolean {
  return !route.startsWith("GET ") && !route.startsWith("DELETE ");
}

/** Whether the route takes a body. */
export function takesBody(endpoint: Endpoint): boolean {
  return writes(endpoint) && methodOf(endpoint.route) !== "DELETE";
}

/** POSTs that do nothing which a second call would double. */
const UNKEYED = [
  "POST /storefront/sessions",
  "POST /storefront/sign-in-codes",
  "POST /storefront/sessions/email",
  "POST /storefront/sessions/refresh",
  "POST /storefront/step-up-codes",
  "POST /storefront/sessions/step-up",
  "POST /storefront/sign-out",
  "POST /storefront/token-checks",
  "POST /v1/vouchers/{code}/check",
  "POST /till/sessions",
  "POST /till/lookup",
  "POST /v1/imports/{id}/run",
];

/** Whether the route takes an Idempotency-Key. */
export function takesKey({ route }: Endpoint): boolean {
  return route.startsWith("POST ") && !UNKEYED.includes(route);
}

/** The endpoint of a route. */
export function endpointOf(route: string): Endpoint {
  const found = endpoints.find((each) => each.route === route);
  if (!found) throw new Error(`No endpoint ${route}`);
  return found;
}

/** Sends a request to an endpoint through its door, with the furnished store's own credentials. */
export async function send(
  at: Furnished,
  { route, door, session: own }: Endpoint,
  request: Request,
  call: Call = {},
): Promise<Answer> {
  const method = methodOf(route);
  const sent = { ...(request.body === undefined ? {} : { body: request.body }), ...call };
  if (door === "server") return at.store.server(method, request.path, sent);
  const session = own?.(at) ?? sessionAt(at, door);
  return at.store.page(method, request.path, session === null ? sent : { ...sent, session });
}

/** The session that the door asks for; null where it asks for none. */
export function sessionAt(at: Furnished, door: Door): string | null {
  if (door === "leaver") return at.leaversSession;
  return door === "member" ? at.session : door === "staff" ? at.till : null;
}

/** A new store with what a call of the endpoint needs, and with what the other needs name (furnish). */
export async function furnishFor(
  { request, door, session }: Endpoint,
  ...needs: ((at: Furnished) => unknown)[]
): Promise<Furnished> {
  return furnish((at) => session?.(at) ?? sessionAt(at, door), request, ...needs);
}

/** A POST to an endpoint through its door, but without an Idempotency-Key. */
export async function sendWithoutKey(at: Furnished, { door }: Endpoint, request: Request): Promise<Response> {
  const { store } = at;
  const query = door === "server" ? "" : `?key=${store.keys.publishable.key}`;
  const bearer = door === "server" ? store.keys.secret.key : (sessionAt(at, door) ?? "");
  return responseTo(store, request.path + query, {
    method: "POST",
    body: JSON.stringify(request.body),
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${bearer}` },
  });
}

/** The method of "METHOD /path". */
export function methodOf(route: string): string {
  return route.slice(0, route.indexOf(" "));
}

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ responses: z.record(z.string(), z.object({ description: z.string() })) }),
    ),
  ),
});

export interface Documented {
  route: string;
  /** HTTP statuses, each with the problem codes that its description names. */
  statuses: Map<number, string[]>;
}

/** What the OpenAPI document that the app produces says of each route. */
export function documentedRoutes(): Documented[] {
  const document = createApp().getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Regulars", version: "1" },
  });
  return Object.entries(documentSchema.parse(document).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({
      route: `${method.toUpperCase()} ${path}`,
      statuses: new Map(
        Object.entries(responses).map(([status, { description }]) => [
          Number(status),
          Array.from(description.matchAll(/`([a-z_]+)`:/g), (match) => match[1] ?? ""),
        ]),
      ),
    })),
  );
}
