import { Problem } from "../widget/api/client.ts";
import type { Voucher } from "../widget/api/types.ts";
import { createFormat, type Format } from "../widget/format/format.ts";
import { createApi, type Api } from "./api.ts";
import { keep, recall } from "./memory.ts";
import { lookupsOf } from "./read-input.ts";
import type { Lookup, Receipt, SignedIn, TillMember } from "./types.ts";
import { english, firstWords, type Words } from "./words.ts";

/** Milliseconds after which a member whom nobody serves any more is no longer shown. */
const idle = 5 * 60_000;

/** The last thing that was done for the member, and how it is undone. */
export interface Done {
  what: string;
  /** What is to be known beside it. */
  notes: string[];
  voucher: Voucher | null;
  undo: (() => Promise<unknown>) | null;
}

/** What the till knows. The views read it and call its verbs, and it has itself drawn again. */
export class TillModel {
  key: string;
  signedIn: SignedIn | null;
  readonly api: Api;
  format: Format | null = null;
  words: Words | null = null;
  view: "search" | "join" | "member" = "search";
  found: TillMember | null = null;
  done: Done | null = null;
  /** What is being done. */
  busy = "";
  /** The id of the reward that waits for a yes. */
  asking = "";
  /** Why the last thing was refused, and which form asked for it. */
  refusal = { at: "", text: "" };
  isScanning = false;
  /** A selector of what takes the focus at the next drawing. */
  focus = "";
  readonly #draw: () => void;
  readonly #intents = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(draw: () => void) {
    this.#draw = draw;
    const { key, signedIn } = recall();
    this.key = key;
    this.signedIn = null;
    this.api = createApi(key, () => this.signedIn?.session ?? "");
    if (signedIn) this.#enter(signedIn);
    else keep({ key, signedIn: null });
  }

  /** Applies changes and has them drawn. */
  set(changes: Partial<TillModel>): void {
    Object.assign(this, changes);
    clearTimeout(this.#timer);
    if (this.found) this.#timer = setTimeout(() => this.next(), idle);
    this.#draw();
  }

  async signIn(number: string, pin: string): Promise<void> {
    await this.#attempt("signIn", async () => {
      this.#enter(await this.api.signIn(number, pin));
      this.set({ view: "search", focus: "#search" });
    });
  }

  signOut(): void {
    keep({ key: this.key, signedIn: null });
    this.#intents.clear();
    this.set({ signedIn: null, words: null, format: null, ...nobody, view: "search", focus: "#number" });
  }

  /** The next customer's turn. */
  next(): void {
    this.#intents.clear();
    this.set({ ...nobody, view: "search", focus: "#search" });
  }

  /** Looks for whoever was typed or scanned. */
  async find(typed: string): Promise<void> {
    const ways = lookupsOf(typed);
    const { words } = this;
    if (ways.length === 0) {
      this.set({ refusal: { at: "find", text: words?.neither ?? "" }, focus: "#search" });
      return;
    }
    await this.#attempt("find", async () => {
      this.set({ ...nobody, found: await this.#firstFound(ways), view: "member", focus: "h1" });
    });
  }

  async join(who: { email: string; phone: string; firstName: string }): Promise<void> {
    const given = Object.fromEntries(Object.entries(who).filter(([, value]) => value));
    await this.#attempt("join", async () => {
      const { id } = await this.#once(`join ${JSON.stringify(given)}`, (key) => this.api.enrol(given, key));
      this.set({ ...nobody, found: await this.api.member(id), view: "member", focus: "h1" });
    });
  }

  async add(receipt: string, amount: number, vouchers: string[]): Promise<void> {
    const { words, found } = this;
    if (!words || !found) return;
    const memberId = found.member.id;
    const body = { memberId, receipt, amount, vouchers };
    await this.#attempt("add", async () => {
      const added = await this.#once(`add ${JSON.stringify(body)}`, (key) => this.api.add(body, key));
      const { number } = added.receipt;
      const what = added.again
        ? words.again(number)
        : added.points
          ? words.added(added.points, number)
          : words.addedNothing(number);
      this.#show({
        what,
        notes: added.vouchers
          .filter(({ accepted }) => !accepted)
          .map(({ code, detail }) => words.notTaken(code, detail ?? "")),
        voucher: null,
        undo: added.again
          ? null
          : () => this.#once(`undo ${number}`, (key) => this.api.undoReceipt(number, key)),
      });
    });
  }

  async giveBack(receipt: string, amount: number): Promise<void> {
    const { words } = this;
    if (!words) return;
    await this.#attempt("giveBack", async () => {
      const given: Receipt = await this.#once(`giveBack ${receipt} ${amount}`, (key) =>
        this.api.giveBack(receipt, amount, key),
      );
      const what = words.gaveBack(amount, given.receipt.number);
      this.#show({ what, notes: [], voucher: null, undo: null });
    });
  }

  async redeem(rewardId: string, points: number): Promise<void> {
    const { words, found } = this;
    if (!words || !found) return;
    const memberId = found.member.id;
    await this.#attempt("redeem", async () => {
      const { voucher } = await this.#once(`redeem ${memberId} ${rewardId}`, (key) =>
        this.api.redeem(memberId, rewardId, points, key),
      );
      const { code, name } = voucher;
      this.#show({
        what: words.redeemed(name),
        notes: [],
        voucher,
        undo: () => this.#once(`undo ${code}`, (key) => this.api.undoRedemption(code, key)),
      });
    });
  }

  async undo(): Promise<void> {
    const { done, words } = this;
    if (!done?.undo || !words) return;
    const { undo } = done;
    await this.#attempt("undo", async () => {
      await undo();
      this.#show({ what: words.undone, notes: [done.what], voucher: null, undo: null });
    });
  }

  /** Says what was done at once, and what the member has after it as soon as that is known. */
  #show(done: Done): void {
    this.set({ done, asking: "", busy: "", focus: "#done" });
    void this.#refresh();
  }

  /** It is done, even where the new balance can't be read: the old one stands until the next look. */
  async #refresh(): Promise<void> {
    const id = this.found?.member.id;
    if (!id) return;
    const now = await this.api.member(id).catch(() => null);
    if (now && this.found?.member.id === id) this.set({ found: now });
  }

  #enter(signedIn: SignedIn): void {
    const { store } = signedIn;
    this.signedIn = signedIn;
    this.format = createFormat(store.locale, store, () => new Date().toISOString());
    this.words = english(this.format);
    document.documentElement.style.setProperty("--regulars-accent", store.accent);
    keep({ key: this.key, signedIn });
  }

  /** One request of an intent, with the same Idempotency-Key until it is answered for good. */
  async #once<T>(intent: string, ask: (key: string) => Promise<T>): Promise<T> {
    const key = this.#intents.get(intent) ?? crypto.randomUUID();
    this.#intents.set(intent, key);
    try {
      const answer = await ask(key);
      this.#intents.delete(intent);
      return answer;
    } catch (reason) {
      const { status } = reason instanceof Problem ? reason : new Problem();
      if (status >= 400 && status < 500 && status !== 401 && status !== 429) this.#intents.delete(intent);
      throw reason;
    }
  }

  async #firstFound(ways: Lookup[]): Promise<TillMember> {
    for (const [at, way] of ways.entries())
      try {
        return await this.api.lookup(way);
      } catch (reason) {
        const isNobody = reason instanceof Problem && (reason.status === 404 || reason.status === 422);
        if (!isNobody || at === ways.length - 1) throw reason;
      }
    throw new Problem();
  }

  /** Does something once at a time, and says beside where it was asked for why it was refused. */
  async #attempt(at: string, act: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.set({ busy: at, refusal: { at: "", text: "" } });
    try {
      await act();
      // What was shown may have begun something else already.
      if (this.busy === at) this.set({ busy: "" });
    } catch (reason) {
      this.set({ busy: "" });
      this.#explain(at, reason);
    }
  }

  #explain(at: string, reason: unknown): void {
    const { status, code, message } = reason instanceof Problem ? reason : new Problem();
    if (status === 401 && this.signedIn) {
      this.signOut();
      this.set({ refusal: { at: "signIn", text: firstWords.signedOut } });
      return;
    }
    const text =
      status === 0
        ? firstWords.lost
        : code === "member_not_found"
          ? (this.words?.nobody ?? message)
          : status === 429
            ? firstWords.tooMany
            : status < 500 && message
              ? message.replace(/^\/\w+: /, "")
              : firstWords.failed;
    this.set({ refusal: { at, text } });
  }
}

const nobody = {
  found: null,
  done: null,
  asking: "",
  isScanning: false,
  refusal: { at: "", text: "" },
} satisfies Partial<TillModel>;
