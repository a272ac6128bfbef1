import { createRoute } from "@hono/zod-openapi";
import { router } from "../http/app-types.ts";
import { currentKeyed } from "../http/current.ts";
import { keyedBody } from "../http/idempotency.ts";
import { KEYED_PROBLEMS, problems, SERVER_PROBLEMS } from "../http/problem.ts";
import { findMember } from "../members/find.ts";
import { memberReference, oneReference } from "../members/reference.ts";
import { referralLink, referralLinkSchema, type ReferralLinkAnswer } from "./link.ts";

const create = createRoute({
  method: "post",
  path: "/v1/referral-links",
  summary: "Get a member's referral link",
  description: "Made at the first call; the same link ever after.",
  tags: ["Referrals"],
  request: {
    ...keyedBody(memberReference.strict().check(oneReference)),
  },
  responses: {
    201: { description: "The link.", content: { "application/json": { schema: referralLinkSchema } } },
    ...problems(
      ...SERVER_PROBLEMS,
      ...KEYED_PROBLEMS,
      "member_not_found",
      "program_not_found",
      "referral_terms_missing",
    ),
  },
});

/** The server API's routes about referrals. */
export const referralRoutes = router().openapi(create, async (c) => {
  const { memberId, customerId } = c.req.valid("json");
  const { origin } = new URL(c.req.url);
  const answer = await currentKeyed(c, "server", async (context, request) => {
    const id = memberId ?? (await findMember(context, { customerId })).id;
    return referralLink(context, id, origin, request);
  });
  return c.json(answer.body as ReferralLinkAnswer, 201);
});
