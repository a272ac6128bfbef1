import { type Client, Problem } from "../api/client.ts";
import type { Panel } from "../api/types.ts";
import type { Host } from "../host.ts";

const unproved = (reason: unknown): reason is Problem => reason instanceof Problem && reason.status === 401;

/**
 * Who is asking. Trades the store's token for a session, keeps the session for the life of the page only, and renews
 * it without a word when the Worker no longer takes it and the store can give another token.
 */
export class Shopper {
  /** The code with which the last token was refused; empty if none was. */
  refused = "";
  readonly #host: Host;
  readonly #api: Client;
  #session = "";

  constructor(host: Host, api: Client) {
    this.#host = host;
    this.#api = api;
  }

  /** Somebody else may be signed in now. */
  forget(): void {
    this.#session = this.refused = "";
  }

  /** The member's panel, or `null` if nobody is signed in, or nobody proves to be. */
  async panel(): Promise<Panel | null> {
    try {
      if (this.#session) return await this.#api.panel(this.#session);
    } catch (reason) {
      if (!unproved(reason)) throw reason;
    }
    return this.#signIn();
  }

  /** Calls with a session; once more with a new one if that one has run out. Rejects with 401 if there is none. */
  async call<T>(ask: (session: string) => Promise<T>): Promise<T> {
    try {
      return await ask(this.#session);
    } catch (reason) {
      if (!unproved(reason) || !(await this.#signIn())) throw reason;
      return ask(this.#session);
    }
  }

  async #signIn(): Promise<Panel | null> {
    this.forget();
    let last: string | null = null;
    // Once more if the store can give another token than the one that was refused.
    for (let tries = 2; tries--;) {
      const token = await this.#host.token();
      if (!token || token === last) return null;
      last = token;
      try {
        const { session, panel } = await this.#api.signIn(token);
        this.#session = session;
        this.refused = "";
        return panel;
      } catch (reason) {
        if (!unproved(reason)) throw reason;
        this.refused = reason.code;
      }
    }
    return null;
  }
}
