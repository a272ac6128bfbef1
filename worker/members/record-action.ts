import { z } from "@hono/zod-openapi";
import { sql, type SQL } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { newId } from "../database/id.ts";
import { refusalOf } from "../database/refusal.ts";
import { memberActions } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import { activity } from "../ledger/activity.ts";
import type { EntryHead } from "../ledger/entry.ts";
import { grant } from "../ledger/grant.ts";
import type { EarningAction } from "../program/document/earning.ts";
import { lotDates, NEVER } from "../program/lot-dates.ts";
import { momentInWords } from "../program/moment-words.ts";
import { liveProgram, readCurrent, type StoreContext } from "../stores/store-context.ts";
import { countEarned } from "../tiers/settle.ts";
import { ACTION_LIMIT_REACHED, guardActionLimits, selectReachedActions } from "./action-limits.ts";
import { balanceSchema, entryAnswer, entrySchema } from "./answers.ts";
import { entryOfRow, selectEntryOfKey } from "./entries.ts";
import { findMember, type MemberReference } from "./find.ts";
import { countsAgainAt } from "./limits.ts";
import { memberMissing, requireMember } from "./require-member.ts";

/** What an action is answered with, at the server's door and at the storefront's. */
export const doneActionSchema = z.object({
  entry: entrySchema,
  repeated: z
    .boolean()
    .meta({ description: "Whether it was told before under this reference: nothing was given now." }),
  balance: balanceSchema,
});
export type DoneActionAnswer = z.infer<typeof doneActionSchema>;

export interface DoneAction {
  /** The action's id in the program. */
  action: string;
  /** The store's own name for this one time, such as the id of the review: it counts once for each. */
  reference: string | undefined;
  /** Who says that it was done. */
  by: EarningAction["by"];
}

/**
 * Gives a member the points of one of the program's actions, in one round trip where the member is named by id. What
 * was told before under the same reference gives nothing again, and is answered with the entry of then. Throws the
 * problems `program_not_found`, `action_not_found`, `member_not_found` and `action_limit_reached`.
 */
export async function recordAction(
  context: StoreContext,
  who: MemberReference,
  done: DoneAction,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, now, configuration } = context;
  const program = liveProgram(context);
  const action = actionOf(program.document.earning.actions, done);
  const memberId = who.memberId ?? (await findMember(context, who)).id;
  const about = `${action.id}:${done.reference ?? ""}`;
  const told = toldKeys(context, memberId, about);
  const head: EntryHead = {
    storeId,
    memberId,
    id: newId("ent", now),
    kind: "earn",
    key: done.reference === undefined ? `${request.scope}:${request.key}` : `action:${memberId}:${about}`,
    source: null,
    programVersion: program.version,
    reason: { rule: "action", actionId: action.id, description: action.name },
    now,
  };
  const dates = lotDates(program.document, configuration.store.timeZone, now, action.hold);
  const entry = entryAnswer({ ...head, points: action.points, createdAt: now }, dates);
  const statements: Statement[] = [
    requireMember(context, memberId),
    ...(done.reference === undefined ? [] : [guardNew(context, told)]),
    ...guardActionLimits(context, memberId, action),
    database
      .insert(memberActions)
      .values({ storeId, memberId, actionId: action.id, at: now, entryId: head.id }),
    ...activity(context, memberId, "action"),
    ...grant(database, head, { points: action.points, grantedAt: now, ...dates }),
    ...countEarned(context, memberId, now, action.points),
  ];
  try {
    const body = { entry, repeated: false };
    return await keyedWrite(context, request, statements, { status: 201, body, balanceOf: memberId });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === TOLD_BEFORE) return answerRepeated(context, memberId, told, request);
    if (refusal === ACTION_LIMIT_REACHED) throw await limitReached(context, memberId, action);
    return memberMissing(error);
  }
}

function actionOf(actions: EarningAction[], done: DoneAction): EarningAction {
  const action = actions.find((each) => each.id === done.action);
  if (!action) throw new Problem("action_not_found", `The program has no action "${done.action}".`);
  if (done.by === "shopper" && action.by !== "shopper")
    throw new Problem("action_not_found", `That "${action.id}" was done is for the store's server to say.`);
  return action;
}

const TOLD_BEFORE = "action_told_before";

/** SELECT of the keys that it was told by before: of the member, and of those who were merged into them. */
function toldKeys({ storeId }: StoreContext, memberId: string, about: string): SQL {
  return sql`SELECT 'action:' || id || ':' || ${about} FROM (
    SELECT ${memberId} AS id UNION ALL SELECT id FROM members WHERE store_id = ${storeId} AND merged_into = ${memberId})`;
}

function guardNew({ database, storeId }: StoreContext, told: SQL): Statement {
  return guard(
    database,
    sql`NOT EXISTS (SELECT 1 FROM entries WHERE store_id = ${storeId} AND key IN (${told}))`,
    TOLD_BEFORE,
  );
}

async function answerRepeated(
  context: StoreContext,
  memberId: string,
  told: SQL,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const [[row]] = await readCurrent(context, [selectEntryOfKey(context.database, context.storeId, told)]);
  if (!row) throw new Problem("try_again");
  const body = { entry: entryOfRow(row), repeated: true };
  // Nothing more to write but the answer, under this key too.
  return keyedWrite(context, request, [], { status: 201, body, balanceOf: memberId });
}

async function limitReached(
  context: StoreContext,
  memberId: string,
  action: EarningAction,
): Promise<Problem> {
  const [reached] = await readCurrent(context, [selectReachedActions(context, memberId, [action])]);
  const again = countsAgainAt(action.id, reached);
  const what = `"${action.name}" has counted as often as the program lets it.`;
  if (again === NEVER) return new Problem("action_limit_reached", `${what} It does not count again.`);
  // Between the refusal and this read the limit may be over: then it counts by now.
  if (again === 0) return new Problem("action_limit_reached", `${what} It counts again from now on.`);
  const when = momentInWords(again, context.configuration.store.timeZone);
  return new Problem("action_limit_reached", `${what} It counts again from ${when}.`);
}
