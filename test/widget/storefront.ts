import type { Panel, ReferralLink, Reward, Voucher } from "../../widget/api/types.ts";
import { answerOfMember, profile } from "./fake-profile.ts";
import { invitation, panel, storefront, voucher, welcome } from "./fixtures.ts";
import { type Answer, MailedCodes, refusal } from "./mailed-codes.ts";

/** Where the fake Worker is. */
export const origin = "https://regulars.test";

interface Call {
  method: string;
  path: string;
  headers: Headers;
  body: Record<string, string>;
}

/**
 * A storefront API for tests of the widget alone, in place of `fetch`. It keeps its promises about keys: the same
 * Idempotency-Key gives the same answer and changes nothing more.
 */
export class FakeStorefront {
  calls: Call[] = [];
  /** What a member's panel is now; redeeming changes it. */
  panel: Panel = structuredClone(panel);
  storefront = structuredClone(storefront);
  invitation = structuredClone(invitation);
  link: ReferralLink = { code: "anna-1", url: "https://juniper.shop/r/anna-1", clicks: 0, active: true };
  card = {
    number: "4829036157",
    code: "RGL:4829036157.TP3K2A.7Q4KM2XPRW0000AB",
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
  };
  profile = structuredClone(profile);
  /** The member's account was deleted. */
  deleted = false;
  /** Ids of the actions that the shopper was credited with. */
  acted: string[] = [];
  welcome: Voucher | null = structuredClone(welcome);
  /** Tokens that are good for a session. */
  tokens = new Set(["token"]);
  /** Milliseconds before each answer. */
  delay = 0;
  /** No call arrives. */
  unreachable = false;
  /** The next write is done, and its answer lost. */
  loseAnswer = false;
  /** Paths that are refused, and with what. */
  refused: Record<string, [status: number, code: string, detail?: string]> = {};
  /** Sessions that are good. */
  sessions = new Set<string>();
  /** What `data-token-url` answers: a token, `null` for nobody. */
  signedIn: string | null = null;
  /** Signing in by mailed codes. */
  mailed = new MailedCodes();
  /** Points above which a redemption takes a mailed code; `null`: none does. */
  codeAbove: number | null = null;
  redeemed = 0;
  /** The shop does not take codes in time: a redemption is answered without one. */
  onItsWay = false;
  #answers = new Map<string, Answer>();
  #opened = 0;
  #real = globalThis.fetch;

