/** Calls that bring out each answer a route may give: a status of success, or the code of a problem. */
import type { Environment } from "../../../worker/environment.ts";
import { openSession } from "../../../worker/storefront/session.ts";
import { configurationOf } from "../../../worker/stores/configuration.ts";
import { storeContext } from "../../../worker/stores/store-context.ts";
import { runsBeforeEach } from "../database/bindings.ts";
import { DAY, environment, order, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";
import type { Answer, Call } from "../store-under-test.ts";
import { endpointOf, endpoints, methodOf, send, type Request } from "./endpoints.ts";
import { redeem, type Furnished } from "./furnished-store.ts";
import { bookCases } from "./status-cases-books.ts";
import { integrationCases } from "./status-cases-integrations.ts";
import { memberCases } from "./status-cases-members.ts";
import { movingCases } from "./status-cases-moving.ts";
import { rewardCases } from "./status-cases-rewards.ts";
import { tierCases } from "./status-cases-tiers.ts";
import { tillCases } from "./status-cases-till.ts";
import { timeCases } from "./status-cases-time.ts";
import { webhookCases } from "./status-cases-webhooks.ts";
import { voucherCases } from "./status-cases-vouchers.ts";

export interface StatusCase {
  route: string;
  /** The code of the problem that comes back. */
  code: string;
  run: (at: Furnished) => Promise<Answer>;
}

type Change = (at: Furnished) => Partial<Request> | Promise<Partial<Request>>;

/** A case whose request is the endpoint's own with something changed. */
function changed(route: string, code: string, change: Change, call: Call = {}): StatusCase {
  const endpoint = endpointOf(route);
  return {
    route,
    code,
    run: async (at) => send(at, endpoint, { ...(await endpoint.request(at)), ...(await change(at)) }, call),
  };
}

/** A case in a store that is otherwise the same but made for it. */
function inStore(
  route: string,
  code: string,
  run: (store: StoreUnderTest, at: Furnished) => Promise<Answer>,
  program: Parameters<typeof StoreUnderTest.make>[0] = null,
): StatusCase {
  return { route, code, run: async (at) => run(await StoreUnderTest.make(program), at) };
}

/** Runs while something stands between the Worker and its database. */
async function during(
  store: StoreUnderTest,
  between: Environment,
  run: () => Promise<Answer>,
): Promise<Answer> {
  store.environment = between;
  try {
    return await run();
  } finally {
    store.environment = environment;
  }
}

const LONG = "x".repeat(1000);
const NOBODY = "mem_01m6bfp5g00000000000000000";
const NO_VOUCHER = "JUN-22222-22222";
const NO_REFERRAL = { ...PROGRAM, referral: null };

const invalid: StatusCase[] = [
  changed("GET /v1/program", "invalid_request", () => ({ path: "/v1/program?version=0" })),
  changed("PUT /v1/program", "invalid_request", () => ({ body: { ...PROGRAM, name: "" } })),
  changed("GET /v1/ledger/check", "invalid_request", () => ({ path: "/v1/ledger/check?cursor=*" })),
  changed("GET /v1/members", "invalid_request", () => ({ path: "/v1/members?limit=101" })),
  changed("GET /v1/members/{id}", "invalid_request", () => ({ path: `/v1/members/${LONG}` })),
  changed("GET /v1/members/{id}/balance", "invalid_request", () => ({ path: `/v1/members/${LONG}/balance` })),
  changed("GET /v1/members/{id}/entries", "invalid_request", ({ memberId }) => ({
    path: `/v1/members/${memberId}/entries?cursor=*`,
  })),
  changed("PUT /v1/orders/{id}", "invalid_request", () => ({ path: `/v1/orders/${LONG}` })),
  changed("GET /v1/orders/{id}", "invalid_request", () => ({ path: `/v1/orders/${LONG}` })),
  changed("GET /v1/vouchers/{code}", "invalid_request", () => ({ path: `/v1/vouchers/${LONG}` })),
  changed("GET /storefront/entries", "invalid_request", () => ({ path: "/storefront/entries?limit=0" })),
  changed("GET /storefront/referrals/{code}", "invalid_request", () => ({
    path: `/storefront/referrals/${LONG}`,
  })),
  ...endpoints
    .filter(({ route }) => methodOf(route) === "POST")
    .map(({ route }) => changed(route, "invalid_request", () => ({ body: { nothing: "of the kind" } }))),
];

const missing: StatusCase[] = [
  inStore("GET /v1/program", "program_not_found", (store) => store.server("GET", "/v1/program")),
  inStore("GET /storefront/program", "program_not_found", (store) =>
    store.page("GET", "/storefront/program"),
  ),
  inStore("POST /storefront/sessions", "program_not_found", async (store) =>
    store.page("POST", "/storefront/sessions", { body: { token: await store.token("anna") } }),
  ),
  ...["POST /v1/earn", "POST /v1/redeem", "POST /v1/referral-links"].map((route) =>
    inStore(route, "program_not_found", async (store, at) => {
      const { path, body } = await endpointOf(route).request(at);
      return store.server("POST", path, { body: { ...body, memberId: await store.member("anna") } });
    }),
  ),
  ...["", "/balance", "/entries"].map((what) =>
    changed(`GET /v1/members/{id}${what}`, "member_not_found", () => ({
      path: `/v1/members/${NOBODY}${what}`,
    })),
  ),
  ...["POST /v1/earn", "POST /v1/redeem", "POST /v1/referral-links"].map((route) => ({
    route,
    code: "member_not_found",
    run: async (at: Furnished) => {
      const { path, body } = await endpointOf(route).request(at);
      return at.store.server("POST", path, { body: { ...body, memberId: NOBODY } });
    },
  })),
  changed("GET /v1/orders/{id}", "order_not_found", () => ({ path: "/v1/orders/9999" })),
  changed("POST /v1/redeem", "reward_not_found", ({ memberId }) => ({
    body: { memberId, rewardId: "a-yacht" },
  })),
  changed("POST /storefront/redemptions", "reward_not_found", () => ({ body: { rewardId: "a-yacht" } })),
  changed("GET /v1/vouchers/{code}", "voucher_not_found", () => ({ path: `/v1/vouchers/${NO_VOUCHER}` })),
  ...["use", "release"].map((verb) =>
    changed(`POST /v1/vouchers/{code}/${verb}`, "voucher_not_found", () => ({
      path: `/v1/vouchers/${NO_VOUCHER}/${verb}`,
    })),
  ),
  changed("GET /storefront/referrals/{code}", "referral_link_not_found", () => ({
    path: "/storefront/referrals/store1-2222222",
  })),
  changed("POST /storefront/referral-claims", "referral_link_not_found", () => ({
    body: { code: "store1-2222222", email: "ella@example.com" },
  })),
];

const tokens: StatusCase[] = [
  changed("POST /storefront/sessions", "token_invalid", () => ({ body: { token: "a.b.c" } })),
  changed("POST /storefront/sessions", "token_expired", async ({ store }) => {
    const exp = Math.floor(store.now / 1000) - 60;
    return { body: { token: await store.token("anna", { claims: { exp } }) } };
  }),
];

/** What there is of a member's: nothing, where there is no member or no program. */
const ABOUT_WHAT_THERE_IS = [
  "GET /storefront/entries",
  "POST /storefront/vouchers/{code}/cancel",
  "GET /storefront/card",
];

/** What a member is, program or none. */
const ABOUT_THEMSELVES = " /storefront/profile";

/** Of a session whose member is gone, and of one from before the store had a program. */
const sessions: StatusCase[] = endpoints
  .filter(
    ({ door, route }) => (door === "member" || door === "leaver") && !ABOUT_WHAT_THERE_IS.includes(route),
  )
  .flatMap(({ route, request }) => [
    {
      route,
      code: "member_not_found",
      run: async (at: Furnished) => {
        const session = await sessionOf(at.store, NOBODY);
        return at.store.page(methodOf(route), ...withSession(await request(at), session));
      },
    },
    ...(route.includes(ABOUT_THEMSELVES)
      ? []
      : [
          inStore(route, "program_not_found", async (store, at) => {
            const session = await sessionOf(store, await store.member("anna"));
            return store.page(methodOf(route), ...withSession(await request(at), session));
          }),
        ]),
  ]);

function withSession({ path, body }: Request, session: string) {
  return [path, { ...(body ? { body } : {}), session }] as const;
}

/** A session that no token was needed for. */
async function sessionOf(store: StoreUnderTest, memberId: string): Promise<string> {
  const configuration = await configurationOf(environment, store.keys.publishable.key, "publishable");
  if (!configuration) throw new Error("The store has no such key.");
  return (await openSession(storeContext(environment, configuration, store.now), memberId)).session;
}

const conflicts: StatusCase[] = [
  changed("POST /v1/members", "customer_taken", () => ({ body: { customerId: "anna" } })),
  changed("POST /v1/members", "email_taken", () => ({ body: { email: "ANNA@example.com" } })),
  inStore(
    "POST /v1/redeem",
    "insufficient_points",
    async (store) =>
      store.server("POST", "/v1/redeem", {
        body: { memberId: await store.member("anna"), rewardId: "five-off" },
      }),
    PROGRAM,
  ),
  inStore(
    "POST /storefront/redemptions",
    "insufficient_points",
    async (store) =>
      store.page("POST", "/storefront/redemptions", {
        session: await store.session("anna"),
        body: { rewardId: "five-off" },
      }),
    PROGRAM,
  ),
  changed("POST /v1/vouchers/{code}/use", "voucher_not_usable", async (at) => {
    const code = await redeem(at.store, at.memberId);
    await at.store.server("POST", `/v1/vouchers/${code}/use`, { body: { orderId: "3001" } });
    return { path: `/v1/vouchers/${code}/use`, body: { orderId: "3002" } };
  }),
  changed("POST /v1/vouchers/{code}/release", "voucher_not_releasable", ({ friendVoucher }) => ({
    path: `/v1/vouchers/${friendVoucher}/release`,
  })),
  inStore(
    "POST /v1/referral-links",
    "referral_terms_missing",
    async (store) =>
      store.server("POST", "/v1/referral-links", { body: { memberId: await store.member("anna") } }),
    NO_REFERRAL,
  ),
  inStore(
    "POST /storefront/referral-links",
    "referral_terms_missing",
    async (store) =>
      store.page("POST", "/storefront/referral-links", { session: await store.session("anna"), body: {} }),
    NO_REFERRAL,
  ),
  changed("POST /storefront/referral-claims", "own_referral_link", ({ link }) => ({
    body: { code: link, email: "anna@example.com" },
  })),
  changed("POST /storefront/referral-claims", "not_a_new_customer", async ({ store, link }) => {
    await store.putOrder("4001", order("old", 100, START, { customer: { email: "old@example.com" } }));
    return { body: { code: link, email: "old@example.com" } };
  }),
  changed("POST /storefront/referral-claims", "already_claimed", async ({ store }) => {
    const memberId = await store.member("another advocate");
    const answer = await store.server("POST", "/v1/referral-links", { body: { memberId } });
    const { code } = JSON.parse(answer.text) as { code: string };
    return { body: { code, email: "ben@example.com" } };
  }),
  ...["GET /storefront/referrals/{code}", "POST /storefront/referral-claims"].map((route) => ({
    route,
    code: "referral_link_inactive",
    run: async (at: Furnished) => {
      const { link } = at;
      const set = environment.DB.prepare("UPDATE referral_links SET active = ? WHERE code = ?");
      await set.bind(0, link).run();
      const endpoint = endpointOf(route);
      const answer = await send(at, endpoint, await endpoint.request(at));
      await set.bind(1, link).run();
      return answer;
    },
  })),
];

const outOfRange: StatusCase[] = [
  changed("PUT /v1/orders/{id}", "exchange_rate_missing", () => ({
    body: order("anna", 100, START + DAY, { currency: "USD" }),
  })),
  changed("PUT /v1/orders/{id}", "points_out_of_range", () => ({
    path: "/v1/orders/5001",
    body: order("anna", 100_000_000_000, START, {
      lines: [1, 2].map((id) => ({ id: `${id}`, quantity: 1, amount: 100_000_000_000 })),
    }),
  })),
];

const overtaken: StatusCase[] = [
  {
    route: "PUT /v1/program",
    code: "try_again",
    run: async ({ store }) => {
      const rises = "UPDATE stores SET configuration_version = configuration_version + 1";
      const between = runsBeforeEach(() => environment.DB.prepare(rises).run());
      const body = { ...PROGRAM, name: "Overtaken" };
      return during(store, between, () => store.server("PUT", "/v1/program", { body }));
    },
  },
  {
    route: "PUT /v1/orders/{id}",
    code: "try_again",
    run: async ({ store, orderId }) => {
      const rises = "UPDATE orders SET revision = revision + 1 WHERE store_id = ?";
      const between = runsBeforeEach(() => environment.DB.prepare(rises).bind(store.id).run());
      const body = order("anna", 500, START + DAY);
      return during(store, between, () => store.server("PUT", `/v1/orders/${orderId}`, { body }));
    },
  },
];

const throttled: StatusCase[] = [
  "GET /storefront/referrals/{code}",
  "POST /storefront/referral-claims",
  "GET /storefront/profile/export",
].map((route) => ({
  route,
  code: "too_many_requests",
  run: async (at) => {
    const endpoint = endpointOf(route);
    const request = await endpoint.request(at);
    const headers = { "CF-Connecting-IP": `203.0.113.${route.length}` };
    let answer = await send(at, endpoint, request, { headers });
    for (let tries = 0; tries < 20 && answer.status !== 429; tries++)
      answer = await send(at, endpoint, request, { headers });
    return answer;
  },
}));

/** Every case that belongs to one route's own answers. */
export const statusCases: StatusCase[] = [
  ...invalid,
  ...missing,
  ...tokens,
  ...sessions,
  ...conflicts,
  ...outOfRange,
  ...overtaken,
  ...throttled,
  ...bookCases,
  ...memberCases,
  ...movingCases,
  ...tillCases,
  ...timeCases,
  ...integrationCases,
  ...rewardCases,
  ...voucherCases,
  ...tierCases,
  ...webhookCases,
];
