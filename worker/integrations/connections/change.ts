import { and, eq } from "drizzle-orm";
import { connections } from "../../database/schema.ts";
import { Problem } from "../../http/problem.ts";
import { guardConfiguration } from "../../stores/configuration.ts";
import { changedConfiguration } from "../../stores/keys.ts";
import { seal } from "../../stores/seal.ts";
import { verifyCurrent, writeCurrent, type StoreContext } from "../../stores/store-context.ts";
import type { ApiCredentials, ConnectionRow } from "../platform.ts";
import { findConnection } from "./find.ts";
import type { ConnectionChange } from "./fields.ts";
import { credentialsOf, sealCredentials, webhookSecretsOf } from "./secrets.ts";

/** Secrets that a delivery may be signed with: the one in use, and the one that is being replaced. */
const LIVE_SECRETS = 2;

/**
 * Changes what a connection is signed and called with, and gives it back as it is then. The same change again changes
 * nothing, so it needs no key. Throws the problems `connection_not_found` and `invalid_request`.
 */
export async function changeConnection(
  context: StoreContext,
  id: string,
  change: ConnectionChange,
): Promise<ConnectionRow> {
  const { environment, database, storeId, configuration } = context;
  const before = findConnection(context, id);
  const columns = await columnsOf(context, before, change);
  const after = { ...before, ...columns };
  if (after.publishesVouchers && after.apiCredentials === null)
    throw invalid("/publishesVouchers", "Give the credentials with which codes are made over there.");
  if (Object.keys(columns).length === 0) {
    await verifyCurrent(context);
    return before;
  }
  // What it was is part of the configuration: another change meanwhile refuses this one, and it is decided anew.
  await writeCurrent(context, [
    guardConfiguration(database, configuration),
    database
      .update(connections)
      .set(columns)
      .where(and(eq(connections.storeId, storeId), eq(connections.id, id))),
    changedConfiguration(environment, storeId),
  ]);
  return after;
}

async function columnsOf(
  { environment }: StoreContext,
  before: ConnectionRow,
  { webhookSecret, credentials, publishesVouchers }: ConnectionChange,
): Promise<Partial<ConnectionRow>> {
  const columns: Partial<ConnectionRow> = {};
  if (webhookSecret !== undefined) {
    const [newest] = await webhookSecretsOf(environment, before);
    if (newest !== webhookSecret)
      columns.webhookSecrets = [await seal(environment, webhookSecret), ...before.webhookSecrets].slice(
        0,
        LIVE_SECRETS,
      );
  }
  if (credentials === null && before.apiCredentials !== null) columns.apiCredentials = null;
  if (credentials) {
    const given = ofPlatform(before, credentials);
    if (JSON.stringify(given) !== JSON.stringify(await credentialsOf(environment, before)))
      columns.apiCredentials = await sealCredentials(environment, given);
  }
  if (publishesVouchers !== undefined && publishesVouchers !== before.publishesVouchers)
    columns.publishesVouchers = publishesVouchers;
  return columns;
}

function ofPlatform(
  { platform }: ConnectionRow,
  credentials: NonNullable<ConnectionChange["credentials"]>,
): ApiCredentials {
  if (platform === "shopify" && "accessToken" in credentials) return { platform, ...credentials };
  if (platform === "woocommerce" && "consumerKey" in credentials) return { platform, ...credentials };
  throw invalid("/credentials", "These are another platform's.");
}

function invalid(pointer: string, detail: string): Problem {
  return new Problem("invalid_request", `${pointer}: ${detail}`, [{ pointer, detail }]);
}
