/** A campaign as a shopper reads it, in plain English. */
import { localDate } from "./calendar.ts";
import type { Program } from "./document.ts";
import type { Campaign } from "./document/earning.ts";
import { listed, pointsInWords } from "./plain-words.ts";
import { dayInWords, hourInWords } from "./moment-words.ts";
import { moneyInWords } from "./money-words.ts";

/** Where and in what the words are said: the store's time zone (IANA) and currency (ISO 4217). */
export interface StoreWords {
  timeZone: string;
  currency: string;
}

/** The campaigns that orders placed at `now` (milliseconds) may fall under, by their dates. */
export function runningCampaigns({ earning }: Program, now: number): Campaign[] {
  return earning.campaigns.filter(
    ({ from, until }) =>
      (from === null || Date.parse(from) <= now) && (until === null || now < Date.parse(until)),
  );
}

/** What a campaign gives, and when: "2 times the points on orders of at least £20, on Saturdays, for Gold." */
export function campaignInWords(campaign: Campaign, { tiers }: Program, store: StoreWords): string {
  const { minimumOrder, firstOrder, products, weekdays, hours, until } = campaign;
  const what =
    campaign.type === "multiply"
      ? `${campaign.multiplier} times the points`
      : `${pointsInWords(campaign.points)} more`;
  const least = minimumOrder > 0 ? ` of at least ${moneyInWords(minimumOrder, store.currency)}` : "";
  const levels = tiers?.levels.filter(({ id }) => campaign.tiers.includes(id)).map(({ name }) => name) ?? [];
  const parts = [
    `${what} on ${firstOrder ? "your first order" : "orders"}${least}`,
    products && "for some products",
    weekdays.length > 0 && `on ${listed(weekdays.map(plural))}`,
    hours && `from ${clock(hours.from)} to ${clock(hours.until)}`,
    until !== null && untilWords(Date.parse(until), store.timeZone),
    levels.length > 0 && `for ${listed(levels)}`,
  ];
  return `${parts.filter((part) => typeof part === "string").join(", ")}.`;
}

/** A day is named as the last one where the campaign ends with it. */
function untilWords(until: number, timeZone: string): string {
  if (localDate(until, timeZone).day !== localDate(until - 1, timeZone).day)
    return `to the end of ${dayInWords(until - 1, timeZone)}`;
  return `until ${dayInWords(until, timeZone)}, ${hourInWords(until, timeZone)}`;
}

function plural(weekday: string): string {
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}s`;
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
