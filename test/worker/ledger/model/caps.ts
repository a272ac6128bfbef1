import type { Program } from "../../../../worker/program/document.ts";
import { periodAround } from "./calendar.ts";

type Caps = Program["earning"]["caps"];

/** An order of the member's: what it is worth before these caps, and those of the version it was placed under. */
export interface CappedOrder {
  id: string;
  placedAt: number;
  worth: number;
  caps: Caps;
}

/**
 * What each of a member's orders is worth after caps of a day, week, month or year: in the order in which they were
 * placed each gets what its own caps have left. A week ends with the month or the year that the same version has a cap for.
 */
export function afterCaps(orders: CappedOrder[], zone: string): Map<string, number> {
  const after = new Map<string, number>();
  const inOrder = [...orders].sort((a, b) => a.placedAt - b.placedAt || (a.id < b.id ? -1 : 1));
  for (const [index, { id, placedAt, worth, caps }] of inOrder.entries()) {
    const longer = (["month", "year"] as const).find((period) => caps.some((cap) => cap.period === period));
    let points = worth;
    for (const cap of caps) {
      if (cap.period === "order") continue;
      let { begins } = periodAround(cap.period, placedAt, zone);
      if (cap.period === "week" && longer)
        begins = Math.max(begins, periodAround(longer, placedAt, zone).begins);
      const earlier = inOrder.slice(0, index).filter((other) => other.placedAt >= begins);
      const given = earlier.reduce((sum, other) => sum + (after.get(other.id) ?? 0), 0);
      points = Math.min(points, Math.max(0, cap.points - given));
    }
    after.set(id, points);
  }
  return after;
}
