import type { D1Database } from "@cloudflare/workers-types";
import type { Order } from "./order.ts";
import type { OrderAnswer } from "../regulars/answers.ts";

/** An order with what the shop keeps beside it. */
export interface StoredOrder {
  /** "JN-10001" */
  id: string;
  number: number;
  accessKey: string;
  order: Order;
  /** Milliseconds: what changed last, and the change that Regulars last took. */
  updatedAt: number;
  reportedAt: number;
  answer: OrderAnswer | null;
}

interface Row {
  number: number;
  access_key: string;
  document: string;
  updated_at: number;
  reported_at: number;
  answer: string | null;
}

const columns = "number, access_key, document, updated_at, reported_at, answer";

function fromRow(row: Row): StoredOrder {
  return {
    id: `JN-${row.number}`,
    number: row.number,
    accessKey: row.access_key,
    order: JSON.parse(row.document) as Order,
    updatedAt: row.updated_at,
    reportedAt: row.reported_at,
    answer: row.answer === null ? null : (JSON.parse(row.answer) as OrderAnswer),
  };
}

/** Keeps a new order, and gives it its number. The same `accessKey` again gives back the order that it made. */
export async function storeOrder(shop: D1Database, order: Order, accessKey: string): Promise<StoredOrder> {
  const [, kept] = await shop.batch<Row>([
    shop
      .prepare(
        `INSERT INTO purchase (access_key, customer_id, document, placed_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (access_key) DO NOTHING`,
      )
      .bind(
        accessKey,
        order.customer.id ?? null,
        JSON.stringify(order),
        Date.parse(order.placedAt),
        Date.parse(order.updatedAt),
      ),
    selectByKey(shop, accessKey),
  ]);
  const row = kept?.results[0];
  if (!row) throw new Error("The order was not stored.");
  return fromRow(row);
}

/** The order that a checkout form made, or null when it was not sent before. */
export async function findOrderByKey(shop: D1Database, accessKey: string): Promise<StoredOrder | null> {
  const row = await selectByKey(shop, accessKey).first<Row>();
  return row && fromRow(row);
}

function selectByKey(shop: D1Database, accessKey: string) {
  return shop.prepare(`SELECT ${columns} FROM purchase WHERE access_key = ?1`).bind(accessKey);
}

/** Keeps an order's new state. False when someone else changed it first: read it again. */
export async function updateOrder(shop: D1Database, stored: StoredOrder, order: Order): Promise<boolean> {
  const result = await shop
    .prepare("UPDATE purchase SET document = ?1, updated_at = ?2 WHERE number = ?3 AND updated_at = ?4")
    .bind(JSON.stringify(order), Date.parse(order.updatedAt), stored.number, stored.updatedAt)
    .run();
  return result.meta.changes === 1;
}

/** The order of that id ("JN-10001"), or null. */
export async function findOrder(shop: D1Database, id: string): Promise<StoredOrder | null> {
  const number = /^JN-(\d{1,12})$/.exec(id)?.[1];
  if (number === undefined) return null;
  const row = await shop
    .prepare(`SELECT ${columns} FROM purchase WHERE number = ?1`)
    .bind(Number(number))
    .first<Row>();
  return row && fromRow(row);
}

/** A customer's latest orders, newest first. */
export async function ordersOf(shop: D1Database, customerId: string): Promise<StoredOrder[]> {
  const { results } = await shop
    .prepare(`SELECT ${columns} FROM purchase WHERE customer_id = ?1 ORDER BY number DESC LIMIT 30`)
    .bind(customerId)
    .all<Row>();
  return results.map(fromRow);
}

/** Orders whose latest state Regulars hasn't taken, longest waiting first. */
export async function unreportedOrders(shop: D1Database): Promise<StoredOrder[]> {
  const { results } = await shop
    .prepare(`SELECT ${columns} FROM purchase WHERE reported_at < updated_at ORDER BY updated_at LIMIT 20`)
    .all<Row>();
  return results.map(fromRow);
}

/** Notes that Regulars took the order as it was at `stored.updatedAt`. A change made since is still to be told. */
export async function markReported(
  shop: D1Database,
  stored: StoredOrder,
  answer: OrderAnswer,
): Promise<void> {
  await shop
    .prepare("UPDATE purchase SET reported_at = ?1, answer = ?2 WHERE number = ?3 AND reported_at < ?1")
    .bind(stored.updatedAt, JSON.stringify(answer), stored.number)
    .run();
}
