/**
 * A store's configuration, kept in the memory of the isolate. It is never trusted for being recent:
 * every batch that uses it also asks for the store's configuration version, a read is thrown away and
 * a write refused when that has moved on. So a warm request costs one round trip and is never stale.
 */
import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import { batch, databaseOf, type Database, type Statement } from "../database/client.ts";
import { connections, programs, storeKeys, stores, webhookEndpoints } from "../database/schema.ts";
import type { Environment } from "../environment.ts";
import { guard } from "../database/guard.ts";
import { programFrom, type Program } from "../program/document.ts";
import { expiry } from "../program/document/expiry.ts";
import { idleRules, type IdleRules } from "../program/idle-rules.ts";
import { lookupOf, type KeyKind } from "./keys.ts";
import { selectSharedRules, sharedRules, type SharedRules } from "./shared-rules.ts";
import { selectTierRules, storeTiers, type StoreTiers } from "./tier-rules.ts";

export interface Configuration {
  store: typeof stores.$inferSelect;
  /** The live program and its version; null before the first is published. */
  program: { version: number; document: Program } | null;
  tiers: StoreTiers;
  idle: IdleRules | null;
  shared: SharedRules;
  publishableKey: string;
  signingKeys: { kid: string; sealed: string }[];
  /** The platforms that the store is connected to now, the first one first; their secrets stay sealed. */
  connections: (typeof connections.$inferSelect)[];
  /** The ids of the endpoints that the store's events go to; one of them may be off. */
  webhookEndpoints: string[];
  /** When it was read, milliseconds of the isolate's own clock. */
  readAt: number;
}

/** Thrown when what is in memory is older than the store's configuration: read it again and try again. */
export class ConfigurationChanged extends Error {}

/** The code with which the database refuses a write that was decided under an older configuration. */
export const CONFIGURATION_CHANGED = "configuration_changed";

const MOST_KEPT = 1000;
/** By a key's lookup, or by the store's own id or its handle for what nobody asked with a key. */
const byKey = new Map<string, { kind: KeyKind | "store"; configuration: Configuration }>();

/** The configuration of the store whose live key this is, from memory or else from the database; null if none. */
export async function configurationOf(
  environment: Environment,
  key: string,
  kind: KeyKind,
): Promise<Configuration | null> {
  const lookup = await lookupOf(key);
  const known = byKey.get(lookup);
  if (known) return known.kind === kind ? known.configuration : null;
  const database = databaseOf(environment);
  const storeId = database
    .select({ id: storeKeys.storeId })
    .from(storeKeys)
    .where(and(eq(storeKeys.lookup, lookup), eq(storeKeys.kind, kind), isNull(storeKeys.revokedAt)));
  return keep(lookup, kind, await readConfiguration(database, sql`(${storeId})`));
}

/** The configuration of a store whose work is done without a request of its own; null where there is no such store. */
export async function configurationOfStore(
  environment: Environment,
  storeId: string,
): Promise<Configuration | null> {
  const known = byKey.get(storeId);
  if (known) return known.configuration;
  return keep(storeId, "store", await readConfiguration(databaseOf(environment, storeId), sql`${storeId}`));
}

/**
 * The configuration of the store with that handle, for what is answered without a round trip that would verify it: read
 * again where memory's is older than `age` milliseconds; null where there is no such store.
 */
export async function configurationOfHandle(
  environment: Environment,
  handle: string,
  age: number,
): Promise<Configuration | null> {
  const name = `handle ${handle}`;
  const known = byKey.get(name);
  if (known && Date.now() - known.configuration.readAt < age) return known.configuration;
  byKey.delete(name);
  const storeId = sql`(SELECT id FROM stores WHERE handle = ${handle})`;
  return keep(name, "store", await readConfiguration(databaseOf(environment), storeId));
}

