/** Examples of the operations about signing in, staying signed in and signing out; `panel` is the panel's. */
import { member } from "./member-example.ts";

const asked = {
  expiresAt: "2026-11-22T09:40:00.000Z",
  digits: 6,
  askAgainAfter: "2026-11-22T09:30:30.000Z",
};
const session = "eyJhbGciOiJIUzI1NiJ9.eyJyZXYiOjAsImJ5Ijoi….bX3c…";
const refresh = "sgn_01kah5e9q0c3f6j8n2r5t7w9x4.q7Zc…";
const token = "eyJhbGciOiJIUzI1NiIsImtpZCI6….eyJhdWQiOiJwa18….dR9k…";

export function signInExamples(panel: unknown) {
  const opened = { session, expiresAt: "2026-11-22T10:00:00.000Z" };
  const signedIn = { ...opened, refresh, refreshExpiresAt: "2026-12-22T09:30:00.000Z", panel };
  return {
    postStorefrontSignInCodes: {
      request: { email: member.email, locale: "de-AT", name: member.firstName },
      answer: asked,
    },
    postStorefrontSessionsEmail: { request: { email: member.email, code: "402917" }, answer: signedIn },
    postStorefrontSessionsRefresh: { request: { refresh }, answer: signedIn },
    postStorefrontStepUpCodes: {
      request: { locale: "de-AT" },
      answer: { ...asked, sentTo: "a•••@example.com" },
    },
    postStorefrontSessionsStepUp: { request: { code: "402917" }, answer: opened },
    postStorefrontSignOut: {
      request: { everywhere: false },
      answer: { signedOutAt: "2026-11-22T09:30:00.000Z" },
    },
    postStorefrontTokenChecks: {
      request: { token },
      answer: {
        ok: false,
        checks: [
          { name: "format", ok: true, detail: "It is a JWT." },
          { name: "exp", ok: false, detail: "The token's exp has passed." },
        ],
      },
    },
    postV1MembersByIdSignOut: {
      request: {},
      answer: { id: member.id, signedOutAt: "2026-11-22T09:30:00.000Z" },
    },
  };
}
