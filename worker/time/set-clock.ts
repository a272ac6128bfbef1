import { eq, sql } from "drizzle-orm";
import { countQueries } from "../database/counted.ts";
import { stores } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import { isoTime } from "../members/answers.ts";
import { daysAfter } from "../program/lot-dates.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { readCurrent, writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { clockAnswer, MOST_DAYS, type ClockChange, type SetClock } from "./answers.ts";
import { postDue, QUERIES_A_SLICE } from "./due-work.ts";
import { nextDue } from "./next-due.ts";

/** Queries after which a request stops where it is; well below the 1,000 that D1 takes of it. */
const MOST_QUERIES = 900 - QUERIES_A_SLICE;

/** Times beyond are not told of orders either. */
const LATEST = Date.UTC(2100, 0);

/**
 * Sets a sandbox store's clock forward: from one moment at which something falls due to the next, posting at each what
 * is due then, so that all comes about as it would have by waiting. The answer says where the clock stands, and whether
 * that is where it was to go. Throws the problems `not_a_sandbox` and `invalid_request` (for a time that is past, or too
 * far ahead).
 *
 * Every move of the clock is refused where another request has moved it, and posting twice changes nothing. What was
 * asked for by days is kept as a time under the request's key with the first move, so that a request sent again goes on
 * to the same time.
 */
export async function setClock(
  context: StoreContext,
  change: ClockChange,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, queries } = countQueries(context.database);
  if (!context.configuration.store.sandbox) throw new Problem("not_a_sandbox");
  const earlier = await earlierRequest(context, request);
  if (earlier?.answer) return earlier.answer;
  const to = earlier?.to ?? timeOf(context, change);

  let at: StoreContext = { ...context, database };
  const mayGoOn = () => queries() < MOST_QUERIES;
  for (;;) {
    await postDue(database, at, mayGoOn);
    const next = mayGoOn() ? await nextDue(at, to) : null;
    if (next === null) break;
    at = await moveClock(at, next, to, request);
  }
  const reached = mayGoOn();
  const from = at;
  if (reached && to > at.now) at = ahead(at, to);
  const answer: SetClock = { ...clockAnswer(at), to: isoTime(to), reached };
  return keyedWrite(from, request, at === from ? [] : [setOffset(at)], { status: 200, body: answer });
}

/** The time that is asked for; throws `invalid_request` for one that is past or too far ahead. */
function timeOf({ now }: StoreContext, { advanceDays, to }: ClockChange): number {
  const pointer = to === undefined ? "/advanceDays" : "/to";
  const asked = to === undefined ? daysAfter(now, advanceDays ?? 0) : Date.parse(to);
  const refuse = (detail: string) => new Problem("invalid_request", detail, [{ pointer, detail }]);
  if (asked < now) throw refuse(`The store's clock stands at ${isoTime(now)}, and can only be set forward.`);
  if (asked > daysAfter(now, MOST_DAYS))
    throw refuse(
      `The store's clock stands at ${isoTime(now)}, and can be set forward by ${MOST_DAYS} days at a time.`,
    );
  if (asked >= LATEST) throw refuse("The clock can't be set beyond the year 2099.");
  return asked;
}

/** The context with its clock at a later time. */
function ahead(context: StoreContext, now: number): StoreContext {
  const { configuration, realNow } = context;
  const { store } = configuration;
  const moved = {
    ...store,
    clockOffset: now - realNow,
    configurationVersion: store.configurationVersion + 1,
  };
  return { ...context, configuration: { ...configuration, store: moved }, now };
}

/** The statement that makes the store's clock, and its configuration's version, what the context says. */
function setOffset({ database, storeId, configuration }: StoreContext) {
  const { clockOffset, configurationVersion } = configuration.store;
  return database.update(stores).set({ clockOffset, configurationVersion }).where(eq(stores.id, storeId));
}

/** Moves the clock on, unless somebody else has: then it throws ConfigurationChanged. */
async function moveClock(
  context: StoreContext,
  now: number,
  to: number,
  { key, hash }: KeyedRequest,
): Promise<StoreContext> {
  const { database, storeId, realNow, configuration } = context;
  const moved = ahead(context, now);
  await writeCurrent(context, [
    guardConfiguration(database, configuration),
    database.run(sql`INSERT INTO idempotency_keys (store_id, scope, key, request_hash, status, response, created_at)
      SELECT ${storeId}, ${SCOPE}, ${key}, ${hash}, 200, ${JSON.stringify({ to })}, ${realNow}
      WHERE NOT EXISTS (SELECT 1 FROM idempotency_keys
        WHERE store_id = ${storeId} AND scope = ${SCOPE} AND key = ${key})`),
    setOffset(moved),
  ]);
  return moved;
}

/** Whose keys the times are kept under that requests have begun to set the clock to. */
const SCOPE = "test_clock";

/**
 * What is known of a request that came before: its answer, or where it was to go if it was never brought to its end.
 * Throws `idempotency_key_reused` where the key was another request's.
 */
async function earlierRequest(
  context: StoreContext,
  { scope, key, hash }: KeyedRequest,
): Promise<{ answer: KeyedAnswer | null; to: number } | null> {
  const { database, storeId } = context;
  const [rows] = await readCurrent(context, [
    database.all<{ scope: string; hash: string; response: string }>(
      sql`SELECT scope, request_hash AS hash, response FROM idempotency_keys
        WHERE store_id = ${storeId} AND scope IN (${scope}, ${SCOPE}) AND key = ${key}`,
    ),
  ]);
  if (rows.some((row) => row.hash !== hash)) throw new Problem("idempotency_key_reused");
  const answered = rows.find((row) => row.scope === scope);
  const begun = rows.find((row) => row.scope === SCOPE);
  if (answered) return { answer: { status: 200, body: JSON.parse(answered.response) }, to: 0 };
  return begun ? { answer: null, to: (JSON.parse(begun.response) as { to: number }).to } : null;
}
