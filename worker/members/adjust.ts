import { newId } from "../database/id.ts";
import { refusalOf } from "../database/refusal.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import type { EntryHead } from "../ledger/entry.ts";
import { grant } from "../ledger/grant.ts";
import { INSUFFICIENT_POINTS, spend } from "../ledger/spend.ts";
import { lotDates } from "../program/lot-dates.ts";
import { liveProgram, type StoreContext } from "../stores/store-context.ts";
import { entryAnswer } from "./answers.ts";
import { findMember, type MemberReference } from "./find.ts";
import { memberMissing, requireMember } from "./require-member.ts";
import { tooFewPoints } from "./too-few-points.ts";

export interface Adjustment {
  /** Given where positive, taken where negative; never 0. */
  points: number;
  /** Why, in words that the shopper reads. */
  description: string;
  /** Who decided it, as the store names its people; the shopper doesn't see it. */
  actor: string;
}

/**
 * Gives a member points by hand, with the program's dates, or takes some of those that are available, soonest-expiring
 * first. One round trip where the member is named by id. Throws the problems `program_not_found`,
 * `member_not_found` and, where fewer are available than it takes, `insufficient_points`: an adjustment makes no debt.
 */
export async function adjust(
  context: StoreContext,
  who: MemberReference,
  { points, description, actor }: Adjustment,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, now, configuration } = context;
  const program = liveProgram(context);
  const memberId = who.memberId ?? (await findMember(context, who)).id;
  const head: EntryHead = {
    storeId,
    memberId,
    id: newId("ent", now),
    kind: points > 0 ? "earn" : "redeem",
    key: `${request.scope}:${request.key}`,
    source: null,
    programVersion: program.version,
    reason: { rule: "adjustment", description, actor },
    now,
  };
  const dates = lotDates(program.document, configuration.store.timeZone, now, false);
  const moves =
    points > 0 ? grant(database, head, { points, grantedAt: now, ...dates }) : spend(database, head, -points);
  const entry = entryAnswer({ ...head, points, createdAt: now }, points > 0 ? dates : null);
  try {
    const statements = [requireMember(context, memberId), ...moves];
    return await keyedWrite(context, request, statements, {
      status: 201,
      body: { entry },
      balanceOf: memberId,
    });
  } catch (error) {
    if (refusalOf(error) === INSUFFICIENT_POINTS) throw await tooFewPoints(context, memberId, -points);
    return memberMissing(error);
  }
}
