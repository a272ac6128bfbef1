/** A store's keys: how they are made, stored and taken back. */
import { sql } from "drizzle-orm";
import { databaseOf, write, type Statement } from "../database/client.ts";
import { randomText } from "../database/id.ts";
import { storeKeys } from "../database/schema.ts";
import type { Environment } from "../environment.ts";
import { sha256 } from "../database/hash.ts";
import { seal } from "./seal.ts";

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

export type KeyKind = "publishable" | "secret" | "signing";

/** A key just made. `secret` is to be shown this once. */
export interface NewKey {
  kind: KeyKind;
  /** pk_… or sk_…; for a signing key its kid. */
  key: string;
  /** The signing secret, 43 characters; null for other kinds. */
  secret: string | null;
}

/** How many signing keys a store may have live at once: the one in use and the one being replaced. */
const LIVE_SIGNING_KEYS = 2;

/** A new key of the kind: 32 characters (190 bits) behind its prefix. */
export function newKey(kind: KeyKind): NewKey {
  if (kind === "signing")
    return { kind, key: `kid_${randomText(12, ALPHABET)}`, secret: randomText(43, ALPHABET) };
  return { kind, key: `${kind === "secret" ? "sk" : "pk"}_${randomText(32, ALPHABET)}`, secret: null };
}

/** What a key is found by: itself where it is public, its SHA-256 where it is secret. */
export async function lookupOf(key: string): Promise<string> {
  return key.startsWith("sk_") ? sha256(key) : key;
}

/** The row that stores a new key: hashed or sealed where it is secret. */
export async function keyRow(
  environment: Environment,
  storeId: string,
  made: NewKey,
  now: number,
): Promise<typeof storeKeys.$inferInsert> {
  return {
    lookup: await lookupOf(made.key),
    storeId,
    kind: made.kind,
    hint: made.key.slice(-4),
    sealed: made.secret === null ? null : await seal(environment, made.secret),
    createdAt: now,
    revokedAt: null,
  };
}

/**
 * A new key in place of the old ones of its kind, which stop at once; of signing keys the newest old
 * one stays good, so that tokens signed with it are not refused. Gives back the new key.
 */
export async function rotateKey(
  environment: Environment,
  storeId: string,
  kind: KeyKind,
  now: number,
): Promise<NewKey> {
  const database = databaseOf(environment, storeId);
  const made = newKey(kind);
  const row = await keyRow(environment, storeId, made, now);
  const kept = kind === "signing" ? LIVE_SIGNING_KEYS - 1 : 0;
  await write(database, [
    database.run(sql`UPDATE store_keys SET revoked_at = ${now}
      WHERE store_id = ${storeId} AND kind = ${kind} AND revoked_at IS NULL AND lookup NOT IN (
        SELECT lookup FROM store_keys WHERE store_id = ${storeId} AND kind = ${kind} AND revoked_at IS NULL
        ORDER BY created_at DESC, lookup LIMIT ${kept}
      )`),
    // Later than the newest, also within the same millisecond.
    database.insert(storeKeys).values({
      ...row,
      createdAt: sql`max(${now}, coalesce((SELECT max(created_at) + 1 FROM store_keys
        WHERE store_id = ${storeId} AND kind = ${kind}), 0))`,
    }),
    changedConfiguration(environment, storeId),
  ]);
  return made;
}

/** The statement that tells every Worker to read the store's configuration again. */
export function changedConfiguration(environment: Environment, storeId: string): Statement {
  return databaseOf(environment, storeId).run(
    sql`UPDATE stores SET configuration_version = configuration_version + 1 WHERE id = ${storeId}`,
  );
}
