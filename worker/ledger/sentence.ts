import type { Reason } from "./entry.ts";

/** Why an entry is there, in a plain English sentence (promise 11). */
export function sentenceOf(points: number, reason: Reason): string {
  const count = `${Math.abs(points).toLocaleString("en")} ${Math.abs(points) === 1 ? "point" : "points"}`;
  const friend = reason.firstName ?? "a friend";
  switch (reason.rule) {
    case "order":
      return `${count} earned by order ${reason.orderId ?? ""}.`;
    case "order_changed":
      return points < 0
        ? `${count} taken back, because order ${reason.orderId ?? ""} was refunded, cancelled or changed.`
        : `${count} added, because order ${reason.orderId ?? ""} changed.`;
    case "sign_up":
      return `${count} for joining.`;
    case "action":
      return `${count}: ${reason.description ?? "given by the store"}.`;
    case "redemption":
      return `${count} redeemed for ${reason.rewardName ?? "a reward"}.`;
    case "redemption_released":
      return `${count} given back, because ${reason.rewardName ?? "a reward"} was released.`;
    case "expiry":
      return `${count} expired.`;
    case "expiry_reversed":
      return `${count} that had expired no longer count, because order ${reason.orderId ?? ""} changed.`;
    case "referral_advocate":
      return `${count} for referring ${friend}.`;
    case "referral_void":
      return `${count} taken back, because the order of ${friend} no longer counts.`;
  }
}
