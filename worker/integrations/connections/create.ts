import { newId } from "../../database/id.ts";
import { refusedAsDuplicateOf } from "../../database/refusal.ts";
import { connections } from "../../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../../http/idempotency.ts";
import { Problem } from "../../http/problem.ts";
import { changedConfiguration } from "../../stores/keys.ts";
import { seal } from "../../stores/seal.ts";
import type { StoreContext } from "../../stores/store-context.ts";
import type { ApiCredentials, ConnectionRow } from "../platform.ts";
import { connectionAnswer } from "./answers.ts";
import type { NewConnection } from "./fields.ts";
import { sealCredentials } from "./secrets.ts";

/** Connections that a store may have at once. */
const MOST_CONNECTIONS = 20;

/**
 * Connects the store to a shop: from then on its deliveries are taken. `origin` is the Worker's own, for the address
 * that they are sent to. Throws the problems `shop_connected` and `invalid_request`, for one connection too many.
 */
export async function createConnection(
  context: StoreContext,
  input: NewConnection,
  origin: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { environment, database, storeId, realNow, configuration } = context;
  const { platform, shop } = input;
  const had = configuration.connections;
  if (had.some((each) => each.platform === platform && each.shop === shop))
    throw new Problem("shop_connected");
  if (had.length >= MOST_CONNECTIONS)
    throw new Problem(
      "invalid_request",
      `A store has at most ${MOST_CONNECTIONS} connections. Close one first.`,
    );
  const credentials = apiCredentials(input);
  const row: ConnectionRow = {
    storeId,
    id: newId("con", realNow),
    platform,
    shop,
    webhookSecrets: [await seal(environment, input.webhookSecret)],
    apiCredentials: credentials && (await sealCredentials(environment, credentials)),
    publishesVouchers: input.publishesVouchers,
    createdAt: realNow,
    closedAt: null,
  };
  try {
    return await keyedWrite(
      context,
      request,
      [database.insert(connections).values(row), changedConfiguration(environment, storeId)],
      { status: 201, body: await connectionAnswer(environment, origin, row) },
    );
  } catch (error) {
    if (refusedAsDuplicateOf(error, "connections")) throw new Problem("shop_connected");
    throw error;
  }
}

function apiCredentials(input: NewConnection): ApiCredentials | null {
  if (input.platform === "shopify")
    return input.credentials ? { platform: input.platform, ...input.credentials } : null;
  return input.credentials ? { platform: input.platform, ...input.credentials } : null;
}
