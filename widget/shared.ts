import type { Panel, Storefront } from "./api/types.ts";
import type { Shopper } from "./panel/shopper.ts";

/** Milliseconds for which the program's answer is good: what its Cache-Control says too. */
const fresh = 60_000;

/**
 * What the panel and the elements in the page's own templates know together of one store: one session, one answer about
 * the program. Whichever chunk comes first makes it; the other may be another build's, and only uses it.
 */
export class Shared {
  shopper: Shopper | undefined;
  /** What anyone may know. */
  storefront: Storefront | undefined;
  /** The signed-in member's; `null` where nobody is signed in, `undefined` while that is not known. */
  panel: Panel | null | undefined;
  readonly #listeners = new Set<(anew: boolean) => unknown>();
  #program: Promise<Storefront> | undefined;
  #askedAt = 0;

  /** Has somebody told of every change, and whether it is that somebody else may be signed in; gives back how to stop that. */
  listen(listener: (anew: boolean) => unknown): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Says what has been found out. */
  tell(changes: Partial<Pick<Shared, "storefront" | "panel">>): void {
    const { storefront, panel } = this;
    Object.assign(this, changes);
    if (storefront !== this.storefront || panel !== this.panel)
      for (const each of this.#listeners) each(false);
  }

  /** The program: `ask` asks for it, where no answer is on its way or still fresh. */
  program(ask: () => Promise<Storefront>): Promise<Storefront> {
    const now = performance.now();
    if (!this.#program || now > this.#askedAt + fresh) {
      this.#askedAt = now;
      const asked = (this.#program = ask());
      asked.catch(() => (this.#program = undefined));
    }
    return this.#program;
  }

  /** Somebody else may be signed in now. */
  identified(): void {
    this.shopper?.forget();
    this.#anew();
  }

  /** They left, and are not to be signed in again before somebody says who is there. */
  left(): void {
    this.shopper?.leave();
    this.#anew();
  }

  #anew(): void {
    this.panel = undefined;
    for (const each of this.#listeners) each(true);
  }
}
