/** The routes about signing in, staying signed in and signing out. */
import { newAddress } from "../sign-ins/signing-in.ts";
import type { Endpoint } from "./endpoints.ts";

export const signInEndpoints: Endpoint[] = [
  {
    route: "POST /storefront/sign-in-codes",
    door: "page",
    request: () => ({
      path: "/storefront/sign-in-codes",
      body: { email: newAddress(), locale: "de-AT", name: "Eva" },
    }),
  },
  {
    route: "POST /storefront/sessions/email",
    door: "page",
    request: ({ emailed }) => ({ path: "/storefront/sessions/email", body: { ...emailed } }),
  },
  {
    route: "POST /storefront/sessions/refresh",
    door: "page",
    request: ({ refresh }) => ({ path: "/storefront/sessions/refresh", body: { refresh } }),
  },
  {
    route: "POST /storefront/token-checks",
    door: "page",
    request: async ({ store }) => ({
      path: "/storefront/token-checks",
      body: { token: await store.token("anna") },
    }),
  },
  {
    route: "POST /storefront/sessions/step-up",
    door: "member",
    request: ({ stepUpCode }) => ({ path: "/storefront/sessions/step-up", body: { code: stepUpCode } }),
  },
  // After the one before it: a new code replaces the one that it needs.
  {
    route: "POST /storefront/step-up-codes",
    door: "member",
    request: () => ({ path: "/storefront/step-up-codes", body: { locale: "fr" } }),
  },
  {
    route: "POST /v1/members/{id}/sign-out",
    door: "server",
    request: ({ otherMemberId }) => ({ path: `/v1/members/${otherMemberId}/sign-out`, body: {} }),
  },
  {
    route: "POST /storefront/sign-out",
    door: "member",
    session: ({ leavingSession }) => leavingSession,
    request: () => ({ path: "/storefront/sign-out", body: { everywhere: true } }),
  },
];
