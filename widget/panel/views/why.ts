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
      return t("friendReturned", firstName ?? t("someFriend"));
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
    case "erased":
      return points < 0 ? t("expired") : t("notAsked", points);
    case "merge_sent":
    case "merge_received":
    case "merge_carried":
      return t("merged");
    default:
      return sentence;
  }
}

/** Why it is that many points: the Worker's sentence in English, elsewhere what the reason's data says. */
export function whyOf(model: PanelModel, entry: Entry): string {
  if (model.words.lang === "en") return entry.sentence;
  const parts = partsOf(model, entry).filter(Boolean);
  return parts.join(" · ") || model.t("points", Math.abs(entry.points));
}

function partsOf(model: PanelModel, { reason, points, createdAt }: Entry): unknown[] {
  const { t, format, panel } = model;
  const { description, orderId, rewardName, voucherCode, tier, otherOrderId, forgiven, cap } = reason;
  const count = Math.abs(points);
  const order = orderId && t("order", orderId);
  switch (reason.rule) {
    case "order": {
      const { version, earning } = panel?.program ?? {};
      // Under an earlier version the rate was perhaps another.
      const rate = reason.programVersion === version && earning?.order;
      const by = [tier, ...(reason.campaigns ?? [])].filter(Boolean).join(", ");
      return [
        rate && t("perOrder", rate.points, format.money(rate.per)),
        by && t("orderBy", by),
        cap && t("capped"),
      ];
    }
    case "order_changed":
      // Another order that shares its cap has taken them, or left them.
      if (otherOrderId) return [t("order", otherOrderId), t("capped")];
      return points < 0
        ? [t("backBecause"), forgiven ? t("notAsked", forgiven) : ""]
        : [t("addedBecause"), cap && t("capped")];
    case "sign_up":
      return [t("signUp", count)];
    case "adjustment":
      return [t(points < 0 ? "taken" : "gift")];
    case "redemption":
      return [t("rewardFor", count), voucherCode];
    case "redemption_released":
    case "redemption_renewed":
    case "voucher_expired":
      return [points > 0 ? t("gaveBack", count) : t("rewardFor", count), order, voucherCode];
    case "expiry":
      return [t("ranOut", format.date(createdAt))];
    case "expiry_reversed":
      return [orderId && t("orderChanged", orderId)];
    case "referral_void":
      return [t("returned")];
    case "birthday":
      return [t("onBirthday", count)];
    case "tier_bonus":
      return [t("extraPoints", count)];
    case "tier_bonus_void":
      return [t("backBecause")];
    case "import":
      return [description];
    case "merge_sent":
    case "merge_received":
    case "merge_carried":
      return [order, rewardName, tier];
    default:
      return [];
  }
}
