import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { redemptions } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { activity } from "../ledger/activity.ts";
import { holdVoucher } from "../integrations/vouchers/hold-voucher.ts";
import type { EntryHead, Reason } from "../ledger/entry.ts";
import { spend } from "../ledger/spend.ts";
import { isoTime } from "../members/answers.ts";
import { requireMember } from "../members/require-member.ts";
import type { Reward } from "../program/document/rewards.ts";
import { liveProgram, type StoreContext } from "../stores/store-context.ts";
import { voucherAnswer } from "./answers.ts";
import { newVoucherCode } from "./code.ts";
import { newVoucher } from "./new-voucher.ts";
import { takeCode, takenCode } from "./take-code.ts";
import { takePlace } from "./take-place.ts";

export interface Given {
  memberId: string;
  /** The price, points. */
  points: number;
  /** Minor units, per cent or pieces, by the reward's type. */
  amount: number;
  /** Statements that refuse the write if it was decided from something old. */
  unchanged: Statement[];
  by: RedeemedBy | undefined;
}

/** Who of the store's people redeems for the member. */
export interface RedeemedBy {
  /** As the store names them; the shopper doesn't see it. */
  actor: string;
  /** What is to be written with the redemption of this id. */
  alongside: (redemptionId: string) => Statement[];
}

/**
 * Takes the points, a place in the reward's stock and limits and, where it has a pool, one of its codes, and gives the
 * voucher, all in one transaction; what is missing of these refuses it whole, with the code of what was missing.
 */
export async function giveReward(
  context: StoreContext,
  reward: Reward,
  given: Given,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, now, configuration } = context;
  const { memberId, points } = given;
  const redemptionId = newId("red", now);
  const code = newVoucherCode(configuration.store.handle);
  const ours = newVoucher(context, reward, { ...given, redemptionId }, code);
  // Which code of a pool it is, only the database knows, and only then.
  const pool = reward.codes?.pool;
  const { voucher, statements: writeVoucher } =
    pool === undefined
      ? holdVoucher(context, ours)
      : { voucher: ours, statements: takeCode(context, ours, pool) };
  const reason: Reason = { rule: "redemption", rewardName: reward.name, voucherCode: code };
  if (given.by) reason.actor = given.by.actor;
  const redemption = { id: redemptionId, rewardId: reward.id, points, createdAt: isoTime(now) };
  const answer = { redemption, voucher: voucherAnswer(voucher, now) };
  const withCode = (value: object, path: string) =>
    sql`json_set(${JSON.stringify(value)}, ${path}, ${takenCode(voucher)})`;
  const head: EntryHead = {
    storeId,
    memberId,
    id: newId("ent", now),
    kind: "redeem",
    key: `redeem:${redemptionId}`,
    source: null,
    programVersion: liveProgram(context).version,
    reason,
    ...(pool === undefined ? {} : { reasonInWrite: withCode(reason, "$.voucherCode") }),
    now,
  };
  const statements = [
    requireMember(context, memberId),
    ...given.unchanged,
    ...takePlace(context, reward, memberId, redemptionId),
    ...writeVoucher,
    ...spend(database, head, points),
    ...activity(context, memberId, "redemption"),
    database.insert(redemptions).values({
      storeId,
      id: redemptionId,
      memberId,
      rewardId: reward.id,
      points,
      entryId: head.id,
      createdAt: now,
      releasedAt: null,
    }),
    ...(given.by?.alongside(redemptionId) ?? []),
  ];
  return keyedWrite(context, request, statements, {
    status: 201,
    body: pool === undefined ? answer : withCode(answer, "$.voucher.code"),
    balanceOf: memberId,
  });
}
