import type { Campaign } from "../../../../worker/program/document/earning.ts";
import type { OrderTerms } from "../../../../worker/program/order-terms.ts";
import type { OrderUpdate } from "../../../../worker/program/order.ts";
import { local } from "./calendar.ts";
import { keptMoney } from "./kept.ts";

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** Whether a campaign is for this order, in this state and under these terms; which of its lines is another question. */
export function isFor(campaign: Campaign, order: OrderUpdate, terms: OrderTerms): boolean {
  const placedAt = Date.parse(order.placedAt);
  const { weekday, hour } = local(placedAt, terms.timeZone);
  const { from, until, weekdays, hours, tiers, firstOrder, minimumOrder } = campaign;
  if (from !== null && placedAt < Date.parse(from)) return false;
  if (until !== null && placedAt >= Date.parse(until)) return false;
  if (weekdays.length > 0 && !weekdays.some((name) => name === WEEKDAYS[weekday])) return false;
  if (hours !== null && (hour < hours.from || hour >= hours.until)) return false;
  if (tiers.length > 0 && (terms.tier === null || !tiers.includes(terms.tier))) return false;
  if (firstOrder && !terms.firstOrder) return false;
  return keptMoney(order, order.refunds, terms.currency) >= minimumOrder;
}
