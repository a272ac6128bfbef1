import { and, eq, sql, type SQL } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { orders } from "../database/schema.ts";
import type { EntryHead } from "../ledger/entry.ts";
import { grant } from "../ledger/grant.ts";
import { forgiven, mayForgive, OWED, reverse, type DebtRule } from "../ledger/reverse.ts";
import { orderDates } from "../program/order-hold.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { partOfLines, type Difference } from "./difference.ts";

/**
 * The statements that post to a member what their orders come to more or less by now. What gives comes first, so that
 * nobody owes for a moment, or is spared, what the same write gives them. As much as it gives may be taken back whatever
 * the rule on debt says: a cap's points then only go from one order to another.
 */
export function postDifferences(
  context: StoreContext,
  memberId: string,
  differences: Difference[],
): Statement[] {
  const statements: Statement[] = [];
  let given = 0;
  for (const difference of differences) {
    const points = difference.points - difference.spared;
    if (points <= 0) continue;
    given += points;
    statements.push(...give(context, memberId, difference, points));
  }
  for (const difference of differences) {
    const points = -difference.points;
    if (points <= 0) continue;
    const rule = difference.program.document.debt;
    const covered = mayForgive(rule) ? Math.min(points, given) : points;
    given -= Math.min(covered, given);
    if (covered > 0) statements.push(...take(context, memberId, difference, covered, OWED, ""));
    if (points > covered)
      statements.push(...take(context, memberId, difference, points - covered, rule, ":rest"));
  }
  return statements;
}

function give(context: StoreContext, memberId: string, difference: Difference, points: number): Statement[] {
  const { database, configuration } = context;
  const { state, program, lines, spared } = difference;
  const head = headOf(context, memberId, difference, "earn", "");
  const dates = orderDates(program.document, configuration.store.timeZone, state);
  const grantedAt = Date.parse(state.paidAt ?? state.placedAt);
  const reason = {
    ...head.reason,
    ...(lines ? { lines } : {}),
    ...(spared > 0 ? { forgiven: spared } : {}),
    ...(difference.tier === null ? {} : { tier: difference.tier }),
    ...(difference.campaigns.length === 0 ? {} : { campaigns: difference.campaigns }),
  };
  return grant(database, { ...head, reason }, { points, grantedAt, ...dates });
}

function take(
  context: StoreContext,
  memberId: string,
  difference: Difference,
  points: number,
  rule: DebtRule,
  part: "" | ":rest",
): Statement[] {
  const { database, now } = context;
  const head = headOf(context, memberId, difference, "refund", part);
  const lines = difference.lines && partOfLines(difference.lines, -points);
  const told = { ...head, reason: { ...head.reason, ...(lines ? { lines } : {}) } };
  const restored = { id: newId("ent", now), key: `${head.key}:restored` };
  return [
    ...reverse(database, told, points, restored, rule),
    ...(mayForgive(rule) ? [rememberForgiven(context, memberId, difference, forgiven(head, points))] : []),
  ];
}

function headOf(
  { storeId, now }: StoreContext,
  memberId: string,
  { orderId, revision, program, cap, before, left, becauseOf }: Difference,
  kind: "earn" | "refund",
  part: string,
): EntryHead {
  return {
    storeId,
    memberId,
    id: newId("ent", now),
    kind,
    key: `order:${orderId}:${revision}${left ? ":left" : ""}${part}`,
    source: `order:${orderId}`,
    programVersion: program.version,
    reason: {
      rule: before || becauseOf !== null ? "order_changed" : "order",
      orderId,
      ...(becauseOf === null ? {} : { otherOrderId: becauseOf }),
      ...(cap === null ? {} : { cap }),
    },
    now,
  };
}

/** What the member was spared is kept with the order: so it is neither asked for again nor given twice. */
function rememberForgiven(
  { database, storeId }: StoreContext,
  memberId: string,
  { orderId, left, becauseOf }: Difference,
  points: SQL,
): Statement {
  const path = `$.${memberId}`;
  const elsewhere = sql`json_set(coalesce(forgiven_elsewhere, '{}'), ${path},
    coalesce(forgiven_elsewhere ->> ${path}, 0) + ${points})`;
  const posted = sql`posted + ${points}`;
  return database
    .update(orders)
    .set(
      left
        ? { forgivenElsewhere: elsewhere, posted: sql`iif(member_id IS NULL, ${posted}, posted)` }
        : { forgiven: sql`forgiven + ${points}`, ...(becauseOf === null ? { posted } : {}) },
    )
    .where(and(eq(orders.storeId, storeId), eq(orders.id, orderId), sql`${points} > 0`));
}