function keep(
  name: string,
  kind: KeyKind | "store",
  configuration: Configuration | null,
): Configuration | null {
  if (!configuration) return null;
  const oldest = byKey.keys().next();
  if (byKey.size >= MOST_KEPT && !oldest.done) byKey.delete(oldest.value);
  byKey.set(name, { kind, configuration });
  return configuration;
}

/**
 * The configuration, read again where memory's is older than `age` milliseconds: for what is answered
 * without a round trip that would verify it.
 */
export async function configurationWithin(
  environment: Environment,
  key: string,
  kind: KeyKind,
  age: number,
): Promise<Configuration | null> {
  const known = await configurationOf(environment, key, kind);
  if (!known || Date.now() - known.readAt < age) return known;
  forgetConfiguration(known.store.id);
  return configurationOf(environment, key, kind);
}

/** Forgets what is in memory of a store. */
export function forgetConfiguration(storeId: string): void {
  for (const [lookup, { configuration }] of byKey)
    if (configuration.store.id === storeId) byKey.delete(lookup);
}

/** The first statement of a write: refuses it unless the configuration is the store's latest. */
export function guardConfiguration(database: Database, configuration: Configuration): Statement {
  const { id, configurationVersion } = configuration.store;
  return guard(
    database,
    sql`SELECT configuration_version = ${configurationVersion} FROM stores WHERE id = ${id}`,
    CONFIGURATION_CHANGED,
  );
}

/** The query whose answer `requireCurrent` takes: to be read in the same batch as what depends on it. */
export function selectConfigurationVersion(database: Database, configuration: Configuration) {
  return database
    .select({ version: stores.configurationVersion })
    .from(stores)
    .where(eq(stores.id, configuration.store.id));
}

/** Throws ConfigurationChanged unless the version read is the one in memory. */
export function requireCurrent(configuration: Configuration, rows: { version: number }[]): void {
  if (rows[0]?.version !== configuration.store.configurationVersion) throw new ConfigurationChanged();
}

/** `storeId` is a SQL expression. */
async function readConfiguration(database: Database, storeId: SQL): Promise<Configuration | null> {
  const [storeRows, keyRows, programRows, tierRows, idleRows, sharedRows, connectionRows, endpointRows] =
    await batch(database, [
      database.select().from(stores).where(eq(stores.id, storeId)),
      database
        .select()
        .from(storeKeys)
        .where(and(eq(storeKeys.storeId, storeId), isNull(storeKeys.revokedAt))),
      database
        .select()
        .from(programs)
        .where(eq(programs.storeId, storeId))
        .orderBy(sql`version DESC`)
        .limit(1),
      selectTierRules(database, storeId),
      database.all<{ expiry: string }>(sql`SELECT document -> '$.expiry' AS expiry FROM programs
      WHERE store_id = ${storeId} AND document ->> '$.expiry.type' = 'inactivity'
      GROUP BY expiry ORDER BY max(version) DESC`),
      selectSharedRules(database, storeId),
      database
        .select()
        .from(connections)
        .where(and(eq(connections.storeId, storeId), isNull(connections.closedAt)))
        .orderBy(connections.id),
      database
        .select({ id: webhookEndpoints.id })
        .from(webhookEndpoints)
        .where(and(eq(webhookEndpoints.storeId, storeId), sql`disabled_because IS NOT 'deleted'`)),
    ]);
  const store = storeRows[0];
  const publishable = keyRows.find((each) => each.kind === "publishable");
  if (!store || !publishable) return null;
  const live = programRows[0];
  return {
    store,
    program: live ? { version: live.version, document: programFrom(live.document) } : null,
    tiers: storeTiers(tierRows),
    idle: idleRules(idleRows.map((row) => expiry.parse(JSON.parse(row.expiry)))),
    shared: sharedRules(sharedRows),
    publishableKey: publishable.lookup,
    readAt: Date.now(),
    connections: connectionRows,
    webhookEndpoints: endpointRows.map(({ id }) => id),
    signingKeys: keyRows.flatMap((each) => (each.sealed ? [{ kid: each.lookup, sealed: each.sealed }] : [])),
  };
}
