import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../http/app-types.ts";
import { current, currentKeyed } from "../http/current.ts";
import { keyedBody } from "../http/idempotency.ts";
import { KEYED_PROBLEMS, problems, SERVER_PROBLEMS } from "../http/problem.ts";
import { publishRedeemed, withdrawAfterwards } from "../integrations/vouchers/answered.ts";
import { findMember } from "../members/find.ts";
import { memberReference, oneReference } from "../members/reference.ts";
import {
  redeemedSchema,
  releasedSchema,
  voucherAnswer,
  voucherSchema,
  type Redeemed,
  type Released,
  type VoucherAnswer,
} from "./answers.ts";
import { findVoucher } from "./find-voucher.ts";
import { redeem, REDEEM_PROBLEMS, wish } from "./redeem.ts";
import { checkoutId } from "./reservation.ts";
import { releaseVoucher } from "./release-voucher.ts";
import { useVoucher } from "./use-voucher.ts";

const voucherCode = z.object({ code: z.string().min(1).max(64).meta({ example: "JUN-7Q4KM-2XPRW" }) });

const redeemRoute = createRoute({
  method: "post",
  path: "/v1/redeem",
  summary: "Redeem a member's points for a reward",
  tags: ["Points"],
  request: {
    ...keyedBody(memberReference.extend(wish.shape).strict().check(oneReference)),
  },
  responses: {
    201: {
      description: "The redemption, its voucher, and the balance after it.",
      content: { "application/json": { schema: redeemedSchema } },
    },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, ...REDEEM_PROBLEMS, "voucher_refused"),
  },
});

const read = createRoute({
  method: "get",
  path: "/v1/vouchers/{code}",
  summary: "Read a voucher",
  tags: ["Vouchers"],
  request: { params: voucherCode },
  responses: {
    200: { description: "The voucher.", content: { "application/json": { schema: voucherSchema } } },
    ...problems(...SERVER_PROBLEMS, "voucher_not_found", "invalid_request"),
  },
});

const useRoute = createRoute({
  method: "post",
  path: "/v1/vouchers/{code}/use",
  summary: "Mark a voucher as used",
  description:
    "An order that names the voucher marks it by itself; this is for stores that don't send orders.",
  tags: ["Vouchers"],
  request: {
    params: voucherCode,
    ...keyedBody(z.strictObject({ orderId: z.string().min(1).max(255), checkoutId: checkoutId.optional() })),
  },
  responses: {
    200: { description: "The voucher.", content: { "application/json": { schema: voucherSchema } } },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "voucher_not_found", "voucher_not_usable"),
  },
});

const release = createRoute({
  method: "post",
  path: "/v1/vouchers/{code}/release",
  summary: "Release a voucher and give its points back",
  tags: ["Vouchers"],
  request: {
    params: voucherCode,
    ...keyedBody(z.strictObject({ reason: z.string().trim().min(1).max(200).optional() })),
  },
  responses: {
    200: {
      description: "The voucher, and the balance after it.",
      content: { "application/json": { schema: releasedSchema } },
    },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "voucher_not_found", "voucher_not_releasable"),
  },
});

/** The server API's routes about redemptions and vouchers. */
export const rewardRoutes = router()
  .openapi(redeemRoute, async (c) => {
    const { memberId, customerId, rewardId, points } = c.req.valid("json");
    const answer = await currentKeyed(c, "server", async (context, request) => {
      const id = memberId ?? (await findMember(context, { customerId })).id;
      return redeem(context, id, { rewardId, points }, request);
    });
    return c.json(await publishRedeemed(c, answer.body as Redeemed), 201);
  })
  .openapi(read, async (c) => {
    const { code } = c.req.valid("param");
    const answer = await current(c, async (context) =>
      voucherAnswer(await findVoucher(context, code), context.now),
    );
    return c.json(answer, 200);
  })
  .openapi(useRoute, async (c) => {
    const { code } = c.req.valid("param");
    const use = c.req.valid("json");
    const answer = await currentKeyed(c, "server", (context, request) =>
      useVoucher(context, code, use, request),
    );
    const voucher = answer.body as VoucherAnswer;
    withdrawAfterwards(c, voucher);
    return c.json(voucher, 200);
  })
  .openapi(release, async (c) => {
    const { code } = c.req.valid("param");
    const { reason } = c.req.valid("json");
    const answer = await currentKeyed(c, "server", (context, request) =>
      releaseVoucher(context, code, reason, request),
    );
    const released = answer.body as Released;
    withdrawAfterwards(c, released.voucher);
    return c.json(released, 200);
  });
