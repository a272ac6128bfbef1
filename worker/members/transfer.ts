import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { newId } from "../database/id.ts";
import { refusalOf } from "../database/refusal.ts";
import { members, transfers } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import { INSUFFICIENT_POINTS } from "../ledger/spend.ts";
import { transfer } from "../ledger/transfer.ts";
import { startOfDay } from "../program/calendar.ts";
import type { Program } from "../program/document.ts";
import { liveProgram, readCurrent, type StoreContext } from "../stores/store-context.ts";
import { isoTime } from "./answers.ts";
import type { MemberRow } from "./enrol.ts";
import { whichMember, type MemberReference } from "./find.ts";
import { memberMissing, requireMember } from "./require-member.ts";
import { tooFewPoints } from "./too-few-points.ts";

export interface Transfer {
  from: MemberReference;
  to: MemberReference;
  points: number;
}

/**
 * Moves available points from one member to another, with the dates they have. Two round trips: one that finds both,
 * one that writes both entries. Throws the problems `program_not_found`, `transfers_not_offered`, `member_not_found`,
 * `insufficient_points`, `transfer_limit_reached`, and `invalid_request` for fewer than the program's minimum and for
 * a transfer to oneself.
 */
export async function transferPoints(
  context: StoreContext,
  input: Transfer,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, now } = context;
  const { points } = input;
  const { version, document } = liveProgram(context);
  const terms = termsOf(document, points);
  const [from, to] = await bothMembers(context, input);
  const id = newId("trf", now);
  const source = `transfer:${id}`;
  const key = `${request.scope}:${request.key}`;
  const common = { storeId, source, programVersion: version, now };
  const sent = {
    ...common,
    memberId: from.id,
    id: newId("ent", now),
    kind: "redeem" as const,
    key,
    reason: { rule: "transfer_sent" as const, ...firstNameOf(to) },
  };
  const received = {
    ...common,
    memberId: to.id,
    id: newId("ent", now),
    kind: "earn" as const,
    key: `received:${key}`,
    reason: { rule: "transfer_received" as const, ...firstNameOf(from) },
  };
  const statements = [
    requireMember(context, to.id),
    guardDailyCap(context, from.id, points, terms.dailyCap),
    database
      .insert(transfers)
      .values({ storeId, id, fromMemberId: from.id, toMemberId: to.id, points, createdAt: now }),
    ...transfer(database, sent, received, points),
  ];
  const body = { transfer: { id, from: from.id, to: to.id, points, createdAt: isoTime(now) } };
  try {
    return await keyedWrite(context, request, statements, { status: 201, body, balanceOf: from.id });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === INSUFFICIENT_POINTS) throw await tooFewPoints(context, from.id, points);
    if (refusal === DAILY_CAP_REACHED) throw await capReached(context, from.id, terms.dailyCap);
    return memberMissing(error);
  }
}

function firstNameOf({ firstName }: MemberRow): { firstName?: string } {
  return firstName === null ? {} : { firstName };
}

function termsOf({ transfers: terms }: Program, points: number) {
  if (!terms) throw new Problem("transfers_not_offered");
  if (points < terms.minimum)
    throw refusedField("/points", `The program lets members send ${terms.minimum} points or more at a time.`);
  return terms;
}

function refusedField(pointer: string, detail: string): Problem {
  return new Problem("invalid_request", detail, [{ pointer, detail }]);
}

async function bothMembers(context: StoreContext, { from, to }: Transfer): Promise<[MemberRow, MemberRow]> {
  const { database, storeId } = context;
  const [[sender], [receiver]] = await readCurrent(context, [
    database
      .select()
      .from(members)
      .where(await whichMember(storeId, from)),
    database
      .select()
      .from(members)
      .where(await whichMember(storeId, to)),
  ] as const);
  if (!sender) throw new Problem("member_not_found", "The store has no such member to take the points from.");
  if (!receiver) throw new Problem("member_not_found", "The store has no such member to give the points to.");
  if (sender.id === receiver.id)
    throw refusedField("/to", "Points can't be sent to the member who sends them.");
  return [sender, receiver];
}

const DAILY_CAP_REACHED = "transfer_limit_reached";

/** What the member has sent since the store's day began, as SQL. */
function sentToday({ storeId, now, configuration }: StoreContext, memberId: string) {
  const since = startOfDay(now, configuration.store.timeZone);
  return sql`SELECT coalesce(sum(points), 0) AS points FROM transfers
    WHERE store_id = ${storeId} AND from_member_id = ${memberId} AND created_at >= ${since}`;
}

function guardDailyCap(context: StoreContext, memberId: string, points: number, cap: number): Statement {
  return guard(
    context.database,
    sql`(${sentToday(context, memberId)}) + ${points} <= ${cap}`,
    DAILY_CAP_REACHED,
  );
}

async function capReached(context: StoreContext, memberId: string, cap: number): Promise<Problem> {
  const [[sent]] = await readCurrent(context, [
    context.database.all<{ points: number }>(sentToday(context, memberId)),
  ]);
  const left = Math.max(0, cap - (sent?.points ?? 0));
  return new Problem(
    "transfer_limit_reached",
    `A member may send ${cap} points a day, and ${left === 0 ? "none" : left} of them ${left === 1 ? "is" : "are"} left today.`,
  );
}
