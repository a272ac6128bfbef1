/** Which campaigns an order was placed in. */
import { localDate } from "./calendar.ts";
import type { Campaign } from "./document/earning.ts";
import type { OrderTerms } from "./order-terms.ts";

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/**
 * The campaigns that an order is in: placed at `placedAt` (milliseconds) by a member on these terms, its goods now
 * worth `goods` (minor units of the store's currency).
 */
export function campaignsOf(
  campaigns: Campaign[],
  placedAt: number,
  terms: OrderTerms,
  goods: number,
): Campaign[] {
  return campaigns.filter(
    (campaign) =>
      isOn(campaign, placedAt, terms.timeZone) &&
      (campaign.tiers.length === 0 || (terms.tier !== null && campaign.tiers.includes(terms.tier))) &&
      (!campaign.firstOrder || terms.firstOrder) &&
      goods >= campaign.minimumOrder,
  );
}

function isOn({ from, until, weekdays, hours }: Campaign, at: number, timeZone: string): boolean {
  if (from !== null && at < Date.parse(from)) return false;
  if (until !== null && at >= Date.parse(until)) return false;
  if (weekdays.length === 0 && hours === null) return true;
  const { weekday, hour } = localDate(at, timeZone);
  const named = WEEKDAYS[weekday - 1];
  if (weekdays.length > 0 && (named === undefined || !weekdays.includes(named))) return false;
  return hours === null || (hour >= hours.from && hour < hours.until);
}
