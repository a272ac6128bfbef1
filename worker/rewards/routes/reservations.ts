import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { currentKeyed } from "../../http/current.ts";
import { keyedBody } from "../../http/idempotency.ts";
import { KEYED_PROBLEMS, problems, SERVER_PROBLEMS } from "../../http/problem.ts";
import { voucherSchema, type VoucherAnswer } from "../answers.ts";
import { checkoutId } from "../reservation.ts";
import { MOST_MINUTES, reserveVoucher, unreserveVoucher } from "../reserve-voucher.ts";

const voucherCode = z.object({ code: z.string().min(1).max(64).meta({ example: "JUN-7Q4KM-2XPRW" }) });

const reserve = createRoute({
  method: "post",
  path: "/v1/vouchers/{code}/reserve",
  summary: "Keep a voucher for one checkout",
  description:
    "Until the time is over no other checkout reserves or uses it, and it is not given back. The same checkout may ask again, " +
    "for longer. An order that names the voucher uses it all the same: it is a fact.",
  tags: ["Vouchers"],
  request: {
    params: voucherCode,
    ...keyedBody(
      z.strictObject({
        checkoutId,
        minutes: z.int().min(1).max(MOST_MINUTES).default(15).meta({ description: "From now." }),
      }),
    ),
  },
  responses: {
    200: { description: "The voucher.", content: { "application/json": { schema: voucherSchema } } },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "voucher_not_found", "voucher_not_usable"),
  },
});

const unreserve = createRoute({
  method: "post",
  path: "/v1/vouchers/{code}/unreserve",
  summary: "Let a reserved voucher go",
  description: "Of a checkout that was given up. A voucher that isn't reserved for it stays as it is.",
  tags: ["Vouchers"],
  request: { params: voucherCode, ...keyedBody(z.strictObject({ checkoutId })) },
  responses: {
    200: { description: "The voucher.", content: { "application/json": { schema: voucherSchema } } },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "voucher_not_found"),
  },
});

/** The server API's routes that keep a voucher for a checkout. */
export const reservationRoutes = router()
  .openapi(reserve, async (c) => {
    const { code } = c.req.valid("param");
    const reservation = c.req.valid("json");
    const answer = await currentKeyed(c, "server", (context, request) =>
      reserveVoucher(context, code, reservation, request),
    );
    return c.json(answer.body as VoucherAnswer, 200);
  })
  .openapi(unreserve, async (c) => {
    const { code } = c.req.valid("param");
    const { checkoutId: checkout } = c.req.valid("json");
    const answer = await currentKeyed(c, "server", (context, request) =>
      unreserveVoucher(context, code, checkout, request),
    );
    return c.json(answer.body as VoucherAnswer, 200);
  });
