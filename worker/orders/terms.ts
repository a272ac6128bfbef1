import type { OrderTerms } from "../program/order-terms.ts";
import { monthsWith } from "../program/tiers-figures.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { standingAt } from "../tiers/facts.ts";
import type { Before } from "./before.ts";
import { negated } from "./month-changes.ts";
import type { OrderFacts } from "./read-order.ts";

/**
 * The terms of an order that is the member's by now: those it has, as long as it stays theirs and is not placed at
 * another time; else decided from what is known today, without the order itself.
 */
export function termsOf(
  context: StoreContext,
  { tiers, otherOrderAt }: OrderFacts,
  before: Before | null,
  memberId: string,
  placedAt: number,
): OrderTerms {
  const isTheirs = before?.memberId === memberId;
  if (isTheirs && before.row.terms && before.row.placedAt === placedAt) return before.row.terms;
  const known = tiers.get(memberId)?.months ?? [];
  const months = isTheirs ? monthsWith(known, negated(before.months)) : known;
  const { level } = standingAt(context, { months }, placedAt);
  return { ...plainTerms(context), tier: level?.id ?? null, firstOrder: otherOrderAt === null };
}

/** The terms of an order that was told before terms were kept: no tier, and not the first. */
export function plainTerms({ configuration }: StoreContext): OrderTerms {
  const { timeZone, currency } = configuration.store;
  return { tier: null, firstOrder: false, timeZone, currency };
}
