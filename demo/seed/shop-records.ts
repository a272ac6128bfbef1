import type { D1Database } from "@cloudflare/workers-types";
import type { Order } from "../shop/order.ts";
import type { Account } from "./history.ts";

const slice = 200; // rows a statement: well under the size that one parameter may have

/** Writes a history's accounts and orders into the shop's own records, as already told to Regulars. */
export async function stockShop(
  shop: D1Database,
  accounts: readonly (Account & { createdAt: number })[],
  orders: ReadonlyMap<number, { order: Order; answer: unknown }>,
): Promise<void> {
  for (const rows of slices(accounts))
    await shop
      .prepare(
        `INSERT INTO customer (id, email, first_name, created_at, reported_at)
         SELECT value ->> 'id', value ->> 'email', value ->> 'firstName', value ->> 'createdAt', value ->> 'createdAt'
         FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`,
      )
      .bind(JSON.stringify(rows))
      .run();

  const purchases = Array.from(orders, ([number, { order, answer }]) => ({
    number,
    accessKey: crypto.randomUUID(),
    customerId: order.customer.id ?? null,
    document: JSON.stringify(order),
    placedAt: Date.parse(order.placedAt),
    updatedAt: Date.parse(order.updatedAt),
    answer: JSON.stringify(answer),
  }));
  for (const rows of slices(purchases))
    await shop
      .prepare(
        `INSERT INTO purchase
           (number, access_key, customer_id, document, placed_at, updated_at, reported_at, answer)
         SELECT value ->> 'number', value ->> 'accessKey', value ->> 'customerId', value ->> 'document',
           value ->> 'placedAt', value ->> 'updatedAt', value ->> 'updatedAt', value ->> 'answer'
         FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`,
      )
      .bind(JSON.stringify(rows))
      .run();
}

function slices<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / slice) }, (_, index) =>
    all.slice(index * slice, (index + 1) * slice),
  );
}
