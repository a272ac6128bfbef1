/** What the routes about members, actions, adjustments and transfers refuse. */
import { PROGRAM, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";
import { endpointOf, send } from "./endpoints.ts";
import { FURNISHED, type Furnished } from "./furnished-store.ts";
import type { StatusCase } from "./status-cases.ts";

const NOBODY = "mem_01m6bfp5g00000000000000000";

/** A case whose request is the endpoint's own with something changed. */
export function changed(
  route: string,
  code: string,
  change: (at: Furnished) => { path?: string; body?: Record<string, unknown> },
): StatusCase {
  const endpoint = endpointOf(route);
  return {
    route,
    code,
    run: async (at) => send(at, endpoint, { ...(await endpoint.request(at)), ...change(at) }),
  };
}

/** A program whose actions count once, ever. */
const ONCE = {
  ...PROGRAM,
  earning: {
    ...PROGRAM.earning,
    actions: FURNISHED.earning.actions.map((action) => ({
      ...action,
      limits: [{ count: 1, period: "ever" }],
    })),
  },
} satisfies ProgramInput;

const members: StatusCase[] = [
  changed("PATCH /v1/members/{id}", "invalid_request", () => ({ body: { birthday: "31-12" } })),
  changed("PATCH /v1/members/{id}", "member_not_found", () => ({ path: `/v1/members/${NOBODY}` })),
  {
    route: "PATCH /v1/members/{id}",
    code: "email_taken",
    run: async ({ store, memberId }) => {
      await store.member("greta", { email: "greta@example.com" });
      const body = { email: "GRETA@example.com" };
      return store.server("PATCH", `/v1/members/${memberId}`, { body });
    },
  },
];

const profile: StatusCase[] = [
  {
    route: "POST /storefront/profile",
    code: "birthday_fixed",
    run: async () => {
      const store = await StoreUnderTest.make();
      const session = await store.session("anna");
      const say = (birthday: string) =>
        store.page("POST", "/storefront/profile", { session, body: { birthday } });
      await say("03-08");
      return say("03-09");
    },
  },
];

const actions: StatusCase[] = [
  changed("POST /v1/actions", "action_not_found", ({ memberId }) => ({ body: { memberId, action: "sing" } })),
  changed("POST /storefront/actions", "action_not_found", () => ({ body: { action: "review" } })),
  {
    route: "POST /v1/actions",
    code: "action_limit_reached",
    run: async () => {
      const store = await StoreUnderTest.make(ONCE);
      const body = { memberId: await store.member("anna"), action: "review" };
      await store.server("POST", "/v1/actions", { body });
      return store.server("POST", "/v1/actions", { body });
    },
  },
  {
    route: "POST /storefront/actions",
    code: "action_limit_reached",
    run: async () => {
      const store = await StoreUnderTest.make(ONCE);
      const call = { session: await store.session("anna"), body: { action: "visit" } };
      await store.page("POST", "/storefront/actions", call);
      return store.page("POST", "/storefront/actions", call);
    },
  },
];

const points: StatusCase[] = [
  ...["POST /v1/actions", "POST /v1/adjustments"].flatMap((route): StatusCase[] => [
    {
      route,
      code: "member_not_found",
      run: async (at) => {
        const { path, body } = await endpointOf(route).request(at);
        return at.store.server("POST", path, { body: { ...body, memberId: NOBODY } });
      },
    },
    {
      route,
      code: "program_not_found",
      run: async (at) => {
        const store = await StoreUnderTest.make(null);
        const { path, body } = await endpointOf(route).request(at);
        return store.server("POST", path, { body: { ...body, memberId: await store.member("anna") } });
      },
    },
  ]),
  changed("POST /v1/adjustments", "insufficient_points", ({ memberId }) => ({
    body: { memberId, points: -1_000_000, description: "All of it", actor: "Priya" },
  })),
];

const transfers: StatusCase[] = [
  changed("POST /v1/transfers", "member_not_found", ({ memberId }) => ({
    body: { from: { memberId }, to: { memberId: NOBODY }, points: 100 },
  })),
  changed("POST /v1/transfers", "insufficient_points", ({ memberId, otherMemberId }) => ({
    body: { from: { memberId: otherMemberId }, to: { memberId }, points: 1000 },
  })),
  changed("POST /v1/transfers", "transfer_limit_reached", ({ memberId, otherMemberId }) => ({
    body: { from: { memberId }, to: { memberId: otherMemberId }, points: 1001 },
  })),
  ...[["transfers_not_offered", PROGRAM] as const, ["program_not_found", null] as const].map(
    ([code, program]) => ({
      route: "POST /v1/transfers",
      code,
      run: async () => {
        const store = await StoreUnderTest.make(program);
        const [from, to] = [
          { memberId: await store.member("anna") },
          { memberId: await store.member("ben") },
        ];
        return store.server("POST", "/v1/transfers", { body: { from, to, points: 1 } });
      },
    }),
  ),
];

/** Every case of these routes. */
export const memberCases: StatusCase[] = [...members, ...profile, ...actions, ...points, ...transfers];
