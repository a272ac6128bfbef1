import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { current } from "../../http/current.ts";
import { problems, SESSION_PROBLEMS } from "../../http/problem.ts";
import { isoTime } from "../../members/answers.ts";
import { memberCode } from "../../members/member-code.ts";
import { memberNumber } from "../../members/number.ts";
import { keyQuery } from "../key-query.ts";
import { requireSession } from "../session.ts";

const cardSchema = z
  .object({
    number: z.string().meta({ description: "The member number, ten digits.", example: "4829036157" }),
    code: z.string().meta({
      description: "What a till's scanner reads, for the panel to draw as a QR.",
      example: "RGL:4829036157.TP3K2A.7Q4KM2XPRW0000AB",
    }),
    expiresAt: z.iso.datetime().meta({ description: "When the code runs out: ten minutes on." }),
  })
  .meta({ id: "MemberCard" });

const card = createRoute({
  method: "get",
  path: "/storefront/card",
  summary: "Read what the member shows at a till",
  tags: ["Storefront"],
  request: { query: keyQuery },
  responses: {
    200: { description: "The card.", content: { "application/json": { schema: cardSchema } } },
    ...problems(...SESSION_PROBLEMS, "member_not_found"),
  },
});

const storefront = router();
storefront.use("/storefront/card", requireSession);

/** The storefront API's route about the card that a member shows at a till. */
export const storefrontCardRoutes = storefront.openapi(card, async (c) => {
  const answer = await current(c, async (context) => {
    const number = await memberNumber(context, c.get("memberId"));
    const { code, expiresAt } = await memberCode(context, number);
    return { number, code, expiresAt: isoTime(expiresAt) };
  });
  return c.json(answer, 200);
});
