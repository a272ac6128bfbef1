import { createApp } from "../../worker/app.ts";
import type { Environment } from "../../worker/environment.ts";

/** Calls the doors of the Worker from inside, at the time it says. */
export class Caller {
  #clock = 0;
  #app = createApp(() => this.#clock);
  #environment: Environment;
  #context: ExecutionContext;
  readonly keys: { publishableKey: string; secretKey: string };

  constructor(
    environment: Environment,
    context: ExecutionContext,
    keys: { publishableKey: string; secretKey: string },
  ) {
    // The brake on guessing is for visitors.
    this.#environment = { ...environment, LIMITER: { limit: () => Promise.resolve({ success: true }) } };
    this.#context = context;
    this.keys = keys;
  }

  /**
   * The answer to a call made at `at` (milliseconds), with the secret key. `idempotencyKey` for a POST.
   *
   * @throws Error when it is refused: a history must be true
   */
  async call<Answer>(
    at: number,
    method: "PUT" | "POST",
    path: string,
    body: object,
    idempotencyKey?: string,
  ): Promise<Answer> {
    this.#clock = at;
    const headers = new Headers({
      Authorization: `Bearer ${this.keys.secretKey}`,
      "Content-Type": "application/json",
    });
    if (idempotencyKey !== undefined) headers.set("Idempotency-Key", idempotencyKey);
    const request = new Request(`http://regulars${path}`, { method, headers, body: JSON.stringify(body) });
    const response = await this.#app.fetch(request, this.#environment, this.#context);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json<Answer>();
  }
}
