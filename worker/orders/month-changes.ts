/** What an order counts for in its member's months, from which their tier is counted. */
import { monthOf } from "../program/calendar.ts";
import { keptGoods, keptMoney } from "../program/order-points.ts";
import type { OrderTerms } from "../program/order-terms.ts";
import type { OrderState } from "../program/order.ts";
import type { MemberMonth } from "../program/tiers-figures.ts";

/**
 * What an order in this state, worth so many points, counts for in the month it was paid in: nothing before it is paid,
 * once it is cancelled, and where nothing of it is kept.
 */
export function countsFor(order: OrderState, points: number, terms: OrderTerms): MemberMonth[] {
  if (order.paidAt === null || order.cancelledAt !== null) return [];
  const isKept = keptGoods(order, order.refunds) > 0;
  if (!isKept && points === 0) return [];
  const month = monthOf(Date.parse(order.paidAt), terms.timeZone);
  const spend = keptMoney(order, order.refunds, terms.currency);
  return [{ month, spend, points, orders: isKept ? 1 : 0 }];
}

/** The same the other way round: what is to be added where it counts no longer. */
export function negated(months: MemberMonth[]): MemberMonth[] {
  return months.map(({ month, spend, points, orders }) => ({
    month,
    spend: -spend,
    points: -points,
    orders: -orders,
  }));
}
