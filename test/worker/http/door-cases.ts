/** What each door refuses before a route is reached, and what every keyed write refuses: the same for all. */
import { Answer, type Call } from "../store-under-test.ts";
import { endpointOf, endpoints, methodOf, send, sendWithoutKey, takesKey, takesBody } from "./endpoints.ts";
import type { Endpoint, Request } from "./endpoints.ts";
import type { Furnished } from "./furnished-store.ts";
import type { StatusCase } from "./status-cases.ts";

/** More than the largest body, and still JSON. */
export const TWO_MEGABYTES = JSON.stringify({ name: "x".repeat(2 * 1024 * 1024) });

function withCall(endpoint: Endpoint, code: string, call: Call): StatusCase {
  return {
    route: endpoint.route,
    code,
    run: async (at) => {
      const { path, body } = await endpoint.request(at);
      return send(at, endpoint, { path, ...(call.raw === undefined && body ? { body } : {}) }, call);
    },
  };
}

/** The endpoint's own request, with other keys than the store's. */
function withKeys(endpoint: Endpoint, code: string, secret: string | null, publishable: string | null) {
  return {
    route: endpoint.route,
    code,
    run: async (at: Furnished) => {
      const { path, body } = await endpoint.request(at);
      const query = publishable === null ? "" : `${path.includes("?") ? "&" : "?"}key=${publishable}`;
      return at.store.call(methodOf(endpoint.route), path + query, {
        ...(body ? { body } : {}),
        headers: secret === null ? {} : { Authorization: `Bearer ${secret}` },
      });
    },
  };
}

const keys = endpoints.flatMap((endpoint) =>
  endpoint.door === "server"
    ? [withKeys(endpoint, "key_missing", null, null), withKeys(endpoint, "key_invalid", "sk_nobodys", null)]
    : [withKeys(endpoint, "key_missing", null, null), withKeys(endpoint, "key_invalid", null, "pk_nobodys")],
);

const bodies = endpoints
  .filter(takesBody)
  .flatMap((endpoint) => [
    withCall(endpoint, "malformed_json", { raw: '{"name": ' }),
    withCall(endpoint, "unsupported_media_type", { headers: { "Content-Type": "application/xml" } }),
    withCall(endpoint, "body_too_large", { raw: TWO_MEGABYTES }),
  ]);

const origins = endpoints
  .filter(({ door }) => door !== "server")
  .map((endpoint) =>
    withCall(endpoint, "origin_not_allowed", { headers: { Origin: "https://elsewhere.example" } }),
  );

const sessions = endpoints
  .filter(({ door }) => door === "member" || door === "leaver" || door === "staff")
  .flatMap((endpoint): StatusCase[] => [
    withCall(endpoint, "session_invalid", { headers: { Authorization: "Bearer a.b.c" } }),
    withCall(endpoint, "session_missing", { headers: { Authorization: "" } }),
    {
      route: endpoint.route,
      code: "session_expired",
      run: async (at) => {
        const request = await endpoint.request(at);
        const before = at.store.now;
        at.store.now += endpoint.door === "staff" ? 12 * 3_600_000 : 30 * 60_000;
        const answer = await send(at, endpoint, request);
        at.store.now = before;
        return answer;
      },
    },
  ]);

let used = 0;

/** A write through the same door, whose key is then used for another. */
function otherWrite({ route, door }: Endpoint, at: Furnished): { endpoint: Endpoint; request: Request } {
  if (door === "server") {
    const body = { customerId: `customer ${++used}` };
    return { endpoint: endpointOf("POST /v1/members"), request: { path: "/v1/members", body } };
  }
  if (door === "page") {
    const body = { code: at.link, email: `friend${++used}@example.com` };
    return { endpoint: endpointOf(route), request: { path: "/storefront/referral-claims", body } };
  }
  if (door === "staff") {
    const body = { email: `guest${++used}@example.com` };
    return { endpoint: endpointOf("POST /till/members"), request: { path: "/till/members", body } };
  }
  if (door === "leaver") {
    const endpoint = { ...endpointOf("POST /storefront/referral-links"), door };
    return { endpoint, request: { path: "/storefront/referral-links", body: {} } };
  }
  const endpoint = endpointOf(
    route === "POST /storefront/redemptions"
      ? "POST /storefront/referral-links"
      : "POST /storefront/redemptions",
  );
  const body = route === "POST /storefront/redemptions" ? {} : { rewardId: "five-off" };
  return { endpoint, request: { path: endpoint.route.slice("POST ".length), body } };
}

const idempotency = endpoints.filter(takesKey).flatMap((endpoint): StatusCase[] => [
  {
    route: endpoint.route,
    code: "idempotency_key_missing",
    run: async (at) => {
      const response = await sendWithoutKey(at, endpoint, await endpoint.request(at));
      return new Answer(response.status, response.headers, await response.text());
    },
  },
  {
    route: endpoint.route,
    code: "idempotency_key_reused",
    run: async (furnished) => {
      const key = `used ${++used}`;
      // Who leaves may have left in another case.
      const leaversSession = async () => furnished.store.session(`leaver ${used}`);
      const at =
        endpoint.door === "leaver" ? { ...furnished, leaversSession: await leaversSession() } : furnished;
      const other = otherWrite(endpoint, at);
      const first = await send(at, other.endpoint, other.request, { key });
      if (first.status !== 201) throw new Error(first.text);
      return send(at, endpoint, await endpoint.request(at), { key });
    },
  },
]);

/** Every case that comes from a door, or from the key of a write. */
export const doorCases: StatusCase[] = [...keys, ...bodies, ...origins, ...sessions, ...idempotency];