  /** Takes the place of `fetch`; gives back how to undo it. */
  install(target: { fetch: typeof fetch } = globalThis): () => void {
    target.fetch = (input, init) => this.#fetch(new Request(input, init));
    return () => (target.fetch = this.#real);
  }

  /** The calls to one path, in order. */
  to(path: string): Call[] {
    return this.calls.filter((call) => call.path === path);
  }

  async #fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname === "/regulars/token") {
      return this.signedIn === null ? new Response(null, { status: 204 }) : new Response(this.signedIn);
    }
    if (url.origin !== origin) return this.#real(request);
    const path = url.pathname.replace("/storefront/", "");
    const text = await request.text();
    const body = (text ? JSON.parse(text) : {}) as Record<string, string>;
    const call = { method: request.method, path, headers: request.headers, body };
    this.calls.push(call);
    if (this.delay) await new Promise((resolve) => setTimeout(resolve, this.delay));
    if (this.unreachable) throw new TypeError("Failed to fetch");
    const { status, body: content } = this.#once(call, url);
    if (this.loseAnswer && request.method === "POST") {
      this.loseAnswer = false;
      throw new TypeError("Failed to fetch");
    }
    return new Response(status === 204 ? null : JSON.stringify(content), {
      status,
      headers: { "Content-Type": "application/json" },
    });
  }

  #once(call: Call, url: URL): Answer {
    const key = call.headers.get("Idempotency-Key");
    const known = key === null ? undefined : this.#answers.get(key);
    if (known) return known;
    const answer = this.#answer(call, url);
    if (key !== null && answer.status < 300) this.#answers.set(key, answer);
    return answer;
  }

  #answer({ method, path, headers, body }: Call, url: URL): Answer {
    const refused = this.refused[path];
    if (refused) return refusal(...refused);
    if (path === "program") return { status: 200, body: this.storefront };
    if (path === "sessions") return this.#session(body.token ?? "");
    if (path.startsWith("referrals/")) return { status: 200, body: this.invitation };
    if (path === "referral-claims") {
      return {
        status: 201,
        body: {
          referral: { id: "ref_1", status: "claimed" },
          voucher: this.welcome,
          advocate: { firstName: "Anna" },
        },
      };
    }
    const session = headers.get("Authorization")?.replace("Bearer ", "") ?? "";
    const isSignedIn = this.sessions.has(session);
    const byCode = this.mailed.answer(
      path,
      body,
      isSignedIn ? session : undefined,
      () => this.#open(),
      this.panel,
    );
    if (path === "sign-out" && byCode) {
      this.sessions.delete(session);
      if (body.everywhere) this.sessions.clear();
    }
    if (byCode) return byCode;
    if (!isSignedIn) return refusal(401, "session_expired");
    if (path === "panel") return { status: 200, body: this.panel };
    if (path === "card") return { status: 200, body: this.card };
    if (path === "entries") return this.#entries(url.searchParams.get("cursor") ?? "");
    if (path === "referral-links") return { status: 201, body: this.link };
    const [, given] = /^vouchers\/(.+)\/cancel$/.exec(path) ?? [];
    if (given) return this.#giveBack(decodeURIComponent(given));
    return (
      answerOfMember(this, { method, path, body }) ??
      this.#redeem(body.rewardId ?? "", body.points, this.mailed.raised.has(session))
    );
  }

  #open(): string {
    const session = `session-${String(++this.#opened)}`;
    this.sessions.add(session);
    return session;
  }

  #session(token: string): Answer {
    if (!this.tokens.has(token))
      return refusal(401, token.startsWith("bad") ? "token_invalid" : "token_expired");
    return {
      status: 200,
      body: { session: this.#open(), expiresAt: "2026-11-22T11:00:00.000Z", panel: this.panel },
    };
  }

  #entries(cursor: string): Answer {
    const from = Number(cursor);
    const all = this.allEntries ?? this.panel.entries;
    const items = all.slice(from, from + 20);
    return { status: 200, body: { items, next: from + 20 < all.length ? String(from + 20) : null } };
  }

  /** All entries there are, where they are more than the panel holds. */
  allEntries: Panel["entries"] | undefined;

  #giveBack(code: string): Answer {
    const { balance, vouchers } = this.panel;
    const found = vouchers.find((each) => each.code === code);
    if (!found) return refusal(404, "voucher_not_found");
    if (!found.cancellable) return refusal(409, "voucher_not_releasable");
    const released: Voucher = { ...found, status: "released", cancellable: false };
    this.panel = {
      ...this.panel,
      balance: { ...balance, available: balance.available + found.points },
      vouchers: vouchers.map((each) => (each === found ? released : each)),
    };
    return { status: 200, body: { voucher: released, balance: this.panel.balance } };
  }

  #redeem(rewardId: string, asked: unknown, isRaised: boolean): Answer {
    const reward = this.panel.program.rewards.find(({ id }) => id === rewardId);
    const { balance } = this.panel;
    if (!reward) return refusal(404, "reward_not_found");
    const { sliding } = reward;
    const points = typeof asked === "number" ? asked : reward.points;
    const isOffered = sliding
      ? points >= sliding.minimum && points <= sliding.maximum && points % sliding.step === 0
      : points === reward.points;
    if (!isOffered) return refusal(422, "points_not_offered");
    if (this.codeAbove !== null && points > this.codeAbove && !isRaised) return refusal(403, "code_required");
    if (balance.available < points) return refusal(409, "insufficient_points");
    this.redeemed++;
    const made = voucher({
      ...details(reward),
      points,
      amount: sliding ? (points / sliding.step) * sliding.amount : reward.amount,
      ...(this.onItsWay
        ? { code: "", status: "pending", cancellable: false }
        : { code: `JUN-NEW-${String(this.redeemed)}` }),
    });
    this.panel = {
      ...this.panel,
      balance: { ...balance, available: balance.available - points },
      vouchers: [made, ...this.panel.vouchers],
    };
    return {
      status: 201,
      body: { redemption: { id: "red_1", rewardId, points }, voucher: made, balance: this.panel.balance },
    };
  }
}

/** What a voucher says as its reward did. */
function details({ type, name, cancellable, ...reward }: Reward): Partial<Voucher> {
  const said: Partial<Voucher> = { type, name, cancellable };
  for (const key of ["productName", "description", "partner", "url", "cause"] as const)
    if (reward[key] !== undefined) said[key] = reward[key];
  return said;
}
