/** A WooCommerce delivery in our words: by topic, then by what it holds. */
import { z } from "zod";
import { firstName } from "../../program/first-name.ts";
import { NotUnderstood, type Delivery, type ToldCustomer, type Told } from "../platform.ts";
import { wooCustomer, wooDeleted, wooOrder } from "./payload.ts";
import { translateOrder } from "./translate-order.ts";

/** Pure. What the delivery says; throws NotUnderstood, in a sentence without personal data. */
export function translate({ topic, body }: Delivery): Told {
  const [resource] = topic.split(".");
  if (resource === "coupon" || resource === "product")
    return { kind: "nothing", detail: `Nothing follows from ${topic}.` };
  switch (topic) {
    case "order.created":
    case "order.updated":
    case "order.restored":
      return translateOrder(read(wooOrder, body, "order"));
    case "order.deleted":
      // In the bin, or gone for good: the delivery doesn't say which, nor how the order stood.
      return { kind: "order_changed", orderId: read(wooDeleted, body, "order").id };
    case "customer.created":
    case "customer.updated":
      return { kind: "customer", customer: customerOf(read(wooCustomer, body, "customer")) };
    case "customer.deleted":
      return { kind: "customer_deleted", customerId: read(wooDeleted, body, "customer").id };
    default:
      throw new NotUnderstood(
        `Regulars knows no topic ${JSON.stringify(topic.slice(0, 80))}. It takes orders and customers.`,
      );
  }
}

function customerOf({
  id,
  email,
  first_name,
  billing,
  date_modified_gmt: updatedAt,
}: z.infer<typeof wooCustomer>): ToldCustomer {
  return {
    id,
    email: z.email().max(254).safeParse(email?.trim()).data ?? null,
    firstName: firstName.safeParse(first_name).data ?? firstName.safeParse(billing?.first_name).data ?? null,
    phone: billing?.phone?.trim() || null,
    ...(updatedAt !== null && { updatedAt }),
  };
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  body: string,
  what: "order" | "customer",
): z.output<Schema> {
  const value = jsonOf(body);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new NotUnderstood(whyNot(value, parsed.error, what));
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new NotUnderstood("The body is not JSON.");
  }
}

const errorBody = z.object({ code: z.string(), message: z.string(), data: z.object({ status: z.number() }) });

function whyNot(value: unknown, error: z.ZodError, what: "order" | "customer"): string {
  // WooCommerce builds the body as the webhook's owner would read it, and sends the refusal where they may not.
  if (errorBody.safeParse(value).success)
    return `WooCommerce sent an error instead of the ${what}: the user who made the webhook may not read it. Save the webhook again as a shop manager.`;
  if (z.object({ [what]: z.looseObject({}) }).safeParse(value).success)
    return "The webhook is of the legacy API. Set its API version to WP REST API Integration v3.";
  const [issue] = error.issues;
  const path = issue?.path.join(".") ?? "";
  const why = (issue?.message ?? "it is wrong").replace(/\.$/, "");
  return `The ${what} is not as WooCommerce documents it${path === "" ? "" : `, at ${path}`}: ${why}.`;
}
