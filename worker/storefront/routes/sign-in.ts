import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { current } from "../../http/current.ts";
import { limitPerAddress } from "../../http/limits.ts";
import { BODY_PROBLEMS, PAGE_PROBLEMS, problems, SESSION_PROBLEMS } from "../../http/problem.ts";
import { isoTime } from "../../members/answers.ts";
import { emailKeyOf, typedEmail } from "../../members/email.ts";
import { firstName } from "../../program/first-name.ts";
import { askCode, type CodeAsked } from "../../sign-ins/ask-code.ts";
import { DIGITS } from "../../sign-ins/emailed-code.ts";
import { signOut } from "../../sign-ins/sign-out.ts";
import { liveProgram } from "../../stores/store-context.ts";
import { panelSchema } from "../answers.ts";
import { spokenQuery } from "../key-query.ts";
import { pageOf } from "../panel.ts";
import { provedSession, requireSession } from "../session.ts";
import { refreshSession, signInByEmail } from "../sign-in-by-email.ts";
import { askStepUp, enterStepUp } from "../step-up.ts";

const tags = ["Storefront"];
const email = typedEmail.meta({ description: "Where the code goes.", example: "anna@example.com" });
const locale = z
  .string()
  .regex(/^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,8}$/, "A language tag, such as de-AT.")
  .optional()
  .meta({
    description: "The language of the mail, BCP 47; left out, or none there is: the store's.",
    example: "de-AT",
  });
const code = z.string().min(1).max(40).meta({ description: "The six digits.", example: "402917" });

const body = <Schema extends z.ZodType>(schema: Schema) => ({
  query: spokenQuery,
  body: { required: true as const, content: { "application/json": { schema } } },
});

const askedSchema = z.object({
  expiresAt: z.iso.datetime(),
  digits: z.int(),
  askAgainAfter: z.iso.datetime().meta({ description: "When another code may be asked for." }),
});

const session = z.object({ session: z.string(), expiresAt: z.iso.datetime() });
const signedInSchema = session
  .extend({
    refresh: z.string().meta({
      description: "Trades for the next session (POST /storefront/sessions/refresh), once; good for 30 days.",
    }),
    refreshExpiresAt: z.iso.datetime(),
    panel: panelSchema,
  })
  .meta({ id: "SignedIn" });

const askRoute = createRoute({
  method: "post",
  path: "/storefront/sign-in-codes",
  summary: "Email a shopper a code to sign in with, or to join",
  description:
    "The answer is the same whether or not the address is a member's. A second code replaces the first; it takes no " +
    "Idempotency-Key, for a code whose answer was lost is in the mail already. Sent as text/plain it needs no preflight.",
  tags,
  request: body(
    z.strictObject({
      email,
      locale,
      name: firstName.optional().meta({ description: "The first name of a shopper who becomes a member." }),
    }),
  ),
  responses: {
    202: { description: "Sent.", content: { "application/json": { schema: askedSchema } } },
    ...problems(
      ...PAGE_PROBLEMS,
      ...BODY_PROBLEMS,
      "program_not_found",
      "too_many_requests",
      "mail_not_configured",
      "mail_not_sent",
    ),
  },
});

const signInRoute = createRoute({
  method: "post",
  path: "/storefront/sessions/email",
  summary: "Prove a shopper with the code that was emailed to them",
  description:
    "A shopper who is no member becomes one. The code works once, so it takes no Idempotency-Key. Sent as text/plain it " +
    "needs no preflight.",
  tags,
  request: body(z.strictObject({ email, code })),
  responses: {
    200: {
      description: "A session of 30 minutes, what it is renewed with, and the panel.",
      content: { "application/json": { schema: signedInSchema } },
    },
    ...problems(...PAGE_PROBLEMS, ...BODY_PROBLEMS, "code_invalid", "program_not_found", "too_many_requests"),
  },
});

const refreshRoute = createRoute({
  method: "post",
  path: "/storefront/sessions/refresh",
  summary: "Trade a refresh token for the next session",
  description:
    "The token works once; within 30 seconds it gives the same next token again, for an answer that was lost and for two " +
    "tabs. Later it ends the sign-in. So it takes no Idempotency-Key. Sent as text/plain it needs no preflight.",
  tags,
  request: body(z.strictObject({ refresh: z.string().min(1).max(200) })),
  responses: {
    200: {
      description: "A session of 30 minutes, the next token, and the panel.",
      content: { "application/json": { schema: signedInSchema } },
    },
    ...problems(...PAGE_PROBLEMS, ...BODY_PROBLEMS, "refresh_invalid", "program_not_found"),
  },
});

