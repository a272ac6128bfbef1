import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { currentKeyed } from "../../http/current.ts";
import { keyedBody } from "../../http/idempotency.ts";
import { KEYED_PROBLEMS, problems, SESSION_PROBLEMS } from "../../http/problem.ts";
import { withdrawAfterwards } from "../../integrations/vouchers/answered.ts";
import { releasedSchema, type Released } from "../../rewards/answers.ts";
import { cancelVoucher } from "../../rewards/cancel-voucher.ts";
import { keyQuery } from "../key-query.ts";
import { requireSession } from "../session.ts";

const cancel = createRoute({
  method: "post",
  path: "/storefront/vouchers/{code}/cancel",
  summary: "Give an unused voucher back and have the points again",
  description: "Of the member's own vouchers, those whose `cancellable` is true.",
  tags: ["Storefront"],
  request: {
    params: z.object({ code: z.string().min(1).max(64).meta({ example: "JUN-7Q4KM-2XPRW" }) }),
    query: keyQuery,
    ...keyedBody(z.strictObject({})),
  },
  responses: {
    200: {
      description: "The voucher, and the balance after it.",
      content: { "application/json": { schema: releasedSchema } },
    },
    ...problems(...SESSION_PROBLEMS, ...KEYED_PROBLEMS, "voucher_not_found", "voucher_not_releasable"),
  },
});

const storefront = router();
storefront.use("/storefront/vouchers/*", requireSession);

/** The storefront API's route about a member's vouchers. */
export const storefrontVoucherRoutes = storefront.openapi(cancel, async (c) => {
  const { code } = c.req.valid("param");
  const memberId = c.get("memberId");
  const answer = await currentKeyed(c, memberId, (context, request) =>
    cancelVoucher(context, memberId, code, request),
  );
  const released = answer.body as Released;
  withdrawAfterwards(c, released.voucher);
  return c.json(released, 200);
});
