import { type Client, Problem } from "../api/client.ts";
import type { Panel, Signed } from "../api/types.ts";
import type { Host } from "../host.ts";
import { Remembered } from "./remembered.ts";

const unproved = (reason: unknown): reason is Problem => reason instanceof Problem && reason.status === 401;

/**
 * Who is asking. Trades the store's token, or else what an emailed code gave, for a session, keeps the session for the life
 * of the page only, and renews it without a word when the Worker no longer takes it.
 */
export class Shopper {
  /** The code with which the last token was refused; empty if none was. */
  refused = "";
  readonly #host: Host;
  readonly #api: Client;
  readonly #remembered: Remembered;
  #session = "";
  /** They left: the store's own sign-in is not asked again before somebody else may have come. */
  #gone = false;
  /** Counts shoppers, so that the answer to a former one's question signs nobody in. */
  #turn = 0;
  /** The panel that is being asked for. */
  #asked: Promise<Panel | null> | undefined;

  constructor(host: Host, api: Client) {
    this.#host = host;
    this.#api = api;
    this.#remembered = new Remembered(`regulars:${host.tag.key}:refresh`);
  }

  /** Whether they came in by an emailed code, and can go out again. */
  get byCode(): boolean {
    return !!this.#remembered.token;
  }

  /** Somebody else may be signed in now. */
  forget(): void {
    this.#turn++;
    this.#session = this.refused = "";
    this.#gone = false;
    this.#asked = undefined;
  }

  /** The member's panel, or `null` if nobody is signed in, or nobody proves to be. */
  panel(): Promise<Panel | null> {
    const asked = (this.#asked ??= this.#panel().finally(() => {
      if (this.#asked === asked) this.#asked = undefined;
    }));
    return asked;
  }

  async #panel(): Promise<Panel | null> {
    if (this.#gone) return null;
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

  /** Signs in with the code that was mailed; `stays` on this device, or for as long as the tab lives. */
  async enter(email: string, code: string, stays: boolean): Promise<Panel> {
    const signed = await this.#api.signInByCode(email, code);
    this.forget();
    this.#remembered.keep(signed.refresh, stays);
    this.#take(signed, this.#turn);
    return signed.panel;
  }

  /** Shows that it is still them, with the code that was mailed. */
  async confirm(code: string): Promise<void> {
    this.#session = (await this.call((session) => this.#api.stepUp(session, code))).session;
  }

  /** Ends the session, here or wherever they are signed in. */
  async signOut(everywhere: boolean): Promise<void> {
    await this.call((session) => this.#api.signOut(session, this.#remembered.token ?? undefined, everywhere));
  }

  /** Forgets them, and what this browser keeps to bring them back. */
  leave(): void {
    this.#remembered.forget();
    this.forget();
    this.#gone = true;
  }

  #take({ session, panel }: Signed, turn: number): Panel | null {
    if (turn !== this.#turn) return null;
    this.#session = session;
    this.refused = "";
    this.#gone = false;
    return panel;
  }

  async #signIn(): Promise<Panel | null> {
    const turn = this.#turn;
    this.#session = this.refused = "";
    let last: string | null = null;
    // Once more if the store can give another token than the one that was refused.
    for (let tries = 2; tries--;) {
      const token = await this.#host.token();
      if (!token || token === last) break;
      last = token;
      try {
        return this.#take(await this.#api.signIn(token), turn);
      } catch (reason) {
        if (!unproved(reason)) throw reason;
        this.refused = reason.code;
      }
    }
    return last === null ? this.#refresh(turn) : null;
  }

  /** Of several at once, in this tab or another, each is given the same next token for a while. */
  async #refresh(turn: number): Promise<Panel | null> {
    const { token } = this.#remembered;
    if (!token) return null;
    try {
      const signed = await this.#api.refresh(token);
      // They may have signed out meanwhile.
      if (this.#remembered.token) this.#remembered.keep(signed.refresh);
      return this.#take(signed, turn);
    } catch (reason) {
      if (!unproved(reason)) throw reason;
      // Another tab may have signed in since.
      if (this.#remembered.token !== token) return this.#refresh(turn);
      this.#remembered.forget();
      this.refused = reason.code;
      return null;
    }
  }
}
