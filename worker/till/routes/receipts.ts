import { createRoute, z } from "@hono/zod-openapi";
import type { ProblemCode } from "../../http/catalogue.ts";
import { router } from "../../http/app-types.ts";
import { currentKeyed } from "../../http/current.ts";
import { keyedBody } from "../../http/idempotency.ts";
import { keyQuery } from "../../storefront/key-query.ts";
import { KEYED_PROBLEMS, problems, SESSION_PROBLEMS } from "../../http/problem.ts";
import { addReceipt } from "../add-receipt.ts";
import { newReceipt, newRefund, receiptNumber, receiptSchema, type ReceiptAnswer } from "../receipt.ts";
import { refundReceipt } from "../refund-receipt.ts";
import { requireStaff } from "../session.ts";
import { undoReceipt } from "../undo-receipt.ts";

const tags = ["Till"];

function answers(...codes: ProblemCode[]) {
  return {
    200: { description: "The receipt.", content: { "application/json": { schema: receiptSchema } } },
    ...problems(...SESSION_PROBLEMS, ...KEYED_PROBLEMS, ...codes),
  };
}

const add = createRoute({
  method: "post",
  path: "/till/receipts",
  summary: "Give a member the points of a receipt",
  description:
    "The receipt becomes the order `till:` and its number. The same receipt again, from whichever till, changes nothing; with another " +
    "amount or for another member it is refused.",
  tags,
  request: { query: keyQuery, ...keyedBody(newReceipt) },
  responses: answers("member_not_found", "receipt_taken", "points_out_of_range", "try_again"),
});

const refund = createRoute({
  method: "post",
  path: "/till/receipts/refund",
  summary: "Give back a part of a receipt, or all of it",
  tags,
  request: { query: keyQuery, ...keyedBody(newRefund) },
  responses: answers("receipt_not_found"),
});

const undo = createRoute({
  method: "post",
  path: "/till/receipts/undo",
  summary: "Take back a receipt that was added by mistake",
  description: "For who added it, for ten minutes. It can be added rightly after that.",
  tags,
  request: { query: keyQuery, ...keyedBody(z.strictObject({ receipt: receiptNumber })) },
  responses: answers("receipt_not_found", "too_late_to_undo"),
});

const till = router();
for (const path of ["receipts", "receipts/*"]) till.use(`/till/${path}`, requireStaff);

/** The till's routes about receipts. */
export const tillReceiptRoutes = till
  .openapi(add, async (c) => {
    const receipt = c.req.valid("json");
    const staff = c.get("staff");
    const answer = await currentKeyed(c, staff.id, (context, request) =>
      addReceipt(context, staff, receipt, request),
    );
    return c.json(answer.body as ReceiptAnswer, 200);
  })
  .openapi(refund, async (c) => {
    const wanted = c.req.valid("json");
    const staff = c.get("staff");
    const answer = await currentKeyed(c, staff.id, (context, request) =>
      refundReceipt(context, staff, wanted, request),
    );
    return c.json(answer.body as ReceiptAnswer, 200);
  })
  .openapi(undo, async (c) => {
    const { receipt } = c.req.valid("json");
    const staff = c.get("staff");
    const answer = await currentKeyed(c, staff.id, (context, request) =>
      undoReceipt(context, staff, receipt, request),
    );
    return c.json(answer.body as ReceiptAnswer, 200);
  });
