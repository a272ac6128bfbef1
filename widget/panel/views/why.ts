import type { Entry } from "../../api/types.ts";
import type { PanelModel } from "../model.ts";

/** What an entry is about, in a few words; a rule that has none here is told in the Worker's own. */
export function titleOf({ t }: PanelModel, { reason, points, sentence }: Entry, program: string): string {
  const { orderId = "", rewardName = "", description = "", firstName, tier = "" } = reason;
  const somebody = firstName ?? t("aFriend");
  switch (reason.rule) {
    case "order":
      return t("order", orderId);
    case "order_changed":
      return t("orderChanged", orderId);
    case "sign_up":
      return t("joinedProgram", program);
    case "action":
    case "adjustment":
      return description || t(points < 0 ? "taken" : "gift");
    case "redemption":
      return rewardName;
    case "redemption_released":
      return t("handedBack", rewardName);
    case "redemption_renewed":
      return t("renewed", rewardName);
    case "voucher_expired":
      return t("voucherExpired", rewardName);
    case "expiry":
      return t("expired");
    case "expiry_reversed":
      return t("unexpired");
    case "referral_advocate":
      return t("thanks", somebody);
    case "referral_void":
      return t("friendReturned", somebody);
    case "birthday":
      return t("birthday");
    case "tier_bonus":
      return t("reached", tier);
    case "tier_bonus_void":
      return t("notReached", tier);
    case "transfer_sent":
      return t("sentTo", somebody);
    case "transfer_received":
      return t("receivedFrom", somebody);
    case "import":
      return t("broughtOver");
    case "merge_sent":
    case "merge_received":
    case "merge_carried":
      return t("merged");
    default:
      return sentence;
  }
}

/** Why it is that many points, in the shopper's language as far as the reason's data says it. */
export function whyOf({ t, words }: PanelModel, { reason, points, sentence }: Entry): string {
  // The Worker's sentence says it all, in English.
  if (words.lang === "en") return sentence;
  const { tier, campaigns = [], cap, forgiven } = reason;
  const by = [tier, ...campaigns].filter(Boolean).join(", ");
  switch (reason.rule) {
    case "order":
      return (
        [by && t("orderBy", by), cap && t("capped")].filter(Boolean).join(" · ") ||
        t("order", reason.orderId ?? "")
      );
    case "order_changed":
      return [t(points < 0 ? "backBecause" : "addedBecause"), forgiven && t("notAsked", forgiven)]
        .filter(Boolean)
        .join(" · ");
    default:
      return reason.description ?? "";
  }
}
