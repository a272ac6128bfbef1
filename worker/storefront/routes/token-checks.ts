import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { current } from "../../http/current.ts";
import { limitPerAddress } from "../../http/limits.ts";
import { BODY_PROBLEMS, PAGE_PROBLEMS, problems } from "../../http/problem.ts";
import { verifyCurrent } from "../../stores/store-context.ts";
import { checkToken, tokenCheckSchema } from "../check-token.ts";
import { keyQuery } from "../key-query.ts";

const checks = createRoute({
  method: "post",
  path: "/storefront/token-checks",
  summary: "See what is wrong with a shopper's token",
  description:
    "For whoever writes the code that signs it: every part is looked at, and nothing is done with it. It writes nothing, so it takes no Idempotency-Key.",
  tags: ["Storefront"],
  request: {
    query: keyQuery,
    body: {
      required: true,
      content: {
        "application/json": { schema: z.strictObject({ token: z.string().min(1).max(4096) }) },
      },
    },
  },
  responses: {
    200: {
      description: "What was found; of what is no JWT at all the format alone.",
      content: {
        "application/json": { schema: z.object({ ok: z.boolean(), checks: z.array(tokenCheckSchema) }) },
      },
    },
    ...problems(...PAGE_PROBLEMS, ...BODY_PROBLEMS, "too_many_requests"),
  },
});

const storefront = router();
storefront.use("/storefront/token-checks", limitPerAddress);

/** The storefront API's route that a store's developer tries a token with. */
export const storefrontTokenCheckRoutes = storefront.openapi(checks, async (c) => {
  const { token } = c.req.valid("json");
  const found = await current(c, async (context) => {
    await verifyCurrent(context);
    return checkToken(context, token);
  });
  const shown = found.checks.map(({ name, ok, detail }) => ({ name, ok, detail }));
  return c.json({ ok: shown.every(({ ok }) => ok), checks: shown }, 200);
});