const askStepUpRoute = createRoute({
  method: "post",
  path: "/storefront/step-up-codes",
  summary: "Email the member a code to confirm that it is them",
  description:
    "It goes to the address that is known of them. As with signing in, it takes no Idempotency-Key.",
  tags,
  request: body(z.strictObject({ locale })),
  responses: {
    202: {
      description: "Sent.",
      content: {
        "application/json": {
          schema: askedSchema.extend({
            sentTo: z.string().meta({
              description: "The address, so far as its owner knows it again.",
              example: "a•••@example.com",
            }),
          }),
        },
      },
    },
    ...problems(
      ...SESSION_PROBLEMS,
      ...BODY_PROBLEMS,
      "member_not_found",
      "email_missing",
      "too_many_requests",
      "mail_not_configured",
      "mail_not_sent",
    ),
  },
});

const stepUpRoute = createRoute({
  method: "post",
  path: "/storefront/sessions/step-up",
  summary: "Trade the session and the emailed code for a session that may do more",
  description: "For ten minutes. The code works once, so it takes no Idempotency-Key.",
  tags,
  request: body(z.strictObject({ code })),
  responses: {
    200: { description: "A session of 30 minutes.", content: { "application/json": { schema: session } } },
    ...problems(...SESSION_PROBLEMS, ...BODY_PROBLEMS, "code_invalid", "too_many_requests"),
  },
});

const signOutRoute = createRoute({
  method: "post",
  path: "/storefront/sign-out",
  summary: "Sign the member out",
  description:
    "The session is over at once, and with it what it was renewed with. Done twice it does the same, so it takes no " +
    "Idempotency-Key; the second time the session is `session_expired`.",
  tags,
  request: body(
    z.strictObject({
      refresh: z.string().max(200).optional().meta({ description: "A refresh token that goes as well." }),
      everywhere: z.boolean().default(false).meta({ description: "In every other browser, too." }),
    }),
  ),
  responses: {
    200: {
      description: "Signed out.",
      content: { "application/json": { schema: z.object({ signedOutAt: z.iso.datetime() }) } },
    },
    ...problems(...SESSION_PROBLEMS, ...BODY_PROBLEMS),
  },
});

const asked = ({ expiresAt, askAgainAfter }: CodeAsked) => ({
  expiresAt: isoTime(expiresAt),
  digits: DIGITS,
  askAgainAfter: isoTime(askAgainAfter),
});

const storefront = router();
for (const path of ["step-up-codes", "sessions/step-up", "sign-out"])
  storefront.use(`/storefront/${path}`, requireSession);
// A refresh token is not guessed, and a page asks with each that is opened.
for (const path of ["sign-in-codes", "sessions/email", "step-up-codes", "sessions/step-up"])
  storefront.use(`/storefront/${path}`, limitPerAddress);

/** The storefront API's routes about signing in, staying signed in and signing out. */
export const storefrontSignInRoutes = storefront
  .openapi(askRoute, async (c) => {
    const { email: to, locale: wanted, name } = c.req.valid("json");
    const from = c.req.header("CF-Connecting-IP");
    const answer = await current(c, async (context) => {
      liveProgram(context);
      const emailKey = await emailKeyOf(context.storeId, to);
      const mail = { to, emailKey, firstName: name ?? null, locale: wanted ?? null, from };
      return askCode(context, { purpose: "sign_in", subject: emailKey, ...mail });
    });
    return c.json(asked(answer), 202);
  })
  .openapi(signInRoute, async (c) => {
    const typed = c.req.valid("json");
    const page = pageOf(c.req.url, c.req.valid("query").lang);
    const from = c.req.header("CF-Connecting-IP");
    return c.json(await current(c, (context) => signInByEmail(context, { ...typed, from }, page)), 200);
  })
  .openapi(refreshRoute, async (c) => {
    const { refresh } = c.req.valid("json");
    const page = pageOf(c.req.url, c.req.valid("query").lang);
    return c.json(await current(c, (context) => refreshSession(context, refresh, page)), 200);
  })
  .openapi(askStepUpRoute, async (c) => {
    const wanted = c.req.valid("json").locale ?? null;
    const from = c.req.header("CF-Connecting-IP");
    const answer = await current(c, (context) =>
      askStepUp(context, provedSession(c), { locale: wanted, from }),
    );
    return c.json({ ...asked(answer), sentTo: answer.sentTo }, 202);
  })
  .openapi(stepUpRoute, async (c) => {
    const typed = { ...c.req.valid("json"), from: c.req.header("CF-Connecting-IP") };
    const opened = await current(c, (context) => enterStepUp(context, provedSession(c), typed));
    return c.json({ session: opened.session, expiresAt: isoTime(opened.expiresAt) }, 200);
  })
  .openapi(signOutRoute, async (c) => {
    const { refresh, everywhere } = c.req.valid("json");
    await current(c, (context) =>
      signOut(context, provedSession(c), { refresh: refresh ?? null, everywhere }),
    );
    return c.json({ signedOutAt: isoTime(c.get("now")) }, 200);
  });
