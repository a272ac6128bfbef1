import type {
  Card,
  Claimed,
  EntryPage,
  Invitation,
  Panel,
  Redeemed,
  ReferralLink,
  Signed,
  Storefront,
} from "./types.ts";

/** Milliseconds after which an answer is no longer waited for. */
const patience = 15_000;

/** Why a call gave nothing: what the API refused, or that no answer came (`status` 0, `code` "unreachable"). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status = 0, code = "unreachable", detail = "") {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

interface Ask {
  /** Sent as JSON, with POST. */
  body?: unknown;
  session?: string;
  /** Sent as `Idempotency-Key`. */
  key?: string;
}

/** The storefront API of one store. Every call rejects with a {@link Problem}. */
export function createClient(origin: string, publishableKey: string) {
  async function ask<T>(path: string, { body, session, key }: Ask = {}): Promise<T> {
    const url = new URL(`${origin}/storefront/${path}`);
    url.searchParams.set("key", publishableKey);
    // text/plain without further headers needs no preflight: that is one round trip less before the first drawing.
    const headers: Record<string, string> = { "Content-Type": key ? "application/json" : "text/plain" };
    if (session) headers.Authorization = `Bearer ${session}`;
    if (key) headers["Idempotency-Key"] = key;
    let answer: Response;
    let content: unknown;
    try {
      answer = await fetch(url, {
        ...(body
          ? { method: "POST", headers, body: JSON.stringify(body) }
          : { headers: session ? headers : {} }),
        credentials: "omit",
        signal: AbortSignal.timeout(patience),
      });
      content = (await answer.json()) as unknown;
    } catch {
      throw new Problem();
    }
    if (answer.ok) return content as T;
    const { code, detail } = content as { code?: string; detail?: string };
    throw new Problem(answer.status, code, detail);
  }

  return {
    program: () => ask<Storefront>("program"),
    signIn: (token: string) => ask<Signed>("sessions", { body: { token } }),
    panel: (session: string) => ask<Panel>("panel", { session }),
    card: (session: string) => ask<Card>("card", { session }),
    entries: (session: string, cursor: string) =>
      ask<EntryPage>(`entries?cursor=${encodeURIComponent(cursor)}`, { session }),
    redeem: (session: string, rewardId: string, key: string) =>
      ask<Redeemed>("redemptions", { session, key, body: { rewardId } }),
    referralLink: (session: string, key: string) =>
      ask<ReferralLink>("referral-links", { session, key, body: {} }),
    invitation: (code: string) => ask<Invitation>(`referrals/${encodeURIComponent(code)}`),
    claim: (code: string, email: string, key: string) =>
      ask<Claimed>("referral-claims", { key, body: { code, email } }),
  };
}

export type Client = ReturnType<typeof createClient>;
