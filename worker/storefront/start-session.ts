import { and, eq, sql } from "drizzle-orm";
import { members } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { emailKeyOf } from "../members/email.ts";
import { identify, isEnrolledMeanwhile, type Customer } from "../members/identify.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import type { ProvedSession } from "../stores/live-session.ts";
import { liveProgram, readCurrent, writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { isoTime } from "../members/answers.ts";
import type { PanelAnswer } from "./answers.ts";
import { readMembersPanel, type Page } from "./panel.ts";
import { openSession } from "./session.ts";
import { customerOfToken } from "./token.ts";

export interface StartedSession {
  session: string;
  expiresAt: string;
  panel: PanelAnswer;
}

/** A session in the panel's name, for the member whose panel it is. */
export async function sessionWithPanel(
  context: StoreContext,
  { panel, revision }: { panel: PanelAnswer; revision: number },
  proof: Omit<ProvedSession, "memberId" | "revision">,
): Promise<StartedSession> {
  const { session, expiresAt } = await openSession(context, {
    ...proof,
    memberId: panel.member.id,
    revision,
  });
  return { session, expiresAt: isoTime(expiresAt), panel };
}

/**
 * A session for the shopper that the token names, and their panel: one round trip for a member, four
 * for a shopper who becomes one by it. Throws the problems `token_expired`, `token_invalid` and
 * `program_not_found`.
 */
export async function startSession(
  context: StoreContext,
  token: string,
  page: Page,
): Promise<StartedSession> {
  const { storeId } = context;
  liveProgram(context);
  const { customer, by } = await customerOfToken(context, token);
  const found = sql`SELECT id FROM members WHERE store_id = ${storeId} AND customer_id = ${customer.id}`;
  const read =
    (await readMembersPanel(context, found, page)) ??
    (await readMembersPanel(context, await enrolCustomer(context, customer), page));
  if (!read) throw new Problem("try_again");
  return sessionWithPanel(context, read, { by, signInId: null, codeAt: null });
}

async function enrolCustomer(context: StoreContext, customer: Customer): Promise<string> {
  const { database, storeId } = context;
  for (let tries = 1; tries <= 3; tries++) {
    const emailKey = customer.email === null ? "" : await emailKeyOf(storeId, customer.email);
    const [[byCustomer], [byEmail]] = await readCurrent(context, [
      database
        .select()
        .from(members)
        .where(and(eq(members.storeId, storeId), eq(members.customerId, customer.id ?? ""))),
      database
        .select()
        .from(members)
        .where(and(eq(members.storeId, storeId), eq(members.emailKey, emailKey))),
    ] as const);
    const known = { byCustomer: byCustomer ?? null, byEmail: byEmail ?? null };
    const { memberId, statements } = await identify(context, customer, known);
    try {
      await writeCurrent(context, [guardConfiguration(database, context.configuration), ...statements]);
      if (memberId !== null) return memberId;
    } catch (error) {
      if (!isEnrolledMeanwhile(error)) throw error;
    }
  }
  throw new Problem("try_again");
}
