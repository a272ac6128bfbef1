import type {
  Balance,
  Card,
  Claimed,
  CodeSent,
  EntryPage,
  Invitation,
  Panel,
  Profile,
  Redeemed,
  ReferralLink,
  Signed,
  SignedByCode,
  Storefront,
  Voucher,
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

/** The storefront API of one store, in one language. Every call rejects with a {@link Problem}. */
export function createClient(origin: string, publishableKey: string, lang: string) {
  async function ask<T>(path: string, { body, session, key }: Ask = {}): Promise<T> {
    const url = new URL(`${origin}/storefront/${path}`);
    url.searchParams.set("key", publishableKey);
    url.searchParams.set("lang", lang);
    // text/plain without further headers needs no preflight: that is one round trip less before the first drawing.
    const headers: Record<string, string> = {
      "Content-Type": key || session ? "application/json" : "text/plain",
    };
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
      // What was done may be answered with nothing to say.
      content = answer.status === 204 ? null : ((await answer.json()) as unknown);
    } catch {
      throw new Problem();
    }
    if (answer.ok) return content as T;
    const { code, detail } = content as { code?: string; detail?: string };
    throw new Problem(answer.status, code, detail);
  }

  return {
    /** Asks in another language from now on. */
    speak: (next: string) => void (lang = next),
    program: () => ask<Storefront>("program"),
    signIn: (token: string) => ask<Signed>("sessions", { body: { token } }),
    panel: (session: string) => ask<Panel>("panel", { session }),
    card: (session: string) => ask<Card>("card", { session }),
    entries: (session: string, cursor: string) =>
      ask<EntryPage>(`entries?cursor=${encodeURIComponent(cursor)}`, { session }),
    redeem: (session: string, rewardId: string, points: number | undefined, key: string) =>
      ask<Redeemed>("redemptions", { session, key, body: { rewardId, points } }),
    cancel: (session: string, code: string, key: string) =>
      ask<{ voucher: Voucher; balance: Balance }>(`vouchers/${encodeURIComponent(code)}/cancel`, {
        session,
        key,
        body: {},
      }),
    act: (session: string, action: string, key: string) =>
      ask<{ balance: Balance }>("actions", { session, key, body: { action } }),
    sendCode: (email: string) => ask<CodeSent>("sign-in-codes", { body: { email, locale: lang } }),
    signInByCode: (email: string, code: string) =>
      ask<SignedByCode>("sessions/email", { body: { email, code } }),
    refresh: (refresh: string) => ask<SignedByCode>("sessions/refresh", { body: { refresh } }),
    signOut: (session: string, refresh: string | undefined, everywhere: boolean) =>
      ask<unknown>("sign-out", { session, body: { refresh, everywhere } }),
    sendStepUp: (session: string) => ask<CodeSent>("step-up-codes", { session, body: { locale: lang } }),
    stepUp: (session: string, code: string) =>
      ask<Pick<Signed, "session">>("sessions/step-up", { session, body: { code } }),
    profile: (session: string) => ask<Profile>("profile", { session }),
    changeProfile: (session: string, changes: object, key: string) =>
      ask<Profile>("profile", { session, key, body: changes }),
    myData: (session: string) => ask<unknown>("profile/export", { session }),
    deleteMe: (session: string, key: string) =>
      ask<unknown>("profile/delete", { session, key, body: { confirm: "delete" } }),
    referralLink: (session: string, key: string) =>
      ask<ReferralLink>("referral-links", { session, key, body: {} }),
    invitation: (code: string) => ask<Invitation>(`referrals/${encodeURIComponent(code)}`),
    claim: (code: string, email: string, key: string) =>
      ask<Claimed>("referral-claims", { key, body: { code, email } }),
  };
}

export type Client = ReturnType<typeof createClient>;
