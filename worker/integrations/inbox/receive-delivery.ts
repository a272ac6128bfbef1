/** `POST /webhooks/{connection}`: a delivery is written down before it is answered, and worked after. */
import type { Context } from "hono";
import { and, eq, isNull } from "drizzle-orm";
import { bodyLimit } from "hono/body-limit";
import { databaseOf, write } from "../../database/client.ts";
import { connections } from "../../database/schema.ts";
import type { Environment } from "../../environment.ts";
import type { AppTypes } from "../../http/app-types.ts";
import { Problem } from "../../http/problem.ts";
import { webhookSecretsOf } from "../connections/secrets.ts";
import type { ConnectionRow } from "../platform.ts";
import { platformOf } from "../platforms.ts";
import { wakeInbox } from "./wake-inbox.ts";
import { hashed, MOST_BODY, writeDown } from "./write-down.ts";

/** The topic of a delivery that names none: it is kept, and nobody understands it. */
const NO_TOPIC = "none";
const LONGEST_TOPIC = 100;

/** Refuses larger bodies with the problem `body_too_large`, before they are read where their length is told. */
export const limitDelivery = bodyLimit({
  maxSize: MOST_BODY,
  onError: () => {
    throw new Problem("body_too_large", "A delivery may have at most 1,900,000 bytes.");
  },
});

/**
 * Takes a delivery in two round trips, one to find the connection and one to write. What isn't signed with one of the
 * connection's secrets is refused (`signature_invalid`), save the platform's own trial call, which changes nothing.
 * What came before is answered as it was then.
 */
export async function receiveDelivery(c: Context<AppTypes>): Promise<Response> {
  const connection = await openConnection(c.env, c.req.param("connection") ?? "");
  const platform = platformOf(connection.platform);
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  const { headers } = c.req.raw;
  if (platform.isPing(headers, bytes)) return c.json({ received: false }, 200);
  const secrets = await webhookSecretsOf(c.env, connection);
  if (secrets.length === 0 || !(await platform.isSigned(headers, bytes, secrets)))
    throw new Problem("signature_invalid");

  const delivery = await hashed({
    topic: (platform.topicOf(headers) ?? NO_TOPIC).slice(0, LONGEST_TOPIC),
    body: new TextDecoder().decode(bytes),
  });
  const now = c.get("now");
  const database = databaseOf(c.env, connection.storeId);
  await write(database, [writeDown(database, connection, delivery, now)]);
  wakeInbox(c, connection.storeId);
  return c.json({ received: true }, 200);
}

async function openConnection(environment: Environment, id: string): Promise<ConnectionRow> {
  const database = databaseOf(environment);
  const [found] = await database
    .select()
    .from(connections)
    .where(and(eq(connections.id, id), isNull(connections.closedAt)));
  if (!found) throw new Problem("connection_not_found");
  return found;
}
