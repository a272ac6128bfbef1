/** An order's state as the store tells it: amounts are integer minor units, without tax unless named so. */
import { z } from "zod";
import { MOST_MONEY } from "./document.ts";
import { firstName } from "./first-name.ts";

const money = z.int().min(0).max(MOST_MONEY);
/** What a store's clock can say in earnest; milliseconds. A time beyond would outlast every later state. */
const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2100, 0);

/** A time as ISO 8601 with an offset; in code, milliseconds since 1970 UTC. */
const time = z.iso
  .datetime({ offset: true, abort: true })
  .refine(
    (text) => Date.parse(text) >= EARLIEST && Date.parse(text) < LATEST,
    "Give a time between the years 2000 and 2100.",
  );
const id = z.string().min(1).max(255);

const shipping = z.strictObject({ amount: money, tax: money.default(0) });

const line = z
  .strictObject({
    id: id.meta({ description: "The store's id of the line; refunds name it." }),
    name: z.string().max(255).optional(),
    productId: id.optional(),
    sku: id.optional(),
    collections: z.array(id).max(100).default([]).meta({ description: "Collections the product is in." }),
    tags: z.array(id).max(100).default([]).meta({ description: "The product's tags." }),
    giftCard: z.boolean().default(false).meta({ description: "A gift card, which never earns points." }),
    quantity: z.int().min(0).max(1_000_000),
    amount: money.meta({ description: "The whole line, before discounts and without tax." }),
    discount: money.default(0).meta({ description: "Discounts on this line, without tax." }),
    tax: money.default(0),
  })
  .meta({ id: "OrderLine" });

const refund = z
  .strictObject({
    id: id.meta({ description: "The store's id of the refund." }),
    refundedAt: time,
    lines: z
      .array(z.strictObject({ lineId: id, amount: money, tax: money.default(0) }))
      .max(500)
      .default([])
      .meta({ description: "What was given back for which line, after discounts, without tax." }),
    shipping: shipping.optional(),
    amount: money.default(0).meta({ description: "Given back without naming a line, without tax." }),
  })
  .meta({ id: "Refund" });

/** The whole state of an order, without who placed it. */
export const orderState = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, "Use a three-letter ISO 4217 code, such as GBP."),
  placedAt: time,
  updatedAt: time.meta({
    description: "When this state came to be. A state older than one already told changes nothing.",
  }),
  paidAt: time.nullable().meta({ description: "Points are earned from the payment on; null while unpaid." }),
  cancelledAt: time.nullable().default(null),
  fulfilledAt: time
    .nullable()
    .default(null)
    .meta({ description: "When all of it was sent or handed over; null before." }),
  releasedAt: time
    .nullable()
    .default(null)
    .meta({ description: "When the store lets the points go, where the program waits for that." }),
  exchangeRate: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,12})?$/, "Give a decimal number as text, such as 0.8571.")
    .refine((text) => Number(text) > 0, "The rate is above zero.")
    .optional()
    .meta({
      description:
        "Units of the store's currency for one unit of the order's, at the time of the order; needed where the two differ.",
    }),
  lines: z.array(line).max(500),
  discount: money.default(0).meta({ description: "Discounts on the whole order, vouchers included." }),
  shipping: shipping.default({ amount: 0, tax: 0 }),
  refunds: z.array(refund).max(200).default([]),
  vouchers: z
    .array(z.string().min(1).max(64))
    .max(20)
    .default([])
    .meta({ description: "Voucher codes used." }),
});

const customer = z
  .strictObject({
    id: id.optional().meta({ description: "The store's id of the customer; enrols them as a member." }),
    email: z.email().max(254).optional(),
    firstName: firstName.optional(),
  })
  .nullable();

/** What `PUT /v1/orders/{id}` takes: the state, and the customer who placed the order. */
export const orderUpdate = orderState
  .extend({ customer: customer.meta({ description: "null for an order that nobody is named on." }) })
  .check((context) => {
    const lineIds = new Set<string>();
    context.value.lines.forEach((each, index) => {
      if (lineIds.has(each.id))
        context.issues.push({
          code: "custom",
          input: each.id,
          path: ["lines", index, "id"],
          message: "Two lines have the same id.",
        });
      lineIds.add(each.id);
      if (each.discount > each.amount)
        context.issues.push({
          code: "custom",
          input: each.discount,
          path: ["lines", index, "discount"],
          message: "The discount is larger than the line.",
        });
    });
    const refundIds = new Set<string>();
    context.value.refunds.forEach((each, index) => {
      if (refundIds.has(each.id))
        context.issues.push({
          code: "custom",
          input: each.id,
          path: ["refunds", index, "id"],
          message: "Two refunds have the same id.",
        });
      refundIds.add(each.id);
      each.lines.forEach((refunded, at) => {
        if (!lineIds.has(refunded.lineId))
          context.issues.push({
            code: "custom",
            input: refunded.lineId,
            path: ["refunds", index, "lines", at, "lineId"],
            message: "No line of the order has this id. Keep a returned line in `lines`, and name it here.",
          });
      });
    });
  })
  .meta({ id: "OrderUpdate" });

export type OrderState = z.infer<typeof orderState>;
export type OrderUpdate = z.infer<typeof orderUpdate>;

/**
 * The state that a stored order says. Stored states passed the schema when they were told; parsing again fills in what
 * a newer schema adds.
 */
export function orderFrom(state: string): OrderState {
  return orderState.parse(JSON.parse(state));
}
