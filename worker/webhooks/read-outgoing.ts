import { sql } from "drizzle-orm";
import type { Database } from "../database/client.ts";
import type { WebhookSecret, webhookEndpoints } from "../database/schema.ts";
import { eventAnswer, type EventAnswer } from "../events/answers.ts";
import type { MailPerson } from "../events/mail-tools/index.ts";
import type { DeliveryKey } from "./claim.ts";
import type { ToolSettings } from "./tools.ts";

/** A delivery with all that is needed to send it. */
export interface Outgoing extends DeliveryKey {
  url: string;
  format: (typeof webhookEndpoints.$inferSelect)["format"];
  secrets: WebhookSecret[];
  settings: ToolSettings;
  /** A mail tool's, sealed. */
  apiKey: string | null;
  /** Whom the event is about as they are now, for a mail tool; null for nobody, and for who was erased. */
  person: MailPerson | null;
  /** Attempts that failed. */
  attempts: number;
  event: EventAnswer;
}

interface Row extends DeliveryKey {
  url: string;
  format: Outgoing["format"];
  secrets: string;
  settings: string;
  apiKey: string | null;
  person: string | null;
  attempts: number;
  type: string;
  memberId: string | null;
  customerId: string | null;
  data: string;
  createdAt: number;
}

/**
 * The deliveries with their events, in turns: the first of each endpoint, then the second of each, so that nobody waits
 * for all of another's.
 */
export async function readOutgoing(database: Database, keys: DeliveryKey[]): Promise<Outgoing[]> {
  const rows =
    await database.all<Row>(sql`SELECT delivery.store_id AS storeId, delivery.endpoint_id AS endpointId,
      delivery.number AS number, endpoint.url AS url, endpoint.format AS format, endpoint.secrets AS secrets,
      endpoint.settings AS settings, endpoint.api_key AS apiKey, iif(endpoint.api_key IS NULL OR person.id IS NULL, NULL,
        json_object('memberId', person.id, 'customerId', person.customer_id, 'email', person.email,
          'firstName', person.first_name, 'points', balances.total, 'debt', balances.debt)) AS person,
      delivery.attempts AS attempts, event.type AS type, event.member_id AS memberId, event.data AS data,
      event.created_at AS createdAt, member.customer_id AS customerId
    FROM json_each(${JSON.stringify(keys)}) AS wanted
    CROSS JOIN webhook_deliveries AS delivery ON delivery.store_id = wanted.value ->> 'storeId'
      AND delivery.endpoint_id = wanted.value ->> 'endpointId' AND delivery.number = wanted.value ->> 'number'
    CROSS JOIN webhook_endpoints AS endpoint
      ON endpoint.store_id = delivery.store_id AND endpoint.id = delivery.endpoint_id
    CROSS JOIN events AS event ON event.store_id = delivery.store_id AND event.number = delivery.number
    LEFT JOIN members AS member ON member.store_id = event.store_id AND member.id = event.member_id
    LEFT JOIN members AS person ON person.store_id = event.store_id
      AND person.id = coalesce(member.merged_into, member.id) AND person.erased_at IS NULL
    LEFT JOIN balances ON balances.store_id = person.store_id AND balances.member_id = person.id
    ORDER BY row_number() OVER (PARTITION BY delivery.store_id, delivery.endpoint_id ORDER BY delivery.number),
      endpoint.failing_since IS NOT NULL`);
  return rows.map(({ type, memberId, customerId, data, createdAt, secrets, settings, person, ...row }) => ({
    ...row,
    settings: JSON.parse(settings) as ToolSettings,
    person: person === null ? null : (JSON.parse(person) as MailPerson),
    secrets: JSON.parse(secrets) as WebhookSecret[],
    event: eventAnswer({
      storeId: row.storeId,
      number: row.number,
      type,
      memberId,
      customerId,
      data: JSON.parse(data) as Record<string, unknown>,
      createdAt,
    }),
  }));
}
