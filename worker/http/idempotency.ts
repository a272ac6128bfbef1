/** Writes that carry a key: the same key with the same request answers the same and changes nothing. */
import type { Context } from "hono";
import { SQL, sql } from "drizzle-orm";
import { z } from "@hono/zod-openapi";
import type { Statement } from "../database/client.ts";
import { refusalOf, refusedAsDuplicateOf } from "../database/refusal.ts";
import { guard } from "../database/guard.ts";
import { selectBalance } from "../ledger/balance.ts";
import { MEMBER_MERGED } from "../ledger/merge.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { sha256 } from "../database/hash.ts";
import { readCurrent, writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { Problem } from "./problem.ts";

export interface KeyedRequest {
  /** Whose keys they are: "server", a member's id, or "friend". */
  scope: string;
  key: string;
  /** SHA-256 of method, path and body. */
  hash: string;
}

export interface KeyedAnswer {
  status: 200 | 201;
  body: unknown;
}

const idempotencyHeader = z.object({
  "idempotency-key": z
    .string()
    .min(1)
    .max(255)
    .optional()
    .meta({ description: "A value of your own, a new one for each write. Required.", example: "6f1c…" }),
});

/** What the request of a keyed route holds, beside path and query: the header, and a JSON body of the schema. */
export function keyedBody<Schema extends z.ZodType>(schema: Schema) {
  return {
    headers: idempotencyHeader,
    body: { required: true as const, content: { "application/json": { schema } } },
  };
}

/** The keyed request that this is; throws the problem `idempotency_key_missing` without the header. */
export async function keyedRequest(c: Context, scope: string): Promise<KeyedRequest> {
  const key = c.req.header("Idempotency-Key");
  if (!key) throw new Problem("idempotency_key_missing");
  if (key.length > 255)
    throw new Problem("idempotency_key_missing", "The Idempotency-Key may have at most 255 characters.");
  const body: unknown = await c.req.json();
  return { scope, key, hash: await sha256(`${c.req.method} ${c.req.path} ${canonical(body)}`) };
}

const REPLAY = "idempotency_replay";

/**
 * Writes the statements and the answer under the request's key, in one transaction, and gives the
 * answer back. A key that came before gives the answer of then, or the problem
 * `idempotency_key_reused` where the request was another. The body may be SQL that gives JSON, read after
 * the statements. With `balanceOf`, the answer's `balance` is
 * that member's after the write.
 */
export async function keyedWrite(
  context: StoreContext,
  request: KeyedRequest,
  statements: Statement[],
  answer: { status: 200 | 201; body: object | SQL; balanceOf?: string },
): Promise<KeyedAnswer> {
  try {
    const results = await writeCurrent(context, [
      guardConfiguration(context.database, context.configuration),
      ...keyedStatements(context, request, answer, statements),
      selectAnswer(context, request),
    ]);
    const [stored] = results.at(-1) as StoredAnswer[];
    if (!stored) throw new Error("The answer of a keyed write was not recorded.");
    return { status: answer.status, body: JSON.parse(stored.response) };
  } catch (error) {
    return answerOfRefusal(context, request, error);
  }
}

/**
 * The statements, between those that refuse them where the request's key came before and that which keeps the answer
 * under it: for a verb that writes them within a larger write.
 */
export function keyedStatements(
  { database, storeId, now, realNow }: StoreContext,
  { scope, key, hash }: KeyedRequest,
  answer: { status: 200 | 201; body: object | SQL; balanceOf?: string },
  statements: Statement[],
): Statement[] {
  const body = answer.body instanceof SQL ? answer.body : sql`${JSON.stringify(answer.body)}`;
  const insert = sql`INSERT INTO idempotency_keys (store_id, scope, key, request_hash, status, response, created_at)
    SELECT ${storeId}, ${scope}, ${key}, ${hash}, ${answer.status}`;
  const record =
    answer.balanceOf === undefined
      ? sql`${insert}, ${body}, ${realNow}`
      : sql`${insert}, json_set(${body}, '$.balance', json_object(
          'available', available, 'pending', pending, 'debt', debt)), ${realNow}
          FROM (${selectBalance(storeId, answer.balanceOf, now)})`;
  const isNew = sql`NOT EXISTS (SELECT 1 FROM idempotency_keys
    WHERE store_id = ${storeId} AND scope = ${scope} AND key = ${key})`;
  return [guard(database, isNew, REPLAY), ...statements, database.run(record)];
}

/** What a keyed write that was refused because its key came before is answered; throws anything else on. */
export async function answerOfRefusal(
  context: StoreContext,
  request: KeyedRequest,
  error: unknown,
): Promise<KeyedAnswer> {
  if (refusalOf(error) === REPLAY || refusedAsDuplicateOf(error, "idempotency_keys"))
    return earlierAnswerOr(context, request, new Problem("try_again"));
  if (refusalOf(error) === MEMBER_MERGED)
    throw new Problem("member_not_found", "The member was merged into another: name that one.");
  // The answer is forgotten after 30 days, the ledger's entry never.
  if (refusedAsDuplicateOf(error, "entries")) throw new Problem("idempotency_key_reused");
  throw error;
}

interface StoredAnswer {
  status: number;
  response: string;
  hash: string;
}

function selectAnswer({ database, storeId }: StoreContext, { scope, key }: KeyedRequest) {
  return database.all<StoredAnswer>(sql`SELECT status, response, request_hash AS hash FROM idempotency_keys
    WHERE store_id = ${storeId} AND scope = ${scope} AND key = ${key}`);
}

/**
 * The answer that the request's key got before, or else the problem, thrown: for what is refused
 * before the write, because a request sent again must answer the same even when it would be refused by now.
 */
export async function earlierAnswerOr(
  context: StoreContext,
  request: KeyedRequest,
  problem: Problem,
): Promise<KeyedAnswer> {
  const answer = await earlierAnswer(context, request);
  if (!answer) throw problem;
  return answer;
}

/**
 * The answer that the request's key got before; null where it didn't come before. Throws the problem
 * `idempotency_key_reused` where the request was another.
 */
export async function earlierAnswer(
  context: StoreContext,
  request: KeyedRequest,
): Promise<KeyedAnswer | null> {
  const [[stored]] = await readCurrent(context, [selectAnswer(context, request)]);
  if (!stored) return null;
  if (stored.hash !== request.hash) throw new Problem("idempotency_key_reused");
  return { status: stored.status === 201 ? 201 : 200, body: JSON.parse(stored.response) };
}

/** JSON with the keys of every object in order, so that the same request has the same hash. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
