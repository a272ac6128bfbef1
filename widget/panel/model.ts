import { type Client, createClient, Problem } from "../api/client.ts";
import type { Entry, Invitation, Panel, Profile, Reward, Storefront, Voucher } from "../api/types.ts";
import { createFormat, type Format } from "../format/format.ts";
import { localeFor } from "../format/locale.ts";
import type { Host } from "../host.ts";
import { load } from "virtual:languages";
import { Shared } from "../shared.ts";
import { type View, views } from "../tag.ts";
import { core } from "../words/en.ts";
import { languageOf } from "../words/languages.ts";
import { createWords, type English, type Say, type Sentences, type Words } from "../words/say.ts";
import { Chunks } from "./chunks.ts";
import { lapses } from "./lapses.ts";
import { read } from "./remembered.ts";
import { Shopper } from "./shopper.ts";

/** Milliseconds in a day. */
const day = 86_400_000;

/** Milliseconds for which the status line is shown. */
const glance = 5_000;

const isOver = ({ expiresAt }: Voucher, now: string): boolean => !!expiresAt && expiresAt < now;

/** `undefined` for a referral link that isn't there any more; other failures go on. */
function goneOrThrow(reason: unknown): undefined {
  if (reason instanceof Problem && (reason.status === 404 || reason.status === 410)) return;
  throw reason;
}

/** A code that was mailed. Its times are milliseconds by `performance.now()`: the device's clock may be wrong. */
export interface Mailed {
  /** The address that was given; none where they are signed in. */
  email: string;
  /** The address as it is shown. */
  to: string;
  /** When another may be asked for. */
  again: number;
  /** When it runs out. */
  until: number;
  /** What was tried last: by itself it is not sent again. */
  tried: string;
}

/** What the panel knows. The views read it, the deeds change it, and it has itself drawn again. */
export class PanelModel {
  readonly host: Host;
  readonly api: Client;
  format: Format;
  readonly words: Words;
  readonly chunks: Chunks;
  readonly shopper: Shopper;
  readonly shared: Shared;
  /** Says a sentence. */
  readonly t: Say;
  /** When the panel's language has come; left out where it is here already. */
  readonly ready: Promise<void> | undefined;
  view: View = "home";
  /** Somebody may be looking. */
  isOpen = false;
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
  /** The code that is in the mail. */
  mailed: Mailed | null = null;
  /** The address that was typed last. */
  email = "";
  /** They stay signed in on this device, not for the tab's life alone. */
  stays = false;
  /** What is chosen of a sliding reward's prices; 0: nothing yet. */
  price = 0;
  /** The redemption that waits for a mailed code. */
  held: { reward: Reward; points: number } | null = null;
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
    const lang = languageOf(this.asked);
    this.api = createClient(tag.origin, tag.key, lang);
    this.shared = host.shared ??= new Shared();
    this.shopper = this.shared.shopper ??= new Shopper(host, this.api);
    this.format = this.#formatNow();
    this.words = createWords<English>(lang, core, (value) => this.format.number(value));
    this.t = this.words.t;
    this.chunks = new Chunks(
      async () => this.words.add(await load("more", this.words.lang)),
      (chunk) => {
        if (chunk?.styles) style(chunk.styles);
        this.#enter();
        draw();
      },
    );
    this.ready = lang === "en" ? undefined : this.speak();
  }

  /** The name under which the browser keeps the language that a member chose. */
  get languageName(): string {
    return `regulars:${this.host.tag.key}:lang`;
  }

  /** The language that is asked for, BCP 47: a member's choice in this browser, else the page's. */
  get asked(): string | undefined {
    return read(() => localStorage.getItem(this.languageName)) ?? this.host.locale;
  }

  #formatNow(): Format {
    const { asked } = this;
    const { store } = this.host.tag;
    return createFormat(localeFor(asked, store), store, () => this.now);
  }

  /** Speaks the language that is asked for, `parts` of it besides; where it doesn't come, English. */
  async speak(...parts: "more"[]): Promise<void> {
    const { words, api } = this;
    const get = (lang: string) =>
      Promise.all([lang === "en" ? core : load("core", lang), ...parts.map((part) => load(part, lang))]);
    let lang = languageOf(this.asked);
    const said = await get(lang).catch(() => get((lang = "en")));
    words.speak(lang, Object.assign({}, ...said) as Sentences);
    api.speak(lang);
    this.format = this.#formatNow();
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

  /** Writes what nobody reads: the formats and the plural's rules are made by it, and are there for what comes. */
  rehearse(): void {
    const { t, format, now } = this;
    t("points", 1);
    format.money(0);
    format.date(now);
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

  /** Goes to a view; an unknown one is home. */
  show(view: View | undefined, focus = ""): void {
    this.chunks.failed = false;
    this.set({
      view: views.find((each) => each === view) ?? "home",
      asking: "",
      refusal: "",
      won: null,
      held: null,
      price: 0,
      copied: "",
      message: "",
      focus,
    });
    this.#enter();
  }

  /** Drops what is known of the last shopper. */
  forget(): void {
    this.#look++;
    this.#intents.clear();
    this.set({
      panel: null,
      profile: null,
      mailed: null,
      email: "",
      stays: false,
      held: null,
      won: null,
      claimed: null,
      storefront: null,
      notice: "",
    });
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
    const claimed = arrival?.voucher;
    return {
      storefront: panel,
      panel,
      // What they took as a friend is theirs still, whether or not the member's own list has it.
      claimed:
        claimed && !isOver(claimed, panel.now) && !panel.vouchers.some(({ code }) => code === claimed.code)
          ? claimed
          : null,
      entries: panel.entries,
      cursor: undefined,
      notice: stranger ? t("newOnly") : this.panel ? this.notice : "",
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
    const over = claimed && isOver(claimed, this.now);
    if (gone || late || over) host.remember(null);
    return {
      storefront,
      panel: null,
      invitation: late ? null : (found ?? null),
      claimed: over ? null : claimed,
      notice: shopper.refused ? t(lapses[shopper.refused] ?? "untrusted") : gone ? t("linkGone") : "",
    };
  }
}
