import { Problem } from "../widget/api/client.ts";
import type { Balance, Voucher } from "../widget/api/types.ts";
import type { Lookup, Receipt, SignedIn, TillMember } from "./types.ts";

/** Milliseconds after which an answer is no longer waited for. */
const patience = 15_000;

/** The till's API of one store. Every call rejects with a {@link Problem}. */
export function createApi(publishableKey: string, session: () => string) {
  async function ask<T>(path: string, body?: object, key?: string): Promise<T> {
    const headers: Record<string, string> = { "Content-Type": "application/json" };
    if (session()) headers.Authorization = `Bearer ${session()}`;
    if (key) headers["Idempotency-Key"] = key;
    let answer: Response;
    let content: unknown;
    try {
      answer = await fetch(`/till/${path}?key=${encodeURIComponent(publishableKey)}`, {
        ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
        headers,
        credentials: "omit",
        cache: "no-store",
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
    signIn: (number: string, pin: string) => ask<SignedIn>("sessions", { number, pin }),
    lookup: (wanted: Lookup) => ask<TillMember>("lookup", wanted),
    member: (id: string) => ask<TillMember>(`members/${encodeURIComponent(id)}`),
    enrol: (who: object, key: string) => ask<{ id: string }>("members", who, key),
    add: (receipt: object, key: string) => ask<Receipt>("receipts", receipt, key),
    giveBack: (receipt: string, amount: number, key: string) =>
      ask<Receipt>("receipts/refund", { receipt, amount }, key),
    undoReceipt: (receipt: string, key: string) => ask<Receipt>("receipts/undo", { receipt }, key),
    redeem: (memberId: string, rewardId: string, points: number, key: string) =>
      ask<{ voucher: Voucher; balance: Balance }>("redemptions", { memberId, rewardId, points }, key),
    undoRedemption: (code: string, key: string) => ask<unknown>("redemptions/undo", { code }, key),
  };
}

export type Api = ReturnType<typeof createApi>;
