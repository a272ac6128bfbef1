import type { Panel, Storefront } from "../api/types.ts";
import { numberFormat } from "../format/intl.ts";
import { localeFor } from "../format/locale.ts";
import type { Host } from "../host.ts";
import { Shared } from "../shared.ts";
import type { View } from "../tag.ts";
import { languageOf } from "../words/languages.ts";
import { createWords, type English, type Say, type Words } from "../words/say.ts";
import type { Members } from "./member.ts";
import { askProgram } from "./program.ts";
import { english, load } from "virtual:inline-words";

/** What draws when something has been found out. */
export interface Reader {
  /** Whether what it shows depends on who is signed in. */
  readonly personal: boolean | ((storefront: Storefront) => boolean);
  redraw(): void;
}

/** When the page has nothing more urgent to do. Safari has no such call yet. */
const idle = (work: () => void): unknown =>
  "requestIdleCallback" in window ? requestIdleCallback(work, { timeout: 1_000 }) : setTimeout(work, 1);

/** One store as the elements on its page see it: what is known, and how it is said. Asks once for all of them. */
export class PageStore {
  readonly host: Host;
  readonly shared: Shared;
  /** The page's own, for what the Worker says; its words may not have come. */
  readonly language: string;
  /** BCP 47, for numbers and dates. */
  readonly locale: string | undefined;
  readonly t: Say;
  /** What the page calls the widget's store by. */
  readonly #running: unknown;
  readonly #words: Words;
  /** What serves a member, once it has come; `undefined` where nobody asked for it. */
  members: Members | undefined;
  /** That the member can't be told just now: what is for everyone is shown all the same. */
  unsure = false;
  /** The elements' own language has come, or won't. */
  #speaks: boolean;
  readonly #readers = new Set<Reader>();
  #life: AbortController | undefined;
  #due = false;

  constructor(host: Host) {
    const { tag, locale } = host;

    const lang = (this.language = languageOf(locale));
    this.host = host;
    this.#running = window.regulars?.stores[tag.key];
    this.shared = host.shared ??= new Shared();
    this.locale = localeFor(locale, tag.store);
    const numbers = numberFormat(this.locale, {});
    this.#words = createWords<English>("en", english, (value) => numbers.format(value));
    this.t = this.#words.t;
    this.#speaks = lang === "en";
    if (!this.#speaks) void this.#speak(lang);
  }

  async #speak(lang: string): Promise<void> {
    try {
      this.#words.add(await load(lang));
      this.#words.lang = lang;
    } catch {
      // Then they speak English.
    }
    this.#speaks = true;
    this.told();
  }

  /** Whether it is on the page still: one that was removed asks nothing more. */
  get runs(): boolean {
    return this.#running === window.regulars?.stores[this.host.tag.key];
  }

  /** BCP 47, of the words. */
  get lang(): string {
    return this.#words.lang;
  }

  /** The Worker's clock where it is known: the device's may be wrong. ISO 8601. */
  get now(): string {
    return this.shared.panel?.now ?? new Date().toISOString();
  }

  /** The program as it is for who is asking; `undefined` while it is not known, or can't be said. */
  get storefront(): Storefront | undefined {
    return this.#speaks ? (this.shared.panel ?? this.shared.storefront) : undefined;
  }

  /** The signed-in member's panel; `null` for a guest, `undefined` while nobody knows. */
  get member(): Panel | null | undefined {
    return this.storefront && this.shared.panel;
  }

  /** Opens the panel. */
  open(view: View): void {
    if (this.runs) void (this.#running as { open(view: View): unknown } | undefined)?.open(view);
  }

  /** An element has come to the page. */
  add(reader: Reader): void {
    this.#readers.add(reader);
    if (!this.#life) {
      const { signal } = (this.#life = new AbortController());
      const again = (): void => {
        this.shared.panel = undefined;
        this.#ask();
      };
      signal.addEventListener(
        "abort",
        this.shared.listen((anew) => {
          this.told();
          if (anew) this.#ask();
        }),
      );
      // A page that comes back from the back/forward cache shows what was true when it was left.
      addEventListener("pageshow", ({ persisted }) => persisted && again(), { signal });
      addEventListener("online", () => (this.unsure || !this.storefront) && again(), { signal });
    }
    this.#ask();
    reader.redraw();
  }

  /** An element has left it; with the last one nothing is listened to any more. */
  remove(reader: Reader): void {
    this.#readers.delete(reader);
    if (this.#readers.size) return;
    this.#life?.abort();
    this.#life = undefined;
  }

  /** Has all of them drawn again. */
  told(): void {
    this.#words.own = this.storefront?.store.words ?? {};
    for (const reader of this.#readers) reader.redraw();
  }

  /** Asks for what is not known, once for all who ask meanwhile. */
  #ask(): void {
    if (this.#due) return;
    this.#due = true;
    idle(() => {
      this.#due = false;
      if (this.runs) this.#find().catch(() => {});
    });
  }

  async #find(): Promise<void> {
    const { shared } = this;
    let storefront: Storefront | null | undefined = shared.panel;
    if (!storefront) {
      storefront = await shared.program(() => askProgram(this.host.tag, this.language));
      shared.tell({ storefront });
    }
    const known = storefront;
    const wanted = [...this.#readers].some(({ personal }) =>
      typeof personal === "function" ? personal(known) : personal,
    );
    if (!wanted || (this.members && shared.panel !== undefined)) return;
    try {
      this.members ??= (await import("./member.ts")).serve(this);
      if (shared.panel === undefined) shared.tell({ panel: await this.members.shopper.panel() });
      this.unsure = false;
      this.told();
    } catch {
      this.unsure = true;
      this.told();
    }
  }
}
