/** What an order's status and dates say, in our words. */
import type { OrderState } from "../../program/order.ts";
import { NotUnderstood } from "../platform.ts";
import type { WooOrder } from "./payload.ts";

/**
 * How far along an order is in each status. WooCommerce tells its times in whole seconds, and an order is often placed,
 * paid and completed within one: of two states of the same second, the one further along is the newer.
 */
const PROGRESS: Record<string, number> = {
  pending: 1,
  failed: 2,
  "on-hold": 3,
  processing: 4,
  completed: 6,
  cancelled: 7,
  refunded: 8,
  trash: 9,
};
/** A status of a plugin's: most are steps between the payment and the end (packed, shipped, ready to collect). */
const OF_A_PLUGIN = 5;

const PAID = new Set(["processing", "completed", "refunded"]);
/** Where WooCommerce itself asks for the payment, again if need be. */
const UNPAID = new Set(["pending", "failed"]);
const CANCELLED = new Set(["cancelled", "trash"]);

type Times = Pick<OrderState, "placedAt" | "updatedAt" | "paidAt" | "cancelledAt" | "fulfilledAt">;

/** The order's times in ISO 8601. Throws NotUnderstood where it doesn't say when it was placed. */
export function timesOf(order: WooOrder): Times {
  const placed = order.date_created_gmt;
  if (placed === null)
    throw new NotUnderstood(
      "The order does not say when it was placed (date_created_gmt). Set the webhook's API version to WP REST API Integration v3.",
    );
  const modified = order.date_modified_gmt ?? placed;
  return {
    placedAt: iso(placed),
    updatedAt: iso(modified + withinTheSecond(order)),
    paidAt: isoOrNull(paidAt(order, placed)),
    cancelledAt: CANCELLED.has(order.status) ? iso(modified) : null,
    fulfilledAt: isoOrNull(order.date_completed_gmt ?? (order.status === "completed" ? modified : null)),
  };
}

function paidAt({ status, date_paid_gmt }: WooOrder, placed: number): number | null {
  if (UNPAID.has(status)) return null;
  // The day it was placed stands in for one that isn't told, because it never changes from state to state.
  return date_paid_gmt ?? (PAID.has(status) ? placed : null);
}

/** Milliseconds that order the states of one second, 0 to 999: by status, then by refunds, then by how much is told. */
function withinTheSecond({ status, refunds }: WooOrder): number {
  const progress = PROGRESS[status] ?? OF_A_PLUGIN;
  return progress * 100 + Math.min(refunds.length, 49) * 2 + (isInDetail(refunds) ? 1 : 0);
}

/** Whether every refund was read by itself, with what it gave back. */
export function isInDetail(refunds: WooOrder["refunds"]): boolean {
  return refunds.every((refund) => refund.line_items !== undefined);
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function isoOrNull(time: number | null): string | null {
  return time === null ? null : iso(time);
}
