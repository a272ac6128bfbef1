/** A member as somebody at a counter sees them: what they have, what they can have, and no more of who they are than it takes. */
import { z } from "@hono/zod-openapi";
import { and, desc, eq, sql } from "drizzle-orm";
import { members, vouchers } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { selectBalance, type Balance } from "../ledger/balance.ts";
import { balanceSchema } from "../members/answers.ts";
import type { MemberRow } from "../members/enrol.ts";
import { whichMember, type MemberReference } from "../members/find.ts";
import { memberNumber } from "../members/number.ts";
import { offerSchema, offersToMember } from "../rewards/offers.ts";
import { selectReachedRewards, selectTaken } from "../rewards/take-place.ts";
import { voucherAnswer, voucherSchema } from "../rewards/answers.ts";
import { liveProgram, readCurrent, type StoreContext } from "../stores/store-context.ts";
import { tierAnswer, tierSchema } from "../tiers/answers.ts";
import { selectMonths } from "../tiers/facts.ts";

/** Vouchers that are looked through for those that can be used, the newest. */
const LISTED = 20;

export const tillMemberSchema = z
  .object({
    member: z.object({
      id: z.string(),
      number: z.string(),
      firstName: z.string().nullable(),
      email: z.string().nullable().meta({
        description: "With its middle left out: enough to see that it is the right person.",
        example: "a•••@example.com",
      }),
      phone: z.string().nullable().meta({ example: "•••123" }),
    }),
    balance: balanceSchema,
    tier: tierSchema.nullable(),
    rewards: z
      .array(offerSchema)
      .meta({ description: "Those open to the member now, with their own prices." }),
    vouchers: z.array(voucherSchema).meta({ description: "Those that can be used now, newest first." }),
  })
  .meta({ id: "TillMember" });

export type TillMember = z.infer<typeof tillMemberSchema>;

/**
 * The member and everything a till shows of them, in one round trip; one more for a member from before there were
 * numbers. Throws the problems `member_not_found` and `program_not_found`.
 */
export async function readTillMember(context: StoreContext, reference: MemberReference): Promise<TillMember> {
  const { database, storeId, now } = context;
  const program = liveProgram(context).document;
  const where = await whichMember(storeId, reference);
  const memberId = sql`(SELECT id FROM members WHERE ${where})`;
  const [found, balances, voucherRows, months, reached, taken] = await readCurrent(context, [
    database.select().from(members).where(where),
    database.all<Balance>(selectBalance(storeId, memberId, now)),
    database
      .select()
      .from(vouchers)
      .where(and(eq(vouchers.storeId, storeId), eq(vouchers.memberId, memberId)))
      .orderBy(desc(vouchers.createdAt))
      .limit(LISTED),
    selectMonths(context, memberId),
    selectReachedRewards(context, memberId, program.rewards),
    selectTaken(context, program.rewards),
  ] as const);
  const [member] = found;
  const [balance] = balances;
  if (!member || !balance) throw new Problem("member_not_found");
  const tier = tierAnswer(context, months);
  const facts = { segments: member.segments, available: balance.available, reached, taken, now };
  return {
    member: await counterMember(context, member),
    balance,
    tier,
    rewards: offersToMember(program, { ...facts, tier: tier?.id ?? null }).open,
    vouchers: voucherRows.map((row) => voucherAnswer(row, now)).filter(({ status }) => status === "issued"),
  };
}

async function counterMember(context: StoreContext, member: MemberRow): Promise<TillMember["member"]> {
  const { id, number, firstName, email, phone } = member;
  return {
    id,
    number: number ?? (await memberNumber(context, id)),
    firstName,
    email: email?.replace(/^(.).*(?=@)/u, "$1•••") ?? null,
    phone: phone === null ? null : `•••${phone.slice(-3)}`,
  };
}
