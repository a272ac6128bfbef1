/** The rule by which points were given, as one version of a program says it, in plain English. */
import type { Program } from "./document.ts";
import type { Campaign, EarningAction } from "./document/earning.ts";
import type { ProductSet } from "./document/fields.ts";
import { listed, pointsInWords } from "./plain-words.ts";
import { moneyInWords } from "./money-words.ts";

/** What an entry says of the rule that made it. */
export interface AppliedRule {
  rule: string;
  /** Names of the tier and the campaigns that had a part in it. */
  tier?: string | undefined;
  campaigns?: string[] | undefined;
  /** The cap that held it back. */
  cap?: string | undefined;
  actionId?: string | undefined;
}

/** The rule in sentences, amounts in `currency`; null where the program has no such rule, as for an adjustment. */
export function ruleInWords(program: Program, applied: AppliedRule, currency: string): string | null {
  const { earning } = program;
  switch (applied.rule) {
    case "order":
    case "order_changed":
      return earning.order ? orderWords(program, earning.order, applied, currency) : null;
    case "sign_up":
      return earning.signUp === null ? null : `${pointsInWords(earning.signUp)} for joining.`;
    case "birthday":
      return earning.birthday === null ? null : `${pointsInWords(earning.birthday)} on each birthday.`;
    case "action":
      return actionWords(earning.actions.find(({ id }) => id === applied.actionId));
    case "tier_bonus":
    case "tier_bonus_void":
      return bonusWords(program, applied.tier);
    case "referral_advocate":
    case "referral_void":
      return referralWords(program, currency);
    case "transfer_received":
      return program.transfers && "Members may send each other points, which keep their dates.";
    default:
      return null;
  }
}

type OrderRate = NonNullable<Program["earning"]["order"]>;

function orderWords(program: Program, rate: OrderRate, applied: AppliedRule, currency: string): string {
  const each = (of: { points: number; per: number }) =>
    `${pointsInWords(of.points)} for every ${moneyInWords(of.per, currency)}`;
  const counted = ["goods"];
  if (rate.includeShipping) counted.push("shipping");
  if (rate.includeTax) counted.push("tax");
  const rounding = { down: "rounded down", nearest: "rounded to the nearest", up: "rounded up" }[
    rate.rounding
  ];
  const sentences = [`${each(rate)} of ${listed(counted)}, net of discounts and refunds, ${rounding}.`];
  if (rate.rates.length > 0)
    sentences.push(
      `Other rates: ${rate.rates.map((other) => `${each(other)} of ${products(other.products)}`).join("; ")}.`,
    );
  if (rate.exclude) sentences.push(`Nothing for ${products(rate.exclude)}.`);
  sentences.push(...partsWords(program, applied));
  const cap = program.earning.caps.find(({ period }) => period === applied.cap);
  if (cap)
    sentences.push(
      `At most ${pointsInWords(cap.points)} ${cap.period === "order" ? "an order" : `a ${cap.period}`}.`,
    );
  return [...sentences, ...holdWords(program), ...expiryWords(program)].join(" ");
}

/** What a tier and campaigns did to it, and how they went together. */
function partsWords({ tiers, earning }: Program, { tier, campaigns = [] }: AppliedRule): string[] {
  const level = tiers?.levels.find(({ name }) => name === tier);
  const had = campaigns.flatMap((name) => earning.campaigns.find((each) => each.name === name) ?? []);
  const multiplying = had.filter((each) => each.type === "multiply");
  const sentences = [
    ...(level && level.multiplier > 1 ? [`Times ${level.multiplier} for ${level.name}.`] : []),
    ...had.map(campaignWords),
  ];
  if (multiplying.length + (level && level.multiplier > 1 ? 1 : 0) < 2) return sentences;
  const { multipliers, atMost } = earning.stacking;
  const together = multipliers === "best" ? "The best of them counts" : "What each has over 1 is added up";
  return [...sentences, `${together}${atMost === null ? "" : `, to at most times ${atMost}`}.`];
}

function campaignWords(campaign: Campaign): string {
  const what =
    campaign.type === "multiply" ? `Times ${campaign.multiplier}` : `${pointsInWords(campaign.points)} more`;
  return `${what} by “${campaign.name}”.`;
}

function holdWords({ earning: { holdDays, holdFrom } }: Program): string[] {
  const days = holdDays === 0 ? "" : `${dayCount(holdDays)} after `;
  if (holdFrom === "release") return [`Ready ${days || "when "}the store lets them go.`];
  if (holdFrom === "fulfilment")
    return [`Ready ${days || "with "}the payment or the fulfilment, the later of them.`];
  return holdDays === 0 ? [] : [`Ready ${days}the payment.`];
}

function expiryWords({ expiry }: Program): string[] {
  if (!expiry) return ["They don't expire."];
  switch (expiry.type) {
    case "age":
      return [`They expire ${dayCount(expiry.afterDays)} after they are ready.`];
    case "dates":
      return [`They expire at the end of ${listed(expiry.dates.map(dateWords), "or")}.`];
    case "inactivity":
      return [
        `They expire after ${dayCount(expiry.afterDays)} without ${listed(expiry.activities.map(article), "or")}.`,
      ];
  }
}

function actionWords(action: EarningAction | undefined): string {
  if (!action) return "Given by the store.";
  const limits = action.limits.map(({ count: many, period }) => {
    const times = many === 1 ? "once" : `${many} times`;
    return period === "ever" ? `${times} ever` : `${times} a ${period}`;
  });
  const limited = limits.length === 0 ? "" : `, at most ${listed(limits)}`;
  return `${pointsInWords(action.points)} for “${action.name}”${limited}.`;
}

function bonusWords({ tiers }: Program, name: string | undefined): string | null {
  const level = tiers?.levels.find((each) => each.name === name);
  return level?.bonus ? `${pointsInWords(level.bonus)} for reaching ${level.name}, once.` : null;
}

function referralWords({ referral }: Program, currency: string): string | null {
  if (referral?.advocate.type !== "points") return null;
  const least =
    referral.minimumOrder === 0 ? "" : ` of at least ${moneyInWords(referral.minimumOrder, currency)}`;
  const hold =
    referral.holdDays === 0 ? "" : ` Ready ${dayCount(referral.holdDays)} after the friend's payment.`;
  return `${pointsInWords(referral.advocate.points)} for a friend's order${least}.${hold}`;
}

/** Names told of one set of products, of each kind. */
const MOST_NAMES = 5;

function products(set: ProductSet): string {
  const kinds = [
    ["product", set.productIds],
    ["SKU", set.skus],
    ["collection", set.collections],
    ["tag", set.tags],
  ] as const;
  return listed(
    kinds.flatMap(([kind, names]) => {
      const more = names.length > MOST_NAMES ? [`${names.length - MOST_NAMES} more`] : [];
      return names.length === 0 ? [] : [`${kind} ${listed([...names.slice(0, MOST_NAMES), ...more])}`];
    }),
    "or",
  );
}

function dayCount(days: number): string {
  return days === 1 ? "1 day" : `${days.toLocaleString("en")} days`;
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

/** MM-DD as a person reads it: 31 December. */
function dateWords(date: string): string {
  // A leap year, so that 29 February is one.
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(`2024-${date}T00:00:00Z`),
  );
}
