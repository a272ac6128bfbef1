import type { Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import type { EntryHead } from "../ledger/entry.ts";
import { grant } from "../ledger/grant.ts";
import { reverse } from "../ledger/reverse.ts";
import type { Program } from "../program/document.ts";
import { lotDates } from "../program/lot-dates.ts";
import type { LinePoints } from "../program/order-points.ts";
import type { StoreContext } from "../stores/store-context.ts";

export interface OrderPosting {
  orderId: string;
  memberId: string;
  revision: number;
  program: { version: number; document: Program };
  /** When the order was paid, milliseconds: its points are dated from then. */
  paidAt: number;
  /** Points to give, or to take back where negative. */
  points: number;
  /** Each line's part of it; they add up to `points`. */
  lines: LinePoints[];
  /** Whether something was posted for the order before. */
  before: boolean;
}

/** The statements that post the difference between what an order is worth and what was posted for it. */
export function postPoints({ database, storeId, now }: StoreContext, posting: OrderPosting): Statement[] {
  const { orderId, memberId, revision, program, points, lines } = posting;
  if (points === 0) return [];
  const head: EntryHead = {
    storeId,
    memberId,
    id: newId("ent", now),
    kind: points > 0 ? "earn" : "refund",
    key: `order:${orderId}:${revision}`,
    source: `order:${orderId}`,
    programVersion: program.version,
    reason: { rule: posting.before ? "order_changed" : "order", orderId, lines },
    now,
  };
  if (points > 0) {
    const dates = lotDates(program.document, posting.paidAt, true);
    return grant(database, head, { points, grantedAt: posting.paidAt, ...dates });
  }
  return reverse(database, head, -points, { id: newId("ent", now), key: `${head.key}:restored` });
}

/** What each line has more (or less) in `now` than in `before`; lines without a difference are left out. */
export function lineDifferences(before: LinePoints[], now: LinePoints[]): LinePoints[] {
  const points = new Map(now.map((line) => [line.id, line.points]));
  for (const line of before) points.set(line.id, (points.get(line.id) ?? 0) - line.points);
  return [...points]
    .map(([id, difference]) => ({ id, points: difference }))
    .filter((line) => line.points !== 0);
}
