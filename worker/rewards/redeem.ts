import { newId } from "../database/id.ts";
import { refusalOf } from "../database/refusal.ts";
import { redemptions, vouchers } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import { selectBalance, type Balance } from "../ledger/balance.ts";
import type { EntryHead } from "../ledger/entry.ts";
import { INSUFFICIENT_POINTS, spend } from "../ledger/spend.ts";
import { isoTime } from "../members/answers.ts";
import { memberMissing, requireMember } from "../members/require-member.ts";
import { daysAfter } from "../program/lot-dates.ts";
import { liveProgram, readCurrent, type StoreContext } from "../stores/store-context.ts";
import { voucherAnswer, type VoucherRow } from "./answers.ts";
import { newVoucherCode } from "./code.ts";

/**
 * Redeems a member's points for a reward of the live program, in one round trip; the answer holds the
 * redemption, the voucher and the balance after it. Throws the problems `reward_not_found`,
 * `member_not_found` and `insufficient_points`.
 */
export async function redeem(
  context: StoreContext,
  memberId: string,
  rewardId: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, now } = context;
  const { store } = context.configuration;
  const program = liveProgram(context);
  const reward = program.document.rewards.find((each) => each.id === rewardId);
  if (!reward) throw new Problem("reward_not_found", `The program has no reward "${rewardId}".`);

  const redemptionId = newId("red", now);
  const voucher: VoucherRow = {
    storeId,
    code: newVoucherCode(store.handle),
    memberId,
    source: "redemption",
    redemptionId,
    referralId: null,
    name: reward.name,
    amount: reward.amount,
    currency: store.currency,
    minimumOrder: reward.minimumOrder,
    points: reward.points,
    status: "issued",
    orderId: null,
    availableAt: now,
    expiresAt: daysAfter(now, reward.validDays),
    createdAt: now,
    usedAt: null,
  };
  const head: EntryHead = {
    storeId,
    memberId,
    id: newId("ent", now),
    kind: "redeem",
    key: `redeem:${redemptionId}`,
    source: null,
    programVersion: program.version,
    reason: { rule: "redemption", rewardName: reward.name, voucherCode: voucher.code },
    now,
  };
  const redemption = { id: redemptionId, rewardId, points: reward.points, createdAt: isoTime(now) };
  const statements = [
    requireMember(context, memberId),
    ...spend(database, head, reward.points),
    database.insert(redemptions).values({
      storeId,
      id: redemptionId,
      memberId,
      rewardId,
      points: reward.points,
      entryId: head.id,
      createdAt: now,
      releasedAt: null,
    }),
    database.insert(vouchers).values(voucher),
  ];
  try {
    return await keyedWrite(context, request, statements, {
      status: 201,
      body: { redemption, voucher: voucherAnswer(voucher, now) },
      balanceOf: memberId,
    });
  } catch (error) {
    if (refusalOf(error) === INSUFFICIENT_POINTS)
      throw await insufficientPoints(context, memberId, reward.points);
    return memberMissing(error);
  }
}

async function insufficientPoints(context: StoreContext, memberId: string, price: number): Promise<Problem> {
  const { database, storeId, now } = context;
  const [[balance]] = await readCurrent(context, [
    database.all<Balance>(selectBalance(storeId, memberId, now)),
  ]);
  const missing = price - (balance?.available ?? 0);
  const pending = balance?.pending ? ` ${balance.pending} more are on their way.` : "";
  // Between the refusal and this read points may have come: then it is the refusal that stands.
  const detail =
    missing > 0
      ? `This reward costs ${price} points, and ${missing} are missing.${pending}`
      : "The points were in use by another redemption. Try again.";
  return new Problem("insufficient_points", detail);
}
