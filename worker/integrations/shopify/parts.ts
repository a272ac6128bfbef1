/** The parts that Shopify's payloads are made of, read by schemas. */
import { z } from "zod";
import { NotUnderstood } from "../platform.ts";

/** The payload by the schema; throws NotUnderstood, which names the field and nothing that stands in it. */
export function read<Schema extends z.ZodType>(schema: Schema, payload: unknown): z.output<Schema> {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join(".") ?? "";
  throw new NotUnderstood(
    field === ""
      ? "The body is not as Shopify documents it."
      : `The field ${field} is missing or not as Shopify documents it.`,
  );
}

/**
 * An id as text: a number, or the number at the end of a `gid://shopify/Order/…`. So an order, a line or a customer has
 * the same id in webhooks, in refunds and in GraphQL.
 */
export const shopifyId = z
  .union([z.int().min(1).transform(String), z.string()])
  .transform((id) => /^(?:gid:\/\/shopify\/\w+\/)?(\d{1,32})(?:\?.*)?$/.exec(id)?.[1] ?? "")
  .refine((id) => id !== "");

/** The ids of a webhook's resource. */
export const ids = { id: shopifyId.optional(), admin_graphql_api_id: shopifyId.nullish() };

/** A resource's id: the one of GraphQL before the number, which JSON rounds past 2^53. Throws NotUnderstood without. */
export function idOf({ id, admin_graphql_api_id }: z.output<z.ZodObject<typeof ids>>): string {
  const known = admin_graphql_api_id ?? id;
  if (known === undefined) throw new NotUnderstood("A part of the body has no id.");
  return known;
}

/** An amount as decimal text; some fields hold it as a number. */
export const decimal = z
  .union([z.string(), z.number().transform(String)])
  .refine((text) => /^-?\d{1,15}(\.\d{1,15})?$/.test(text));

/** An amount in the shop's currency, as text. A payload has it beside the amount in the currency that the shopper saw. */
export const shopMoney = z
  .object({ shop_money: z.object({ amount: decimal }) })
  .transform(({ shop_money: { amount } }) => amount);

/** The same of GraphQL. */
export const graphqlMoney = z
  .object({ shopMoney: z.object({ amount: decimal }) })
  .transform(({ shopMoney: { amount } }) => amount);

/** Text that may be missing or empty: null for both. */
export const textOrNull = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === null || text.trim() === "" ? null : text));

/** A time, in UTC: webhooks tell it with the shop's offset and GraphQL without, and a state has to be the same in both. */
export const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
