/** What is to be sent now: new events become deliveries, and those that are due are taken by who will send them. */
import { sql } from "drizzle-orm";
import { batch, type Database, type Statement } from "../database/client.ts";

export interface EndpointKey {
  storeId: string;
  id: string;
}

export interface DeliveryKey {
  storeId: string;
  endpointId: string;
  number: number;
}

/** How long a delivery is its taker's, milliseconds: longer than a run takes (`deliver.ts`). Then another may send it. */
const CLAIMED = 60_000;

/** Events of the log that one call looks at for an endpoint, and deliveries that it takes beside them. */
const EVENTS_A_CALL = 50;
const DUE_A_CALL = 50;

export interface Claimed {
  deliveries: DeliveryKey[];
  /** Whether events were looked at: there may be more of them. */
  hasMoved: boolean;
}

/**
 * Takes what is to be sent to the endpoints at `now` (milliseconds): a delivery for each event that was not looked at
 * yet and is of their types, and the deliveries whose time has come. It is one transaction that reads where each
 * endpoint stands and moves it on, so that of two calls at once each takes something else. What was taken and not
 * recorded, because its taker died, is due again a minute later.
 */
export async function claimDeliveries(
  database: Database,
  endpoints: EndpointKey[],
  now: number,
): Promise<Claimed> {
  const until = now + CLAIMED;
  const list = sql`json_each(${JSON.stringify(endpoints)}) AS wanted`;
  const theirs = sql`webhook_endpoints.store_id = wanted.value ->> 'storeId'
    AND webhook_endpoints.id = wanted.value ->> 'id' AND webhook_endpoints.disabled_at IS NULL`;
  const last = sql`(SELECT max(number) FROM events WHERE store_id = webhook_endpoints.store_id)`;
  const taken = sql`RETURNING store_id AS storeId, endpoint_id AS endpointId, number`;
  const due = endpoints.map(({ storeId, id }): Statement => {
    const ofEndpoint = sql`store_id = ${storeId} AND endpoint_id = ${id}`;
    return database.all<DeliveryKey>(sql`UPDATE webhook_deliveries SET next_at = ${until}
      WHERE ${ofEndpoint} AND number IN (SELECT number FROM webhook_deliveries INDEXED BY webhook_deliveries_due
          WHERE ${ofEndpoint} AND next_at <= ${now} ORDER BY next_at LIMIT ${DUE_A_CALL})
        AND EXISTS (SELECT 1 FROM webhook_endpoints WHERE store_id = ${storeId} AND id = ${id} AND disabled_at IS NULL)
      ${taken}`);
  });
  const results: unknown[] = await batch(database, [
    // An event that was delivered before is there again where the store asked for it.
    database.all<DeliveryKey>(sql`INSERT INTO webhook_deliveries (store_id, endpoint_id, number, status, next_at)
      SELECT webhook_endpoints.store_id, webhook_endpoints.id, events.number, 'pending', ${until}
      FROM ${list} CROSS JOIN webhook_endpoints ON ${theirs}
      CROSS JOIN events ON events.store_id = webhook_endpoints.store_id AND events.number > position
        AND events.number <= position + ${EVENTS_A_CALL}
      WHERE types IS NULL OR events.type IN (SELECT value FROM json_each(types))
      ON CONFLICT (store_id, endpoint_id, number) DO UPDATE SET
        status = 'pending', next_at = excluded.next_at, attempts = 0 ${taken}`),
    database.all(sql`UPDATE webhook_endpoints SET position = min(position + ${EVENTS_A_CALL}, ${last})
      FROM ${list} WHERE ${theirs} AND position < ${last} RETURNING id`),
    ...due,
  ]);
  const [fresh, moved, ...again] = results as [DeliveryKey[], unknown[], ...DeliveryKey[][]];
  return { deliveries: [fresh, ...again].flat(), hasMoved: moved.length > 0 };
}

/**
 * At most `limit` endpoints that have something to be sent at `now` (milliseconds), whichever store's; those that have
 * not been failing come first, else chance decides.
 */
export async function endpointsWithWork(
  database: Database,
  now: number,
  limit: number,
): Promise<EndpointKey[]> {
  return database.all<EndpointKey>(sql`SELECT store_id AS storeId, id FROM webhook_endpoints AS endpoint
    WHERE disabled_at IS NULL AND (
      position < (SELECT max(number) FROM events WHERE store_id = endpoint.store_id)
      OR EXISTS (SELECT 1 FROM webhook_deliveries INDEXED BY webhook_deliveries_due
        WHERE store_id = endpoint.store_id AND endpoint_id = endpoint.id AND next_at <= ${now}))
    ORDER BY failing_since IS NOT NULL, random() LIMIT ${limit}`);
}
