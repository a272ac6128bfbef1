/** A store's connections to shops, for the command line. */
import type { Environment } from "../../worker/environment.ts";
import { Problem } from "../../worker/http/problem.ts";
import type { Connection } from "../../worker/integrations/connections/answers.ts";
import { closeConnection } from "../../worker/integrations/connections/close.ts";
import { createConnection } from "../../worker/integrations/connections/create.ts";
import { newConnection } from "../../worker/integrations/connections/fields.ts";
import type { PlatformName } from "../../worker/integrations/platform.ts";
import { configurationOfStore, forgetConfiguration } from "../../worker/stores/configuration.ts";
import { storeContext, type StoreContext } from "../../worker/stores/store-context.ts";
import { findStore, Refused } from "./commands.ts";
import type { GivenSecrets } from "./secret-names.ts";

export interface ConnectWords {
  platform: string;
  shop: string;
  publishesVouchers: boolean;
  secrets: GivenSecrets;
}

/** A connection as the list shows it: nothing of its secrets. Times are milliseconds. */
export interface ListedConnection {
  id: string;
  platform: PlatformName;
  shop: string;
  deliveryUrl: string;
  hasCredentials: boolean;
  publishesVouchers: boolean;
  createdAt: number;
}

/**
 * Connects the store to a shop; `origin` is the Worker's. Throws Refused where it can't be, and a ZodError on input that
 * won't do.
 */
export async function connectShop(
  environment: Environment,
  handle: string,
  { secrets, ...words }: ConnectWords,
  origin: string,
  now: number,
): Promise<Connection> {
  const { webhookSecret, ...credentials } = secrets;
  const input = newConnection.parse({
    ...words,
    webhookSecret: webhookSecret ?? "",
    ...(Object.keys(credentials).length > 0 ? { credentials } : {}),
  });
  const context = await contextOf(environment, handle, now);
  const { body } = await refusable(createConnection(context, input, origin, once()));
  return body as Connection;
}

/** The store's open connections, the first one first. Throws Refused when there is no such store. */
export async function listConnections(
  environment: Environment,
  handle: string,
  origin: string,
  now: number,
): Promise<ListedConnection[]> {
  const { configuration } = await contextOf(environment, handle, now);
  return configuration.connections.map((row) => ({
    id: row.id,
    platform: row.platform,
    shop: row.shop,
    deliveryUrl: `${origin}/webhooks/${row.id}`,
    hasCredentials: row.apiCredentials !== null,
    publishesVouchers: row.publishesVouchers,
    createdAt: row.createdAt,
  }));
}

/** Disconnects a shop, named by itself or by its connection's id. Throws Refused where the store has none such. */
export async function disconnectShop(
  environment: Environment,
  handle: string,
  name: string,
  origin: string,
  now: number,
): Promise<Connection> {
  const context = await contextOf(environment, handle, now);
  const { connections } = context.configuration;
  const found = connections.find(({ id, shop }) => id === name || shop === name);
  if (!found) {
    const others = connections.map(({ shop }) => shop).join(", ");
    throw new Refused(
      `"${handle}" is not connected to "${name}".${others === "" ? "" : ` It is to: ${others}.`}`,
    );
  }
  const { body } = await refusable(closeConnection(context, found.id, origin, once()));
  return body as Connection;
}

async function contextOf(environment: Environment, handle: string, now: number): Promise<StoreContext> {
  const { id } = await findStore(environment, handle);
  // What another command wrote may be in memory otherwise than it is by now.
  forgetConfiguration(id);
  const configuration = await configurationOfStore(environment, id);
  if (!configuration) throw new Refused(`There is no store "${handle}".`);
  return storeContext(environment, configuration, now);
}

/** A command is given once, and not sent again by a machine. */
function once() {
  return { scope: "server", key: `command-${crypto.randomUUID()}`, hash: "" };
}

/** What came of it; a problem of the catalogue becomes Refused. */
async function refusable<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Problem) throw new Refused(error.detail);
    throw error;
  }
}
