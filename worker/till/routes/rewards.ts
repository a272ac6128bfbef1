import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { currentKeyed } from "../../http/current.ts";
import { keyedBody } from "../../http/idempotency.ts";
import { keyQuery } from "../../storefront/key-query.ts";
import { KEYED_PROBLEMS, problems, SESSION_PROBLEMS } from "../../http/problem.ts";
import {
  redeemedSchema,
  releasedSchema,
  voucherSchema,
  type Redeemed,
  type Released,
  type VoucherAnswer,
} from "../../rewards/answers.ts";
import { redeem, REDEEM_PROBLEMS, wish } from "../../rewards/redeem.ts";
import { useVoucher } from "../../rewards/use-voucher.ts";
import { noteAction } from "../action.ts";
import { orderIdOf, receiptNumber } from "../receipt.ts";
import { requireStaff } from "../session.ts";
import { undoTillRedemption } from "../undo-redemption.ts";

const tags = ["Till"];
const code = z.string().min(1).max(64).meta({ example: "JUN-7Q4KM-2XPRW" });

const redeemRoute = createRoute({
  method: "post",
  path: "/till/redemptions",
  summary: "Redeem a member's points for a reward at the counter",
  tags,
  request: {
    query: keyQuery,
    ...keyedBody(wish.extend({ memberId: z.string().min(1).max(255) })),
  },
  responses: {
    201: {
      description: "The redemption, its voucher, and the balance after it.",
      content: { "application/json": { schema: redeemedSchema } },
    },
    ...problems(...SESSION_PROBLEMS, ...KEYED_PROBLEMS, ...REDEEM_PROBLEMS),
  },
});

const undo = createRoute({
  method: "post",
  path: "/till/redemptions/undo",
  summary: "Take back what was redeemed by mistake",
  description: "For who redeemed it, for ten minutes, while the voucher is unused.",
  tags,
  request: { query: keyQuery, ...keyedBody(z.strictObject({ code })) },
  responses: {
    200: {
      description: "The voucher, and the balance after it.",
      content: { "application/json": { schema: releasedSchema } },
    },
    ...problems(
      ...SESSION_PROBLEMS,
      ...KEYED_PROBLEMS,
      "voucher_not_found",
      "voucher_not_releasable",
      "too_late_to_undo",
    ),
  },
});

const use = createRoute({
  method: "post",
  path: "/till/vouchers/use",
  summary: "Take a voucher at the counter",
  description:
    "Marks it as used on the receipt. A receipt that is added with the voucher's code does so by itself.",
  tags,
  request: { query: keyQuery, ...keyedBody(z.strictObject({ code, receipt: receiptNumber })) },
  responses: {
    200: { description: "The voucher.", content: { "application/json": { schema: voucherSchema } } },
    ...problems(...SESSION_PROBLEMS, ...KEYED_PROBLEMS, "voucher_not_found", "voucher_not_usable"),
  },
});

const till = router();
for (const path of ["redemptions", "redemptions/*", "vouchers/*"]) till.use(`/till/${path}`, requireStaff);

/** The till's routes about rewards and vouchers. */
export const tillRewardRoutes = till
  .openapi(redeemRoute, async (c) => {
    const { memberId, ...wanted } = c.req.valid("json");
    const { id, name } = c.get("staff");
    const answer = await currentKeyed(c, id, (context, request) =>
      redeem(context, memberId, wanted, request, {
        actor: name,
        alongside: (redemption) => [noteAction(context, id, "redemption", redemption, memberId)],
      }),
    );
    return c.json(answer.body as Redeemed, 201);
  })
  .openapi(undo, async (c) => {
    const { code: wanted } = c.req.valid("json");
    const staff = c.get("staff");
    const answer = await currentKeyed(c, staff.id, (context, request) =>
      undoTillRedemption(context, staff, wanted, request),
    );
    return c.json(answer.body as Released, 200);
  })
  .openapi(use, async (c) => {
    const { code: wanted, receipt } = c.req.valid("json");
    const { id } = c.get("staff");
    const answer = await currentKeyed(c, id, (context, request) =>
      useVoucher(context, wanted, { orderId: orderIdOf(receipt) }, request, (voucher) => [
        noteAction(context, id, "voucher_use", voucher.code, voucher.memberId),
      ]),
    );
    return c.json(answer.body as VoucherAnswer, 200);
  });
