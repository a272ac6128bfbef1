import type { Context } from "hono";
import { ConfigurationChanged, configurationOf, forgetConfiguration } from "../stores/configuration.ts";
import { storeContext, verifyCurrent, type StoreContext } from "../stores/store-context.ts";
import type { AppTypes } from "./app-types.ts";
import { isAllowedOrigin } from "./cors.ts";
import { earlierAnswerOr, keyedRequest, type KeyedAnswer, type KeyedRequest } from "./idempotency.ts";
import { Problem } from "./problem.ts";

/** Tries after the store's configuration changed, each time, while the verb ran. */
const MOST_TRIES = 4;

/**
 * What the verb gives back for the store of this request. A verb that finds its configuration behind
 * the database has written nothing; it is run again with the latest, in which the key, the page's origin
 * or the reward may be gone. What is refused from memory alone is verified before it is said.
 */
export async function current<Result>(
  c: Context<AppTypes>,
  verb: (context: StoreContext) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    const context = storeContext(c.env, c.get("configuration"), c.get("now"));
    try {
      requireOrigin(c, context);
      return await verb(context);
    } catch (error) {
      const reason = error instanceof Problem ? ((await isBehind(context)) ?? error) : error;
      if (!(reason instanceof ConfigurationChanged)) throw reason;
      if (tries === MOST_TRIES) throw new Problem("try_again");
      await readAgain(c, context.storeId);
    }
  }
}

/**
 * What the keyed verb gives back, as `current` does. A request that came before gets the answer it had
 * then, also where it would be refused by now.
 */
export async function currentKeyed(
  c: Context<AppTypes>,
  scope: string,
  verb: (context: StoreContext, request: KeyedRequest) => Promise<KeyedAnswer>,
): Promise<KeyedAnswer> {
  const request = await keyedRequest(c, scope);
  return current(c, async (context) => {
    try {
      return await verb(context, request);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return earlierAnswerOr(context, request, error);
    }
  });
}

function requireOrigin(c: Context<AppTypes>, { configuration }: StoreContext): void {
  const origin = c.req.header("Origin");
  if (c.get("key").startsWith("pk_") && origin !== undefined && !isAllowedOrigin(c, configuration, origin))
    throw new Problem("origin_not_allowed", `${origin} is not an origin of this store.`);
}

async function isBehind(context: StoreContext): Promise<ConfigurationChanged | null> {
  try {
    await verifyCurrent(context);
    return null;
  } catch (error) {
    if (error instanceof ConfigurationChanged) return error;
    throw error;
  }
}

async function readAgain(c: Context<AppTypes>, storeId: string): Promise<void> {
  forgetConfiguration(storeId);
  const key = c.get("key");
  const latest = await configurationOf(c.env, key, key.startsWith("sk_") ? "secret" : "publishable");
  if (!latest) throw new Problem("key_invalid");
  c.set("configuration", latest);
}
