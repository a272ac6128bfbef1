import type { Context } from "hono";
import { ConfigurationChanged, configurationOf, forgetConfiguration } from "../stores/configuration.ts";
import { storeContext, verifyCurrent, type StoreContext } from "../stores/store-context.ts";
import type { AppTypes } from "./app-types.ts";
import { isAllowedOrigin } from "./cors.ts";
import { earlierAnswerOr, keyedRequest, type KeyedAnswer, type KeyedRequest } from "./idempotency.ts";
import { Problem } from "./problem.ts";

/** Tries after the store's configuration changed, each time, while the verb ran. */
const MOST_TRIES = 4;

/** What becomes of a refusal: thrown once it is certain that it was not decided from an old configuration, or an answer. */
type Refused<Result> = (context: StoreContext, problem: Problem) => Promise<Result>;

/**
 * What the verb gives back for the store of this request. A verb that finds its configuration behind
 * the database has written nothing; it is run again with the latest, in which the key, the page's origin
 * or the reward may be gone. What is refused from memory alone is verified before it is said.
 */
export async function current<Result>(
  c: Context<AppTypes>,
  verb: (context: StoreContext) => Promise<Result>,
  refused: Refused<Result> = verified,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    const context = storeContext(c.env, c.get("configuration"), c.get("now"), c.get("session"));
    try {
      const foreign = foreignOrigin(c, context);
      // Also in a session that has ended: whose page it is comes first.
      if (foreign) return await verified({ ...context, session: null }, foreign);
      return await attempt(context, verb, refused);
    } catch (error) {
      if (!(error instanceof ConfigurationChanged)) throw error;
      if (tries === MOST_TRIES) throw new Problem("try_again");
      await readAgain(c, context.storeId);
    }
  }
}

async function attempt<Result>(
  context: StoreContext,
  verb: (context: StoreContext) => Promise<Result>,
  refused: Refused<Result>,
): Promise<Result> {
  try {
    return await verb(context);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return refused(context, error);
  }
}

async function verified(context: StoreContext, problem: Problem): Promise<never> {
  await verifyCurrent(context);
  throw problem;
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
  return current(
    c,
    (context) => verb(context, request),
    // The read that looks for the earlier answer verifies, too; but for the session, which the first of these requests may
    // have ended (a member who erased themselves), and in which it was proved to be theirs.
    (context, problem) =>
      earlierAnswerOr(
        problem.code === "session_expired" ? { ...context, session: null } : context,
        request,
        problem,
      ),
  );
}

function foreignOrigin(c: Context<AppTypes>, { configuration }: StoreContext): Problem | null {
  const origin = c.req.header("Origin");
  if (!c.get("key").startsWith("pk_") || origin === undefined || isAllowedOrigin(c, configuration, origin))
    return null;
  return new Problem("origin_not_allowed", `${origin} is not an origin of this store.`);
}

async function readAgain(c: Context<AppTypes>, storeId: string): Promise<void> {
  forgetConfiguration(storeId);
  const key = c.get("key");
  const latest = await configurationOf(c.env, key, key.startsWith("sk_") ? "secret" : "publishable");
  if (!latest) throw new Problem("key_invalid");
  c.set("configuration", latest);
}
