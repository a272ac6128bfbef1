import { createRoute } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { current } from "../../http/current.ts";
import { PAGE_PROBLEMS, problems } from "../../http/problem.ts";
import { verifyCurrent } from "../../stores/store-context.ts";
import { spokenQuery } from "../key-query.ts";
import { tagAnswer, tagSchema } from "../tag.ts";

const tag = createRoute({
  method: "get",
  path: "/storefront/tag",
  summary: "Read what the widget knows before anybody opens it",
  description:
    "For the pinned file of the widget, which is the same for every store. The stable tag brings it along.",
  tags: ["Storefront"],
  request: { query: spokenQuery },
  responses: {
    200: { description: "The tag.", content: { "application/json": { schema: tagSchema } } },
    ...problems(...PAGE_PROBLEMS),
  },
});

/** The storefront API's route about the tag. */
export const storefrontTagRoutes = router().openapi(tag, async (c) => {
  const { origin } = new URL(c.req.url);
  const { lang } = c.req.valid("query");
  const answer = await current(c, async (context) => {
    await verifyCurrent(context);
    return tagAnswer(context.configuration, origin, c.env.ASSETS, lang);
  });
  return c.json(answer, 200, { "Cache-Control": "public, max-age=60" });
});
