import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { current } from "../../http/current.ts";
import { BODY_PROBLEMS, problems, SERVER_PROBLEMS } from "../../http/problem.ts";
import { cartSchema, checkVoucher, voucherCheckSchema } from "../check-voucher.ts";

const check = createRoute({
  method: "post",
  path: "/v1/vouchers/{code}/check",
  summary: "Check a voucher against a cart",
  description:
    "Says whether the voucher can be used on the cart now, and what it takes off. It writes nothing, and takes no Idempotency-Key.",
  tags: ["Vouchers"],
  request: {
    params: z.object({ code: z.string().min(1).max(64).meta({ example: "JUN-7Q4KM-2XPRW" }) }),
    body: { required: true, content: { "application/json": { schema: cartSchema } } },
  },
  responses: {
    200: {
      description: "Whether it holds, and the discount.",
      content: { "application/json": { schema: voucherCheckSchema } },
    },
    ...problems(...SERVER_PROBLEMS, ...BODY_PROBLEMS, "voucher_not_found"),
  },
});

/** The server API's route that checks a voucher. */
export const checkRoutes = router().openapi(check, async (c) => {
  const { code } = c.req.valid("param");
  const cart = c.req.valid("json");
  return c.json(await current(c, (context) => checkVoucher(context, code, cart)), 200);
});
