import { sql } from "drizzle-orm";
import type { Database, Statement } from "../../database/client.ts";
import { sha256 } from "../../database/hash.ts";
import { newId } from "../../database/id.ts";
import type { ConnectionRow, Delivery } from "../platform.ts";

/** The largest body that is kept, bytes: D1 takes rows of 2,000,000. */
export const MOST_BODY = 1_900_000;

/** A delivery, and what it is told apart by. */
export interface HashedDelivery extends Delivery {
  /** SHA-256 of topic and body. */
  hash: string;
}

/** The delivery with its hash. */
export async function hashed({ topic, body }: Delivery): Promise<HashedDelivery> {
  return { topic, body, hash: await sha256(`${topic}\n${body}`) };
}

/**
 * The statement that writes a delivery down, to be worked from `now` on (the real time, milliseconds). The same topic
 * with the same body is the same delivery, and is not written again: then the statement gives no row.
 */
export function writeDown(
  database: Database,
  { storeId, id: connectionId }: Pick<ConnectionRow, "storeId" | "id">,
  { topic, body, hash }: HashedDelivery,
  now: number,
): Statement {
  const { length } = new TextEncoder().encode(body);
  return database.all<{ id: string }>(sql`INSERT INTO inbox
      (store_id, id, connection_id, topic, hash, body, bytes, received_at, status, next_at)
    SELECT ${storeId}, ${newId("inb", now)}, ${connectionId}, ${topic}, ${hash}, ${body}, ${length}, ${now}, 'waiting', ${now}
    WHERE NOT EXISTS (SELECT 1 FROM inbox
      WHERE store_id = ${storeId} AND connection_id = ${connectionId} AND hash = ${hash})
    RETURNING id`);
}
