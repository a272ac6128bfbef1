/** A code for somebody who is signed in already, before something that matters more. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { members } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { emailKeyOf } from "../members/email.ts";
import { askCode, type CodeAsked } from "../sign-ins/ask-code.ts";
import { checkCode, isCodeUsed } from "../sign-ins/check-code.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import type { ProvedSession } from "../stores/live-session.ts";
import { readCurrent, writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { openSession, type Session } from "./session.ts";

/**
 * Emails a code to the address that is known of the member. Throws the problems `member_not_found`, `email_missing` and
 * those of `askCode`.
 */
export async function askStepUp(
  context: StoreContext,
  { memberId }: ProvedSession,
  { locale, from }: { locale: string | null; from: string | undefined },
): Promise<CodeAsked & { sentTo: string }> {
  const { database, storeId } = context;
  const [[member]] = await readCurrent(context, [
    database
      .select({ email: members.email })
      .from(members)
      .where(and(eq(members.storeId, storeId), eq(members.id, memberId), isNull(members.erasedAt))),
  ] as const);
  if (!member) throw new Problem("member_not_found");
  const { email } = member;
  if (email === null) throw new Problem("email_missing");
  const asked = await askCode(context, {
    purpose: "step_up",
    subject: memberId,
    to: email,
    emailKey: await emailKeyOf(storeId, email),
    firstName: null,
    locale,
    from,
  });
  return { ...asked, sentTo: masked(email) };
}

/** The same session with a code just entered. Throws the problems `code_invalid` and `too_many_requests`. */
export async function enterStepUp(
  context: StoreContext,
  session: ProvedSession,
  { code, from }: { code: string; from: string | undefined },
): Promise<Session> {
  const { database, storeId, realNow, configuration } = context;
  const { memberId, signInId } = session;
  const right = await checkCode(context, { purpose: "step_up", subject: memberId }, code, from);
  try {
    await writeCurrent(context, [
      guardConfiguration(database, configuration),
      ...right.use,
      // The sessions that follow by refresh know of it as well.
      database.run(
        sql`UPDATE sign_ins SET code_at = ${realNow} WHERE store_id = ${storeId} AND id = ${signInId}`,
      ),
    ]);
  } catch (error) {
    throw isCodeUsed(error) ? new Problem("code_invalid") : error;
  }
  return openSession(context, { ...session, codeAt: realNow });
}

/** An address as its owner knows it again, and nobody else: its first character, and the domain. */
function masked(email: string): string {
  const at = email.lastIndexOf("@");
  const [first = ""] = email;
  return `${first}•••${email.slice(at)}`;
}
