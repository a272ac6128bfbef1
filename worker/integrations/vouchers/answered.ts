/** What the routes do beside answering: a code is made over there before the answer, and switched off after it. */
import type { Context } from "hono";
import type { AppTypes } from "../../http/app-types.ts";
import { Problem } from "../../http/problem.ts";
import type { Redeemed, VoucherAnswer } from "../../rewards/answers.ts";
import { storeContext } from "../../stores/store-context.ts";
import { publishNow } from "./publish-now.ts";

const REDEMPTION_REFUSED = "The shop can't take the code of this reward. You have your points back.";
const REFERRAL_REFUSED = "The shop can't take the code of this voucher. Please ask the store.";

/**
 * The voucher that a keyed write was answered with, and how its code stands at the checkout by now: one that is held is
 * called for at once. The stored answer is of before the call, so that a request sent again looks anew. Throws the
 * problem `voucher_refused` where there will be no code.
 */
export async function publishAnswered(c: Context<AppTypes>, voucher: VoucherAnswer): Promise<VoucherAnswer> {
  if (voucher.publication !== "held" && voucher.publication !== "refused") return voucher;
  const context = storeContext(c.env, c.get("configuration"), c.get("now"));
  const publication = await publishNow(context, voucher.code);
  if (publication === "refused")
    throw new Problem(
      "voucher_refused",
      voucher.source === "redemption" ? REDEMPTION_REFUSED : REFERRAL_REFUSED,
    );
  return { ...voucher, publication };
}

/** What a redemption was answered with, its voucher as `publishAnswered` has it. */
export async function publishRedeemed(c: Context<AppTypes>, redeemed: Redeemed): Promise<Redeemed> {
  return { ...redeemed, voucher: await publishAnswered(c, redeemed.voucher) };
}

/** Switches the voucher's code off over there once the answer is on its way, where the voucher works no longer. */
export function withdrawAfterwards(c: Context<AppTypes>, { code, publication }: VoucherAnswer): void {
  if (publication === "withdrawing") workAfterwards(c, [code]);
}

/** Does what is due for the codes of an order's vouchers once the answer is on its way. */
export function withdrawUsedAfterwards(
  c: Context<AppTypes>,
  captured: { code: string; accepted: boolean }[],
): void {
  const { connections } = c.get("configuration");
  const used = captured.filter(({ accepted }) => accepted).map(({ code }) => code);
  if (connections.some(({ publishesVouchers }) => publishesVouchers)) workAfterwards(c, used);
}

function workAfterwards(c: Context<AppTypes>, codes: string[]): void {
  if (codes.length === 0) return;
  const context = storeContext(c.env, c.get("configuration"), c.get("now"));
  const work = async () => {
    for (const code of codes) await publishNow(context, code);
  };
  c.executionCtx.waitUntil(
    work().catch((error: unknown) => {
      // The job does it: what is due is written down.
      console.error(JSON.stringify({ voucherCall: "afterwards", error: nameOf(error) }));
    }),
  );
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
