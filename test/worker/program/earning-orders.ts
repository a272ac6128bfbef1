/** Programs and orders to count points of. */
import type { z } from "zod";
import { programDocument, type Program } from "../../../worker/program/document.ts";
import type { OrderTerms } from "../../../worker/program/order-terms.ts";
import { orderState, type OrderState } from "../../../worker/program/order.ts";

export type EarningInput = z.input<typeof programDocument>["earning"];
export type OrderInput = z.input<typeof orderState>;
export type LineInput = Partial<OrderInput["lines"][number]> & { id: string; amount: number };
type CampaignInput = NonNullable<EarningInput["campaigns"]>[number];

/** Noon of Sunday, 1 November 2026, in London. */
const PLACED = "2026-11-01T12:00:00Z";

/** A member without a tier, in London, who has ordered before. */
export const TERMS: OrderTerms = {
  tier: null,
  firstOrder: false,
  timeZone: "Europe/London",
  currency: "GBP",
};

/** Bronze, silver and gold, which multiply by 1, 1.25 and 2. */
export const TIERS = {
  levels: [
    { id: "bronze", name: "Bronze", threshold: 0 },
    { id: "silver", name: "Silver", threshold: 100_000, multiplier: 1.25 },
    { id: "gold", name: "Gold", threshold: 500_000, multiplier: 2 },
  ],
};

/** A program of a point a pound and these rules of earning, with the three tiers. */
export function earningProgram(earning: EarningInput = {}): Program {
  const order = earning.order === null ? null : { points: 1, per: 100, ...earning.order };
  return programDocument.parse({ name: "Circle", earning: { ...earning, order }, tiers: TIERS });
}

export function campaign(more: Partial<CampaignInput> & { type: "multiply" | "add" }): CampaignInput {
  const gives = more.type === "multiply" ? { multiplier: 2 } : { points: 50 };
  return { id: "fair", name: "Fair", ...gives, ...more } as CampaignInput;
}

/** A paid order of these lines. */
export function paidOrder(lines: LineInput[], more: Partial<OrderInput> = {}): OrderState {
  return orderState.parse({
    currency: "GBP",
    placedAt: PLACED,
    updatedAt: PLACED,
    paidAt: PLACED,
    ...more,
    lines: lines.map((line) => ({ quantity: 1, ...line })),
  });
}

/** A refund of parts of lines, by line, and of an amount that names none. */
export function refunded(
  lines: Record<string, number>,
  amount = 0,
  id = "r-1",
): NonNullable<OrderInput["refunds"]>[number] {
  const named = Object.entries(lines).map(([lineId, each]) => ({ lineId, amount: each }));
  return { id, refundedAt: PLACED, lines: named, amount };
}
