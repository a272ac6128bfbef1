import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../http/app-types.ts";
import { current, currentKeyed } from "../http/current.ts";
import { keyedBody } from "../http/idempotency.ts";
import { limitPerAddress } from "../http/limits.ts";
import { idOfCursor, page, pageQuery } from "../http/paging.ts";
import {
  BODY_PROBLEMS,
  KEYED_PROBLEMS,
  PAGE_PROBLEMS,
  Problem,
  problems,
  SESSION_PROBLEMS,
} from "../http/problem.ts";
import { publishAnswered, publishRedeemed } from "../integrations/vouchers/answered.ts";
import { entrySchema } from "../members/answers.ts";
import { selectEntries, shoppersEntryOfRow } from "../members/entries.ts";
import { firstName } from "../program/first-name.ts";
import { claimedSchema, claimReferral, greetFriend, greetingSchema } from "../referrals/claim.ts";
import { referralLink, referralLinkSchema, type ReferralLinkAnswer } from "../referrals/link.ts";
import { redeem, REDEEM_PROBLEMS, wish } from "../rewards/redeem.ts";
import { redeemedSchema, type Redeemed } from "../rewards/answers.ts";
import { readCurrent, verifyCurrent } from "../stores/store-context.ts";
import { panelSchema, storefrontAnswer, storefrontSchema } from "./answers.ts";
import { keyQuery, spokenQuery } from "./key-query.ts";
import { pageOf, readPanel } from "./panel.ts";
import { shownVoucher } from "./shown-voucher.ts";
import { requireSession } from "./session.ts";
import { startSession } from "./start-session.ts";

const tags = ["Storefront"];
const program = createRoute({
  method: "get",
  path: "/storefront/program",
  summary: "Read the program as anyone may see it",
  tags,
  request: { query: spokenQuery },
  responses: {
    200: {
      description: "The store and its program.",
      content: { "application/json": { schema: storefrontSchema } },
    },
    ...problems(...PAGE_PROBLEMS, "program_not_found", "invalid_request"),
  },
});

const session = createRoute({
  method: "post",
  path: "/storefront/sessions",
  summary: "Prove a shopper with a token that the store's server signed",
  description:
    "The token is an HS256 JWT with the signing key's id in `kid`, `aud` the publishable key, `sub` the customer's id, " +
    "`exp` at most 10 minutes away, and optionally `email` and `name` (the first name). A shopper who is no member becomes one. " +
    "Sent as text/plain it needs no preflight. It writes nothing that a second call would double, so it takes no Idempotency-Key.",
  tags,
  request: {
    query: spokenQuery,
    body: {
      required: true,
      content: {
        "application/json": { schema: z.strictObject({ token: z.string().min(1).max(4096) }) },
      },
    },
  },
  responses: {
    200: {
      description: "A session of 30 minutes, and the panel.",
      content: {
        "application/json": {
          schema: z.object({ session: z.string(), expiresAt: z.iso.datetime(), panel: panelSchema }),
        },
      },
    },
    ...problems(...PAGE_PROBLEMS, ...BODY_PROBLEMS, "token_invalid", "token_expired", "program_not_found"),
  },
});

const panel = createRoute({
  method: "get",
  path: "/storefront/panel",
  summary: "Read everything the panel shows",
  tags,
  request: { query: spokenQuery },
  responses: {
    200: { description: "The panel.", content: { "application/json": { schema: panelSchema } } },
    ...problems(...SESSION_PROBLEMS, "member_not_found", "program_not_found", "invalid_request"),
  },
});

const listEntries = createRoute({
  method: "get",
  path: "/storefront/entries",
  summary: "List the member's entries",
  tags,
  request: { query: pageQuery.extend(keyQuery.shape) },
  responses: {
    200: {
      description: "Entries, newest first.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(entrySchema), next: z.string().nullable() }),
        },
      },
    },
    ...problems(...SESSION_PROBLEMS, "invalid_request"),
  },
});

const redemptions = createRoute({
  method: "post",
  path: "/storefront/redemptions",
  summary: "Redeem points for a reward",
  tags,
  request: {
    query: keyQuery,
    ...keyedBody(wish),
  },
  responses: {
    201: {
      description: "The redemption, its voucher, and the balance after it.",
      content: { "application/json": { schema: redeemedSchema } },
    },
    ...problems(
      ...SESSION_PROBLEMS,
      ...KEYED_PROBLEMS,
      ...REDEEM_PROBLEMS,
      "code_required",
      "voucher_refused",
    ),
  },
});

