import { type Client, createClient, Problem } from "../api/client.ts";
import type { Entry, Invitation, Panel, Profile, Storefront, Voucher } from "../api/types.ts";
import { createFormat, type Format } from "../format/format.ts";
import { localeFor } from "../format/locale.ts";
import type { Host } from "../host.ts";
import { load } from "virtual:languages";
import { Shared } from "../shared.ts";
import { type View, views } from "../tag.ts";
import { core } from "../words/en.ts";
import { languageOf } from "../words/languages.ts";
import { createWords, type Key, type Say, type Words } from "../words/say.ts";
import { Chunks } from "./chunks.ts";
import { Shopper } from "./shopper.ts";

/** Milliseconds in a day. */
const day = 86_400_000;

/** Milliseconds for which the status line is shown. */
const glance = 5_000;

/** What is said of a refusal, by its code; the Worker's own words are for those that have none here. */
const refusals: Partial<Record<string, Key>> = {
  insufficient_points: "tooFew",
  reward_not_found: "rewardGone",
  reward_not_open: "rewardGone",
  reward_out_of_stock: "soldOut",
  reward_codes_missing: "soldOut",
  reward_limit_reached: "hadAll",
  not_a_new_customer: "notNew",
  own_referral_link: "ownLink",
  already_claimed: "hadIt",
  voucher_on_its_way: "onItsWay",
  referral_link_not_found: "linkGone",
  referral_link_inactive: "linkGone",
  code_invalid: "codeWrong",
  mail_not_sent: "mailFailed",
  too_many_requests: "tooMany",
};

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
  readonly chunks: Chunks;
  readonly shopper: Shopper;
  readonly shared: Shared;
  /** Says a sentence. */
  readonly t: Say;
  /** When the panel's language has come; left out where it is here already. */
  readonly ready: Promise<void> | undefined;
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
  /** What is being done: a reward's id, or the name of a deed. */
  busy = "";
  /** What waits for a yes: a reward's id, or a voucher's code. */
  asking = "";
  /** Why the last thing done was refused, said beside where it was asked for. */
  refusal = "";
  /** The voucher that has just been redeemed. */
  won: Voucher | null = null;
  /** Where a code was mailed: the address that was given (none where they are signed in), and as it is shown. */
  mailed: { email: string; to: string } | null = null;
  profile: Profile | null = null;
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

  constructor(host: Host, draw: () => void, style: (css: string) => void) {
    this.#draw = draw;
    this.host = host;
    const { tag } = host;
    const lang = languageOf(host.locale);
    this.api = createClient(tag.origin, tag.key, lang);
    this.shared = host.shared ??= new Shared();
    this.shopper = this.shared.shopper ??= new Shopper(host, this.api);
    this.format = createFormat(localeFor(host.locale, tag.store), tag.store, () => this.now);
    this.words = createWords(lang, core, this.format.number);
    this.t = this.words.t;
    this.chunks = new Chunks(
      async () => this.words.add(await load("more", this.words.lang)),
      (chunk) => {
        if (chunk?.styles) style(chunk.styles);
        this.#enter();
        draw();
      },
    );
    this.ready = lang === "en" ? undefined : this.#speak();
  }

  /** Until the shopper's language has come, or where it doesn't come, the panel speaks English. */
  async #speak(): Promise<void> {
    const { words } = this;
    try {
      words.add(await load("core", words.lang));
    } catch {
      words.lang = "en";
    }
  }

  /** What the view that is shown has to do first. */
  #enter(): void {
    const { view } = this;
    if (view !== "home") this.chunks.get(view)?.enter?.(this);
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
    const { storefront, panel } = this;
    if (storefront) this.shared.tell({ storefront, panel });
    this.#draw();
  }

  /** Takes over what the page's elements, or another panel, have been told of the member. */
  learn(): void {
    const { panel, storefront } = this.shared;
    if (panel && panel !== this.panel) this.set(this.#asMember(panel));
    else if (panel === null && this.panel && storefront) this.set({ panel, storefront });
  }

  /** Says something in the status line for a while. */
  say(message: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.set({ message: "", copied: "" }), glance);
    this.set({ message });
  }

  /** What the launcher says: the balance, or for a guest what it says by itself. */
  get label(): string | undefined {
    return this.panel ? this.t("points", this.panel.balance.available) : undefined;
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
    const { t, words } = this;
    const { status, code, message } = reason instanceof Problem ? reason : new Problem();
    if (status >= 400 && status < 500 && status !== 401 && status !== 429) this.settle(intent);
    const known = refusals[code];
    if (known) return t(known);
    if (status === 401) return t("lapsed");
    // The Worker's own words are English.
    return status === 0 ? t("lost") : status < 500 && message && words.lang === "en" ? message : t("failed");
  }

  /** Goes to a view; an unknown one is home. */
  show(view: View | undefined, focus = ""): void {
    this.chunks.failed = false;
    this.set({
      view: views.find((each) => each === view) ?? "home",
      asking: "",
      refusal: "",
      won: null,
      copied: "",
      message: "",
      focus,
    });
    this.#enter();
  }

  /** Drops what is known of the last shopper. */
  forget(): void {
    this.#intents.clear();
    this.set({ panel: null, profile: null, mailed: null, storefront: null, notice: "" });
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
    this.#enter();
  }

  /** They have just proved who they are. */
  welcome(panel: Panel): void {
    this.#look++;
    this.set({ trouble: null, ...this.#asMember(panel) });
    this.show("home", "h2");
  }

  #asMember(panel: Panel): Partial<PanelModel> {
    const { host, t, words } = this;
    words.own = panel.store.words ?? {};
    const arrival = host.arrival;
    const stranger = arrival && !arrival.voucher;
    if (stranger) host.remember(null);
    return {
      storefront: panel,
      panel,
      entries: panel.entries,
      cursor: undefined,
      notice: stranger ? t("newOnly") : this.notice,
    };
  }

  async #asGuest(): Promise<Partial<PanelModel>> {
    const { host, api, t, words, shopper, shared } = this;
    const arrival = host.arrival;
    const claimed = arrival?.voucher ?? null;
    const [storefront, found] = await Promise.all([
      shared.program(() => api.program()),
      arrival && !claimed ? api.invitation(arrival.code).catch(goneOrThrow) : null,
    ]);
    words.own = storefront.store.words ?? {};
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
          ? t("lapsed")
          : t("untrusted")
        : gone
          ? t("linkGone")
          : "",
    };
  }
}
