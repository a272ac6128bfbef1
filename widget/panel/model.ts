import { type Client, createClient, Problem } from "../api/client.ts";
import type { Entry, Invitation, Panel, Storefront, Voucher } from "../api/types.ts";
import { createFormat, type Format } from "../format/format.ts";
import type { Host } from "../host.ts";
import { type View, views } from "../tag.ts";
import { english, type Words } from "../words/en.ts";
import { link } from "./deeds/link.ts";
import { Shopper } from "./shopper.ts";

/** Milliseconds in a day. */
const day = 86_400_000;

/** Milliseconds for which the status line is shown. */
const glance = 5_000;

/** `undefined` for a referral link that isn't there any more; other failures go on. */
function goneOrThrow(reason: unknown): undefined {
  if (reason instanceof Problem && (reason.status === 404 || reason.status === 410)) return;
  throw reason;
}

/** What the panel knows. The views read it, the deeds change it, and it has itself drawn again. */
export class PanelModel {
  readonly host: Host;
  readonly api: Client;
  readonly format: Format;
  readonly words: Words;
  readonly shopper: Shopper;
  view: View = "home";
  /** What anyone may know; `null` until the first answer. */
  storefront: Storefront | null = null;
  /** The signed-in member's, or `null` for a guest. */
  panel: Panel | null = null;
  /** What a friend is greeted with. */
  invitation: Invitation | null = null;
  /** What a friend has claimed on this device. */
  claimed: Voucher | null = null;
  /** A friend has claimed, and the benefit is points: there is no voucher to show. */
  welcomed = false;
  /** Why the last look at the store failed. */
  trouble: Problem | null = null;
  /** Something to know about how one got here. */
  notice = "";
  /** The status line. */
  message = "";
  /** What is being done: a reward's id, "claim", "link" or "more". */
  busy = "";
  /** The id of the reward that waits for a yes. */
  asking = "";
  /** Why the last thing done was refused, said beside where it was asked for. */
  refusal = "";
  /** The voucher that has just been redeemed. */
  won: Voucher | null = null;
  /** What has just been copied. */
  copied = "";
  entries: Entry[] = [];
  /** Where the entries go on: `undefined` before that is known, `null` at their end. */
  cursor: string | null | undefined;
  /** A selector of what takes the focus at the next drawing. */
  focus = "";
  readonly #draw: () => void;
  readonly #intents = new Map<string, string>();
  /** Counts looks at the store, so that an answer to an older one is dropped. */
  #look = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host, draw: () => void) {
    this.#draw = draw;
    this.host = host;
    const { tag } = host;
    const { locale: home } = tag.store;
    // A page in "en" of a store in "en-GB" writes its dates as the store does.
    const locale = home.split("-")[0] === host.locale ? home : host.locale;
    this.api = createClient(tag.origin, tag.key);
    this.shopper = new Shopper(host, this.api);
    this.format = createFormat(locale, tag.store, () => this.now);
    this.words = english(this.format);
  }

  /** Drops what is on its way: nobody is looking any more. */
  rest(): void {
    this.#look++;
    clearTimeout(this.#timer);
  }

  /** The Worker's clock where it is known: the device's may be wrong. */
  get now(): string {
    return this.panel?.now ?? new Date().toISOString();
  }

  /** Applies changes and has them drawn. */
  set(changes: Partial<PanelModel>): void {
    Object.assign(this, changes);
    this.#draw();
  }

  /** Says something in the status line for a while. */
  say(message: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.set({ message: "", copied: "" }), glance);
    this.set({ message });
  }

  /** What the launcher says: the balance, or for a guest what it says by itself. */
  get label(): string | undefined {
    return this.panel ? this.words.points(this.panel.balance.available) : undefined;
  }

  /** Sends an event on the page's document. */
  emit(name: string, detail: object = {}): void {
    document.dispatchEvent(
      new CustomEvent(`regulars:${name}`, { detail: { store: this.host.tag.key, ...detail } }),
    );
  }

  /** The Idempotency-Key of an intent: the same each time until it is settled. */
  intent(name: string): string {
    const key = this.#intents.get(name) ?? crypto.randomUUID();
    this.#intents.set(name, key);
    return key;
  }

  /** The intent was answered: the next one is another. */
  settle(name: string): void {
    this.#intents.delete(name);
  }

  /** What to tell a person about a failure; settles the intent if it was refused for good. */
  explain(reason: unknown, intent: string): string {
    const { words } = this;
    const { status, code, message } = reason instanceof Problem ? reason : new Problem();
    if (status >= 400 && status < 500 && status !== 401 && status !== 429) this.settle(intent);
    if (status === 401) return words.lapsed;
    return (
      words.refusals[code] ?? (status === 0 ? words.lost : status < 500 && message ? message : words.failed)
    );
  }

  /** Goes to a view; an unknown one is home. */
  show(view: View | undefined, focus = ""): void {
    this.set({
      view: views.find((each) => each === view) ?? "home",
      asking: "",
      refusal: "",
      won: null,
      copied: "",
      message: "",
      focus,
    });
    void link(this);
  }

  /** Drops what is known of the last shopper. */
  forget(): void {
    this.shopper.forget();
    this.#intents.clear();
    this.set({ panel: null, storefront: null, notice: "" });
  }

  /** Looks at the store again; what is known stays on show until the answer comes. */
  async refresh(): Promise<void> {
    const look = ++this.#look;
    try {
      const panel = await this.shopper.panel();
      const changes = panel ? this.#asMember(panel) : await this.#asGuest();
      if (look === this.#look) this.set({ trouble: null, ...changes });
    } catch (reason) {
      if (look === this.#look) this.set({ trouble: reason instanceof Problem ? reason : new Problem() });
    }
    void link(this);
  }

  #asMember(panel: Panel): Partial<PanelModel> {
    const { host, words } = this;
    const arrival = host.arrival;
    const stranger = arrival && !arrival.voucher;
    if (stranger) host.remember(null);
    return {
      storefront: panel,
      panel,
      entries: panel.entries,
      cursor: undefined,
      notice: stranger ? words.newOnly : this.notice,
    };
  }

  async #asGuest(): Promise<Partial<PanelModel>> {
    const { host, api, words, shopper } = this;
    const arrival = host.arrival;
    const claimed = arrival?.voucher ?? null;
    const [storefront, found] = await Promise.all([
      api.program(),
      arrival && !claimed ? api.invitation(arrival.code).catch(goneOrThrow) : null,
    ]);
    const gone = found === undefined;
    const late = arrival && found && Date.now() > arrival.at + found.terms.attributionDays * day;
    const over = claimed?.expiresAt && claimed.expiresAt < this.now;
    if (gone || late || over) host.remember(null);
    return {
      storefront,
      panel: null,
      invitation: late ? null : (found ?? null),
      claimed: over ? null : claimed,
      notice: shopper.refused
        ? shopper.refused === "token_expired"
          ? words.lapsed
          : words.untrusted
        : gone
          ? words.linkGone
          : "",
    };
  }
}
