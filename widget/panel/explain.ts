import { Problem } from "../api/client.ts";
import type { Key } from "../words/say.ts";
import { lapses } from "./lapses.ts";
import type { PanelModel } from "./model.ts";

/** What is said of a refusal, by its code; the Worker's own words are for those that have none here. */
const refusals: Partial<Record<string, Key>> = {
  insufficient_points: "tooFew",
  points_not_offered: "repriced",
  reward_not_found: "rewardGone",
  reward_not_open: "rewardGone",
  reward_out_of_stock: "soldOut",
  reward_codes_missing: "soldOut",
  reward_limit_reached: "hadAll",
  not_a_new_customer: "notNew",
  own_referral_link: "ownLink",
  already_claimed: "hadIt",
  action_limit_reached: "hadAll",
  birthday_fixed: "birthdayNote",
  voucher_on_its_way: "onItsWay",
  referral_link_not_found: "linkGone",
  referral_link_inactive: "linkGone",
  code_invalid: "codeWrong",
  email_missing: "emailMissing",
  mail_not_sent: "mailFailed",
  mail_not_configured: "mailFailed",
  too_many_requests: "tooMany",
};

/** What to tell a person about a failure; settles the intent if it was refused for good. */
export function explain(model: PanelModel, reason: unknown, intent: string): string {
  const { t, words, shopper } = model;
  const { status, code, message } = reason instanceof Problem ? reason : new Problem();
  if (status >= 400 && status < 500 && status !== 401 && status !== 429) model.settle(intent);
  const known = refusals[code];
  if (known) return t(known);
  if (status === 401) return t(lapses[shopper.refused] ?? "lapsed");
  // The Worker's own words are English.
  return status === 0
    ? t(navigator.onLine ? "lost" : "offlineTitle")
    : status < 500 && message && words.lang === "en"
      ? message
      : t("failed");
}
