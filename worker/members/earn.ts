import { newId } from "../database/id.ts";
import { grant } from "../ledger/grant.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { activity } from "../ledger/activity.ts";
import type { EntryHead } from "../ledger/entry.ts";
import { lotDates } from "../program/lot-dates.ts";
import { liveProgram, type StoreContext } from "../stores/store-context.ts";
import { countEarned } from "../tiers/settle.ts";
import { entryAnswer } from "./answers.ts";
import { findMember, type MemberReference } from "./find.ts";
import { memberMissing, requireMember } from "./require-member.ts";

export interface Earning {
  points: number;
  /** What for, in words that the shopper reads. */
  description: string;
  /** Whether the program's hold applies. */
  hold: boolean;
}

/**
 * Gives a member points for something that is not an order. One round trip where the member is
 * named by id; one more to find them by customer id.
 */
export async function earn(
  context: StoreContext,
  reference: MemberReference,
  input: Earning,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, now } = context;
  const program = liveProgram(context);
  const memberId = reference.memberId ?? (await findMember(context, reference)).id;
  const head: EntryHead = {
    storeId,
    memberId,
    id: newId("ent", now),
    kind: "earn",
    key: `${request.scope}:${request.key}`,
    source: null,
    programVersion: program.version,
    reason: { rule: "action", description: input.description },
    now,
  };
  const dates = lotDates(program.document, context.configuration.store.timeZone, now, input.hold);
  const entry = entryAnswer({ ...head, points: input.points, createdAt: now }, dates);
  return keyedWrite(
    context,
    request,
    [
      requireMember(context, memberId),
      ...activity(context, memberId, "action"),
      ...grant(database, head, { points: input.points, grantedAt: now, ...dates }),
      ...countEarned(context, memberId, now, input.points),
    ],
    { status: 201, body: { entry }, balanceOf: memberId },
  ).catch(memberMissing);
}
