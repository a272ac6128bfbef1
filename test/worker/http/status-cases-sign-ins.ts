/** What the routes about signing in refuse. */
import { ask, enter, newAddress, refresh } from "../sign-ins/signing-in.ts";
import { environment, PROGRAM, StoreUnderTest, type Answer } from "../store-under-test.ts";
import type { Furnished } from "./furnished-store.ts";
import type { StatusCase } from "./status-cases.ts";

const NOBODY = "mem_01m6bfp5g00000000000000000";
const ASKING = "POST /storefront/sign-in-codes";
const STEPPING_UP = "POST /storefront/step-up-codes";

function page(route: string, code: string, run: (at: Furnished) => Promise<Answer>): StatusCase {
  return { route, code, run };
}

/** A member with the address, and a code asked for in their session. */
async function askStepUp(email: string | null, set: Partial<typeof environment> = {}, times = 1) {
  const store = await StoreUnderTest.make();
  await store.member("anna", email === null ? {} : { email });
  const session = await store.session("anna");
  store.environment = { ...environment, ...set };
  const once = () => store.page("POST", "/storefront/step-up-codes", { session, body: {} });
  for (let before = 1; before < times; before++) await once();
  return once();
}

async function withoutMail({ store }: Furnished, run: () => Promise<Answer>): Promise<Answer> {
  store.environment = { ...environment, SMTP_URL: "" };
  const answer = await run();
  store.environment = environment;
  return answer;
}

async function askTwice({ store }: Furnished): Promise<Answer> {
  const email = newAddress();
  await ask(store, email);
  return ask(store, email);
}

/** The answer to a wrong code, where the brake of the place is on. */
async function braked({ store, session }: Furnished, path: string, body: object): Promise<Answer> {
  store.environment = { ...environment, LIMITER: { limit: () => Promise.resolve({ success: false }) } };
  const answer = await store.page("POST", path, {
    session,
    body,
    headers: { "CF-Connecting-IP": "203.0.113.9" },
  });
  store.environment = environment;
  return answer;
}

const bare = () => StoreUnderTest.make(null);

export const signInCases: StatusCase[] = [
  page(ASKING, "program_not_found", async () => ask(await bare(), newAddress())),
  page(ASKING, "too_many_requests", askTwice),
  page(ASKING, "mail_not_configured", (at) => withoutMail(at, () => ask(at.store, newAddress()))),
  page(ASKING, "mail_not_sent", ({ store }) => ask(store, newAddress("refused"))),
  page("POST /storefront/sessions/email", "program_not_found", async () =>
    enter(await bare(), newAddress(), "123456"),
  ),
  page("POST /storefront/sessions/email", "code_invalid", ({ store }) =>
    enter(store, newAddress(), "123456"),
  ),
  page("POST /storefront/sessions/email", "too_many_requests", (at) =>
    braked(at, "/storefront/sessions/email", { email: newAddress(), code: "123456" }),
  ),
  page("POST /storefront/sessions/step-up", "too_many_requests", (at) =>
    braked(at, "/storefront/sessions/step-up", { code: "123456" }),
  ),
  page("POST /storefront/sessions/refresh", "program_not_found", async () => refresh(await bare(), "x")),
  page("POST /storefront/sessions/refresh", "refresh_invalid", ({ store }) => refresh(store, "x")),
  page(STEPPING_UP, "email_missing", () => askStepUp(null)),
  page(STEPPING_UP, "too_many_requests", () => askStepUp(newAddress(), {}, 2)),
  page(STEPPING_UP, "mail_not_configured", () => askStepUp(newAddress(), { SMTP_URL: "" })),
  page(STEPPING_UP, "mail_not_sent", () => askStepUp(newAddress("refused"))),
  page("POST /storefront/sessions/step-up", "code_invalid", ({ store, session }) =>
    store.page("POST", "/storefront/sessions/step-up", { session, body: { code: "123456" } }),
  ),
  page("POST /storefront/redemptions", "code_required", async () => {
    const store = await StoreUnderTest.make({ ...PROGRAM, security: { codeAbove: 499 } });
    const body = { rewardId: "five-off" };
    return store.page("POST", "/storefront/redemptions", { session: await store.session("anna"), body });
  }),
  page("POST /v1/members/{id}/sign-out", "member_not_found", ({ store }) =>
    store.server("POST", `/v1/members/${NOBODY}/sign-out`, { body: {} }),
  ),
];
