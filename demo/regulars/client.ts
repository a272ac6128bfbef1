import type { Env } from "../env.ts";

/** A call that Regulars answered with a refusal (a problem document, RFC 9457). */
export class RegularsRefusal extends Error {
  readonly status: number;
  readonly code: string;
  /** A sentence fit for a person. */
  readonly detail: string;

  constructor(status: number, code: string, detail: string) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }

  /** Whether the same call may fare better later. */
  get temporary(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

/** A call that got no answer, however often it was tried. It may or may not have been carried out. */
class RegularsUnreachable extends Error {}

const tries = 3;
const patience = 4_000; // milliseconds for one try
const pause = (attempt: number) => 150 * 4 ** attempt; // milliseconds

/**
 * Calls the server API with the secret key. A try that gets no answer, or a temporary refusal, is made again with
 * the same body and the same `Idempotency-Key`, which is safe: the same write is never carried out twice.
 *
 * @returns the answer's JSON
 * @throws RegularsRefusal, or another Error when it could not be reached
 */
export async function callRegulars<Answer>(
  env: Env,
  method: "GET" | "PUT" | "POST",
  path: string,
  options: { body?: unknown; idempotencyKey?: string } = {},
): Promise<Answer> {
  const headers: Record<string, string> = { Authorization: `Bearer ${env.REGULARS_SECRET}` };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (options.idempotencyKey !== undefined) headers["Idempotency-Key"] = options.idempotencyKey;
  const init = { method, headers, body: options.body === undefined ? null : JSON.stringify(options.body) };

  for (let attempt = 0; ; attempt += 1) {
    const last = attempt + 1 === tries;
    try {
      const response = await fetch(env.REGULARS_URL + path, {
        ...init,
        signal: AbortSignal.timeout(patience),
      });
      if (response.ok) return await response.json<Answer>();
      const refusal = await refusalOf(response);
      if (last || !refusal.temporary) throw refusal;
    } catch (error) {
      if (error instanceof RegularsRefusal) throw error;
      if (last) throw new RegularsUnreachable(`${method} ${path}: no answer`, { cause: error });
    }
    await new Promise((resolve) => setTimeout(resolve, pause(attempt)));
  }
}

async function refusalOf(response: Response): Promise<RegularsRefusal> {
  const problem: unknown = await response.json().catch((): unknown => null);
  const field = (name: string, otherwise: string) => {
    const value: unknown =
      problem !== null && typeof problem === "object" ? Reflect.get(problem, name) : undefined;
    return typeof value === "string" ? value : otherwise;
  };
  return new RegularsRefusal(
    response.status,
    field("code", "unknown"),
    field("detail", "The rewards service couldn't do that."),
  );
}
