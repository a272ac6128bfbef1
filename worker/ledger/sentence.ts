import { listed, pointsInWords } from "../program/plain-words.ts";
import type { Reason } from "./entry.ts";

/** Why an entry is there, in a plain English sentence (promise 11). */
export function sentenceOf(points: number, reason: Reason): string {
  const count = pointsInWords(Math.abs(points));
  const friend = reason.firstName ?? "a friend";
  switch (reason.rule) {
    case "order":
      return `${count} earned by order ${reason.orderId ?? ""}${partakers(reason)}${heldBack(reason)}.`;
    case "order_changed":
      return `${count} ${orderChanged(points, reason)}.`;
    case "sign_up":
      return `${count} for joining.`;
    case "action":
      return `${count}: ${reason.description ?? "given by the store"}.`;
    case "redemption":
      return `${count} redeemed for ${reason.rewardName ?? "a reward"}.`;
    case "redemption_released":
      return reason.orderId === undefined
        ? `${count} given back, because ${reason.rewardName ?? "a reward"} was released.`
        : `${count} given back for ${reason.rewardName ?? "a reward"}, because order ${reason.orderId} was cancelled.`;
    case "expiry":
      return `${count} expired.`;
    case "expiry_reversed":
      return `${count} that had expired no longer count, because ${reason.orderId === undefined ? "what they were given for" : `order ${reason.orderId}`} changed.`;
    case "referral_advocate":
      return `${count} for referring ${friend}.`;
    case "referral_void":
      return `${count} taken back, because the order of ${friend} no longer counts.`;
    case "birthday":
      return `${count} for your birthday.`;
    case "tier_bonus":
      return `${count} for reaching ${reason.tier ?? "a tier"}.`;
    case "tier_bonus_void":
      return `${count} taken back, because ${reason.tier ?? "the tier"} is not reached after a refund.`;
    case "adjustment":
      return `${count} ${points < 0 ? "taken" : "added"} by the store: ${reason.description ?? "an adjustment"}.`;
    case "transfer_sent":
      return `${count} sent to ${reason.firstName ?? "another member"}.`;
    case "transfer_received":
      return `${count} received from ${reason.firstName ?? "another member"}.`;
    case "redemption_renewed":
      return reason.orderId === undefined
        ? `${count} redeemed again for ${reason.rewardName ?? "a reward"}, which the cancelled order no longer names.`
        : `${count} redeemed again for ${reason.rewardName ?? "a reward"}, because order ${reason.orderId} stands after all.`;
    case "merge_sent":
      return `${count} ${points < 0 ? "moved to" : "owed no more, but by"} the account that this one was merged into.`;
    case "merge_received":
      return `${count} ${points < 0 ? "owed by" : "from"} an account that was merged into this one.`;
    case "merge_carried":
      return `${count} ${points < 0 ? "less" : "more"}${carriedFor(reason)}, as two accounts were merged: nothing was won or lost by it.`;
    case "voucher_expired":
      return `${count} given back, because ${reason.rewardName ?? "a voucher"} expired unused.`;
    case "import":
      return points < 0
        ? `${count} owed, brought over from ${reason.description ?? "another program"}.`
        : `${count} brought over from ${reason.description ?? "another program"}.`;
    case "erased":
      return points < 0
        ? `${count} lapsed, because the member's data was erased.`
        : `${count} no longer asked for, because the member's data was erased.`;
  }
}

/** What an entry is about that only says where something is counted from now on. */
function carriedFor({ orderId, rewardName, tier }: Reason): string {
  if (orderId !== undefined) return ` for order ${orderId}`;
  if (rewardName !== undefined) return ` for ${rewardName}`;
  return tier === undefined ? "" : ` for reaching ${tier}`;
}

/** What a change of the order did, or one of another order that shares a cap with it. */
function orderChanged(points: number, { orderId = "", otherOrderId, forgiven = 0 }: Reason): string {
  const more = forgiven.toLocaleString("en");
  if (otherOrderId !== undefined)
    return points < 0
      ? `taken back from order ${orderId}, because order ${otherOrderId}, which shares its cap, has earned them`
      : `added for order ${orderId}, because order ${otherOrderId}, which shares its cap, has left them`;
  if (points > 0)
    return `added, because order ${orderId} changed${forgiven > 0 ? `; ${more} more had never been taken back` : ""}`;
  return `taken back, because order ${orderId} was refunded, cancelled or changed${forgiven > 0 ? `; ${more} more are not asked for` : ""}`;
}

/** The tier and the campaigns that had a part in it. */
function partakers({ tier, campaigns = [] }: Reason): string {
  const names = [...(tier === undefined ? [] : [tier]), ...campaigns];
  return names.length === 0 ? "" : `, with ${listed(names)}`;
}

/** The cap that left the order no more. */
function heldBack({ cap }: Reason): string {
  if (cap === undefined) return "";
  return cap === "order"
    ? ", the most that one order earns"
    : `, which is all that was left to earn that ${cap}`;
}
