import { expect } from "vitest";
import { redeemedSchema } from "../../../../worker/rewards/answers.ts";
import { REWARDS } from "../draw/rewards.ts";
import { redeem as modelRedeem, release, use } from "../model/vouchers.ts";
import { live, type Voucher } from "../model/world.ts";
import type { SideBySide } from "../side-by-side.ts";
import { joined } from "./members.ts";
import { offered, oneOf, type Do } from "./picks.ts";

export async function redeem(
  both: SideBySide,
  { customer, reward: pick, steps }: Do<"redeem">,
): Promise<void> {
  const { customer: name, memberId } = await joined(both, customer);
  const reward = offered(live(both.world).rewards, REWARDS, pick);
  const points = reward === "sliding" && steps !== null ? steps * 10 : null;
  const outcome = modelRedeem(both.world, name, reward, points, both.now);
  const body = { memberId, rewardId: reward, ...(points === null ? {} : { points }) };
  const refusal = "refusal" in outcome ? outcome.refusal : null;
  const answer = await both.post("/v1/redeem", body, refusal);
  if (!("voucher" in outcome)) return;
  const redeemed = answer.as(redeemedSchema);
  both.world.vouchers.set(redeemed.voucher.code, outcome.voucher);
  expect(redeemed.redemption.points).toBe(outcome.voucher.points);
  both.answersBalance(answer, name);
}

export async function releaseVoucher(both: SideBySide, { voucher: pick }: Do<"release">): Promise<void> {
  const found = voucherAt(both, pick);
  if (!found) return;
  const isReleased = release(both.world, found.voucher, false, both.now);
  const path = `/v1/vouchers/${found.code}/release`;
  const answer = await both.post(path, {}, isReleased ? null : "voucher_not_releasable");
  if (isReleased) both.answersBalance(answer, found.voucher.customer);
}

/** The member gives it back on the store's page. */
export async function cancelVoucher(
  both: SideBySide,
  { voucher: pick }: Do<"cancel voucher">,
): Promise<void> {
  const found = voucherAt(both, pick);
  if (!found) return;
  const isReleased = release(both.world, found.voucher, true, both.now);
  const session = await both.session(found.voucher.customer);
  const answer = await both.store.page("POST", `/storefront/vouchers/${found.code}/cancel`, {
    body: {},
    session,
  });
  if (!isReleased) expect(answer.problem().code).toBe("voucher_not_releasable");
  else both.answersBalance(answer, found.voucher.customer);
}

export async function useVoucher(both: SideBySide, { voucher: pick }: Do<"use">): Promise<void> {
  const found = voucherAt(both, pick);
  if (!found) return;
  const isUsed = use(found.voucher, "in the shop", both.now);
  const body = { orderId: "in the shop" };
  await both.post(`/v1/vouchers/${found.code}/use`, body, isUsed ? null : "voucher_not_usable");
}

function voucherAt({ world }: SideBySide, pick: number): { code: string; voucher: Voucher } | null {
  const [code, voucher] = oneOf([...world.vouchers], pick) ?? [];
  return code === undefined || !voucher ? null : { code, voucher };
}