const referralLinks = createRoute({
  method: "post",
  path: "/storefront/referral-links",
  summary: "Get the member's referral link",
  tags,
  request: {
    query: keyQuery,
    ...keyedBody(z.strictObject({})),
  },
  responses: {
    201: { description: "The link.", content: { "application/json": { schema: referralLinkSchema } } },
    ...problems(
      ...SESSION_PROBLEMS,
      ...KEYED_PROBLEMS,
      "member_not_found",
      "program_not_found",
      "referral_terms_missing",
    ),
  },
});

const greeting = createRoute({
  method: "get",
  path: "/storefront/referrals/{code}",
  summary: "Read what a friend who followed a link gets, and from whom",
  tags,
  request: { params: z.object({ code: z.string().min(1).max(64) }), query: keyQuery },
  responses: {
    200: { description: "The greeting.", content: { "application/json": { schema: greetingSchema } } },
    ...problems(
      ...PAGE_PROBLEMS,
      "referral_link_not_found",
      "referral_link_inactive",
      "too_many_requests",
      "invalid_request",
    ),
  },
});

const claims = createRoute({
  method: "post",
  path: "/storefront/referral-claims",
  summary: "Claim the welcome reward of a referral link",
  tags,
  request: {
    query: keyQuery,
    ...keyedBody(
      z.strictObject({
        code: z.string().min(1).max(64),
        email: z.email("That doesn't look like an email address.").max(254),
        firstName: firstName.optional(),
      }),
    ),
  },
  responses: {
    201: { description: "The voucher.", content: { "application/json": { schema: claimedSchema } } },
    ...problems(
      ...PAGE_PROBLEMS,
      ...KEYED_PROBLEMS,
      "referral_link_not_found",
      "referral_link_inactive",
      "own_referral_link",
      "not_a_new_customer",
      "already_claimed",
      "voucher_refused",
      "voucher_on_its_way",
      "too_many_requests",
    ),
  },
});

const storefront = router();
for (const path of ["panel", "entries", "redemptions", "referral-links"])
  storefront.use(`/storefront/${path}`, requireSession);
for (const path of ["referrals/*", "referral-claims"]) storefront.use(`/storefront/${path}`, limitPerAddress);

/** The storefront API's routes: what the widget calls. */
export const storefrontRoutes = storefront
  .openapi(program, async (c) => {
    const { lang } = c.req.valid("query");
    const answer = await current(c, async (context) => {
      await verifyCurrent(context);
      return storefrontAnswer(context, lang);
    });
    return c.json(answer, 200, { "Cache-Control": "public, max-age=60" });
  })
  .openapi(session, async (c) => {
    const { token } = c.req.valid("json");
    const page = pageOf(c.req.url, c.req.valid("query").lang);
    return c.json(await current(c, (context) => startSession(context, token, page)), 200);
  })
  .openapi(panel, async (c) => {
    const page = pageOf(c.req.url, c.req.valid("query").lang);
    const answer = await current(c, (context) => readPanel(context, c.get("memberId"), page));
    if (!answer) throw new Problem("member_not_found");
    return c.json(answer, 200);
  })
  .openapi(listEntries, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const rows = await current(c, async (context) => {
      const before = idOfCursor(cursor);
      const [found] = await readCurrent(context, [
        selectEntries(context.database, context.storeId, c.get("memberId"), before, limit),
      ]);
      return found;
    });
    return c.json(page(rows, limit, shoppersEntryOfRow), 200);
  })
  .openapi(redemptions, async (c) => {
    const wanted = c.req.valid("json");
    const memberId = c.get("memberId");
    const answer = await currentKeyed(c, memberId, (context, request) =>
      redeem(context, memberId, wanted, request),
    );
    const redeemed = await publishRedeemed(c, answer.body as Redeemed);
    return c.json({ ...redeemed, voucher: shownVoucher(redeemed.voucher) }, 201);
  })
  .openapi(referralLinks, async (c) => {
    const memberId = c.get("memberId");
    const { origin } = new URL(c.req.url);
    const answer = await currentKeyed(c, memberId, (context, request) =>
      referralLink(context, memberId, origin, request),
    );
    return c.json(answer.body as ReferralLinkAnswer, 201);
  })
  .openapi(greeting, async (c) => {
    const { code } = c.req.valid("param");
    return c.json(await current(c, (context) => greetFriend(context, code)), 200);
  })
  .openapi(claims, async (c) => {
    const { code, email, firstName: name } = c.req.valid("json");
    const answer = await currentKeyed(c, "friend", (context, request) =>
      claimReferral(context, { code, email, firstName: name ?? null }, request),
    );
    const claimed = answer.body as z.infer<typeof claimedSchema>;
    const voucher = await publishAnswered(c, claimed.voucher);
    // A friend has no panel in which the code would show later: they ask again.
    if (voucher.publication === "held") throw new Problem("voucher_on_its_way");
    return c.json({ ...claimed, voucher }, 201);
  });
