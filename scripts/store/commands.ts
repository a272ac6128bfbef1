import { readFile } from "node:fs/promises";
import { createStore, setOrigins } from "../../worker/stores/create.ts";
import { setLook } from "../../worker/stores/change-look.ts";
import { contrastOn } from "../../worker/stores/contrast.ts";
import { rotateKey, type KeyKind, type NewKey } from "../../worker/stores/keys.ts";
import type { Environment } from "../../worker/environment.ts";
import "../../worker/http/field-words.ts";

/** What the person asked for can't be done; the message says why. */
export class Refused extends Error {}

/** A store as the list shows it. Times are milliseconds. */
export interface ListedStore {
  id: string;
  handle: string;
  name: string;
  origins: string[];
  landingUrl: string;
  programVersion: number;
  sandbox: boolean;
  createdAt: number;
  keys: { kind: KeyKind; lookup: string; hint: string; createdAt: number }[];
}

interface StoreRow {
  id: string;
  handle: string;
  name: string;
  origins: string;
  landing_url: string;
  program_version: number;
  sandbox: number;
  created_at: number;
}

interface KeyRow {
  store_id: string;
  kind: KeyKind;
  lookup: string;
  hint: string;
  created_at: number;
}

const mostListed = 1000;

/** Every store with its live keys, oldest first. */
export async function listStores({ DB }: Environment): Promise<ListedStore[]> {
  const [stores, keys] = await DB.batch([
    DB.prepare(
      `SELECT id, handle, name, origins, landing_url, program_version, sandbox, created_at
       FROM stores ORDER BY created_at LIMIT ${mostListed}`,
    ),
    DB.prepare(
      "SELECT store_id, kind, lookup, hint, created_at FROM store_keys WHERE revoked_at IS NULL ORDER BY created_at DESC",
    ),
  ]);
  const keyRows = rowsOf<KeyRow>(keys);
  return rowsOf<StoreRow>(stores).map((store) => ({
    id: store.id,
    handle: store.handle,
    name: store.name,
    origins: JSON.parse(store.origins) as string[],
    landingUrl: store.landing_url,
    programVersion: store.program_version,
    sandbox: store.sandbox === 1,
    createdAt: store.created_at,
    keys: keyRows
      .filter((key) => key.store_id === store.id)
      .map(({ kind, lookup, hint, created_at }) => ({ kind, lookup, hint, createdAt: created_at })),
  }));
}

function rowsOf<Row>(result: D1Result | undefined): Row[] {
  return (result?.results ?? []) as Row[];
}

/** The store of that handle. Throws Refused when there is none. */
export async function findStore(environment: Environment, handle: string): Promise<ListedStore> {
  const stores = await listStores(environment);
  const store = stores.find((each) => each.handle === handle);
  if (store) return store;
  const others = stores.map((each) => each.handle).join(", ");
  throw new Refused(`There is no store "${handle}".${others === "" ? "" : ` There is: ${others}.`}`);
}

export interface NewStoreWords {
  name: string;
  handle: string;
  currency: string;
  locale: string;
  timeZone: string;
  accent: string;
  landingUrl: string;
  origins: string[];
  /** Whether its clock can be set forward; left out: no. */
  sandbox?: boolean;
}

/** Makes a store. Throws Refused when the handle is taken, and a ZodError on input that won't do. */
export async function makeStore(environment: Environment, words: NewStoreWords, now: number) {
  const stores = await listStores(environment);
  if (stores.some((store) => store.handle === words.handle))
    throw new Refused(`The handle "${words.handle}" is taken by another store.`);
  return createStore(environment, words, now);
}

/** Gives a store a new key of that kind. */
export async function rotate(
  environment: Environment,
  handle: string,
  kind: KeyKind,
  now: number,
): Promise<NewKey> {
  const store = await findStore(environment, handle);
  return rotateKey(environment, store.id, kind, now);
}

/** Sets the origins whose pages may call for a store. Throws a ZodError on one that isn't an origin. */
export async function changeOrigins(
  environment: Environment,
  handle: string,
  origins: string[],
): Promise<void> {
  const store = await findStore(environment, handle);
  await setOrigins(environment, store.id, origins);
}

/** Gives a store the look of a document. Returns how its colour reads; throws a ZodError on one that isn't a look. */
export async function changeLook(
  environment: Environment,
  handle: string,
  document: unknown,
): Promise<{ accent: string; note: string }> {
  const store = await findStore(environment, handle);
  const { accent } = await setLook(environment, store.id, document);
  return { accent, note: contrastOn(accent).note };
}

/** A document in a file. Throws Refused where there is none. */
export async function readDocument(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as unknown;
  } catch (error) {
    throw new Refused(`${path} can't be read as JSON: ${error instanceof Error ? error.message : ""}`);
  }
}
