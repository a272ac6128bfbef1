import type { Context } from "hono";
import { ConfigurationChanged, configurationOf, forgetConfiguration } from "../stores/configuration.ts";
import { storeContext, type StoreContext } from "../stores/store-context.ts";
import type { AppTypes } from "./app-types.ts";
import { Problem } from "./problem.ts";

/**
 * What the verb gives back for the store of this request. A verb that finds its configuration behind
 * the database has written nothing; it is run again with the latest, in which the key may be gone.
 */
export async function current<Result>(
  c: Context<AppTypes>,
  verb: (context: StoreContext) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    const configuration = c.get("configuration");
    try {
      return await verb(storeContext(c.env, configuration, c.get("now")));
    } catch (error) {
      if (!(error instanceof ConfigurationChanged)) throw error;
      if (tries === 4) throw new Problem("try_again");
      forgetConfiguration(configuration.store.id);
      const key = c.get("key");
      const latest = await configurationOf(c.env, key, key.startsWith("sk_") ? "secret" : "publishable");
      if (!latest) throw new Problem("key_invalid");
      c.set("configuration", latest);
    }
  }
}
