/** One request, sent as often as it takes. */
import { RegularsError, type FieldError } from "./error.ts";
import { isPassing, MOST_WAIT, retryAfterOf, waitAfter } from "./retry.ts";

/** What the client asks of `fetch`: the platform's own has it, and so does whatever stands in for it. */
export type Fetch = (url: string, init: SentRequest) => Promise<ReceivedAnswer>;

export interface SentRequest {
  method: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

export interface ReceivedAnswer {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export interface Connection {
  /** Where the Worker is: "https://rewards.example.com". */
  origin: string;
  secretKey: string;
  fetch: Fetch;
  /** How often a call is tried at most; 1: once. */
  tries: number;
  /** How long one try may take, milliseconds. */
  timeout: number;
  /** Waits, milliseconds. */
  wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface CallOptions {
  /** The key of a POST; a new one unless given. Give one that your own records hold, and a call is never done twice. */
  idempotencyKey?: string;
  /** Ends the call, tries to come included. */
  signal?: AbortSignal;
}

export interface Request {
  method: string;
  /** With its query. */
  path: string;
  body?: unknown;
}

/**
 * The JSON that the request is answered with. A POST carries one Idempotency-Key for all its tries. No answer, 429 and
 * 5xx are tried again: a GET, a PUT, a PATCH and a DELETE because doing it twice is doing it once, a POST because of its key. Throws a RegularsError when it
 * is refused or the tries are used up, and the signal's own reason when the caller ended it.
 */
export async function send(
  connection: Connection,
  request: Request,
  options: CallOptions = {},
): Promise<unknown> {
  const idempotencyKey = request.method === "POST" ? (options.idempotencyKey ?? crypto.randomUUID()) : null;
  for (let tries = 1; ; tries++) {
    options.signal?.throwIfAborted();
    const outcome = await sendOnce(connection, request, idempotencyKey, options.signal);
    if (!(outcome instanceof RegularsError)) return outcome.answer;
    const passing = outcome.code === "unreachable" || isPassing(outcome.status);
    const wait = waitAfter(tries, outcome.retryAfter, Math.random());
    if (!passing || tries >= connection.tries || wait > MOST_WAIT) throw outcome;
    await connection.wait(wait, options.signal);
  }
}

async function sendOnce(
  { origin, secretKey, fetch, timeout }: Connection,
  { method, path, body }: Request,
  idempotencyKey: string | null,
  ended: AbortSignal | undefined,
): Promise<RegularsError | { answer: unknown }> {
  const late = AbortSignal.timeout(timeout);
  const sent: SentRequest = {
    method,
    headers: {
      Accept: "application/json",
      Authorization: `Bearer ${secretKey}`,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(idempotencyKey === null ? {} : { "Idempotency-Key": idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: ended ? AbortSignal.any([ended, late]) : late,
  };
  let received: ReceivedAnswer;
  let text: string;
  try {
    received = await fetch(origin + path, sent);
    text = await received.text();
  } catch (cause) {
    ended?.throwIfAborted();
    const detail = late.aborted
      ? `No answer came from ${origin} within ${timeout / 1000} seconds.`
      : `${origin} could not be reached.`;
    return new RegularsError({ status: 0, code: "unreachable", detail, idempotencyKey, cause });
  }
  const { status, headers } = received;
  const isLines = headers.get("Content-Type")?.startsWith("application/x-ndjson") ?? false;
  const json = isLines ? jsonOf(`[${text.trim().replaceAll("\n", ",")}]`) : jsonOf(text);
  if (status >= 200 && status < 300 && json) return { answer: json.value };
  const retryAfter = retryAfterOf(headers.get("Retry-After"), Date.now());
  return new RegularsError({ ...problemIn(status, json?.value), retryAfter, idempotencyKey });
}

function jsonOf(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

/** What a body of problem details says; what comes from something in between is no such body. */
function problemIn(status: number, body: unknown) {
  const { code, detail, type, errors } = (typeof body === "object" ? (body ?? {}) : {}) as Partial<
    Record<"code" | "detail" | "type" | "errors", unknown>
  >;
  if (typeof code !== "string" || typeof detail !== "string")
    return {
      status,
      code: "unexpected_answer",
      detail: `The answer, of status ${status}, is not one of Regulars'. Does something stand in between?`,
    };
  return {
    status,
    code,
    detail,
    type: typeof type === "string" ? type : null,
    errors: Array.isArray(errors) ? (errors as FieldError[]) : [],
  };
}
