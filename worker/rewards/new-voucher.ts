import { typeDetails } from "../program/reward-details.ts";
import type { Reward } from "../program/document/rewards.ts";
import { daysAfter } from "../program/lot-dates.ts";
import type { VoucherDetails } from "../program/voucher-details.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { VoucherRow } from "./answers.ts";

/** What a redemption settled on. */
export interface Chosen {
  memberId: string;
  redemptionId: string;
  /** What was paid, points. */
  points: number;
  /** Minor units, per cent or pieces, by the reward's type. */
  amount: number;
}

/** The voucher that the reward gives now. It keeps what the reward said, whatever becomes of the reward. */
export function newVoucher(
  { storeId, now, configuration }: StoreContext,
  reward: Reward,
  { memberId, redemptionId, points, amount }: Chosen,
  code: string,
): VoucherRow {
  return {
    storeId,
    code,
    memberId,
    source: "redemption",
    redemptionId,
    referralId: null,
    name: reward.name,
    amount,
    currency: configuration.store.currency,
    minimumOrder: reward.minimumOrder,
    points,
    status: "issued",
    orderId: null,
    availableAt: now,
    expiresAt: daysAfter(now, reward.validDays),
    createdAt: now,
    usedAt: null,
    type: reward.type,
    details: detailsOf(reward),
    returns: reward.onExpiry === "give_back",
    publication: null,
    reservedFor: null,
    reservedUntil: 0,
    changedAt: null,
  };
}

function detailsOf(reward: Reward): VoucherDetails {
  return {
    ...typeDetails(reward),
    ...(reward.maximumShare === null ? {} : { maximumShare: reward.maximumShare }),
    ...(reward.products === null ? {} : { products: reward.products }),
    ...(reward.onCancel === "keep" ? {} : { onCancel: reward.onCancel }),
    // A code of the store's own works elsewhere, and whoever has read it has it.
    cancellable: reward.cancellable && reward.codes === null,
    ...(reward.stock === null ? {} : { stocked: true }),
    ...(reward.limits.length === 0 ? {} : { limited: true }),
  };
}
