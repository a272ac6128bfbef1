import type { Program } from "./document.ts";
import type { TierLevel } from "./document/tiers.ts";

/** What of a program decides an order's points: all of it is in the storefront's answers, too. */
export interface EarningRules {
  earning: Pick<Program["earning"], "order" | "campaigns" | "stacking" | "caps">;
  tiers: { levels: Pick<TierLevel, "id" | "name" | "multiplier">[] } | null;
}
