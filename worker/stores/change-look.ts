import { eq } from "drizzle-orm";
import { databaseOf, write, type Statement } from "../database/client.ts";
import { stores } from "../database/schema.ts";
import type { Environment } from "../environment.ts";
import { differences, type Difference } from "../program/differences.ts";
import { guardConfiguration } from "./configuration.ts";
import { contrastOn, type Contrast } from "./contrast.ts";
import { changedConfiguration } from "./keys.ts";
import { lookDocument, lookOf, type Look } from "./look.ts";
import { verifyCurrent, writeCurrent, type StoreContext } from "./store-context.ts";

export interface ChangedLook {
  look: Look;
  changes: Difference[];
  contrast: Contrast;
}

/** What the look would change of the store's; writes nothing. */
export async function dryRunLook(context: StoreContext, look: Look): Promise<ChangedLook> {
  await verifyCurrent(context);
  const changes = differences(lookOf(context.configuration.store), look);
  return { look, changes, contrast: contrastOn(look.accent) };
}

/** Gives the store the look, for every page from now on; the one that it has already changes nothing. */
export async function changeLook(context: StoreContext, look: Look): Promise<ChangedLook> {
  const { environment, database, storeId, configuration } = context;
  const changes = differences(lookOf(configuration.store), look);
  if (changes.length === 0) return dryRunLook(context, look);
  await writeCurrent(context, [
    guardConfiguration(database, configuration),
    ...lookStatements(environment, storeId, look),
  ]);
  return { look, changes, contrast: contrastOn(look.accent) };
}

/** Gives the store the look, whatever it had before; throws a ZodError on a document that isn't one. */
export async function setLook(environment: Environment, storeId: string, document: unknown): Promise<Look> {
  const look = lookDocument.parse(document);
  await write(databaseOf(environment, storeId), lookStatements(environment, storeId, look));
  return look;
}

function lookStatements(
  environment: Environment,
  storeId: string,
  { accent, ...look }: Look,
): [Statement, Statement] {
  return [
    databaseOf(environment, storeId).update(stores).set({ accent, look }).where(eq(stores.id, storeId)),
    changedConfiguration(environment, storeId),
  ];
}
