import { and, eq } from "drizzle-orm";
import { members } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { isoTime } from "../members/answers.ts";
import { emailKeyOf } from "../members/email.ts";
import { enrol } from "../members/enrol.ts";
import { identify, isEnrolledMeanwhile } from "../members/identify.ts";
import { beginSignIn, type SignIn } from "../sign-ins/begin.ts";
import { checkCode, isCodeUsed, type RightCode } from "../sign-ins/check-code.ts";
import { refreshSignIn } from "../sign-ins/refresh.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { liveProgram, readCurrent, writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { readMembersPanel, type Page } from "./panel.ts";
import { sessionWithPanel, type StartedSession } from "./start-session.ts";

export interface SignedIn extends StartedSession {
  refresh: string;
  refreshExpiresAt: string;
}

/**
 * A session for the shopper who typed the code that was emailed to the address, and their panel. A shopper who is no
 * member becomes one. Throws the problems `code_invalid`, `too_many_requests` and `program_not_found`.
 */
export async function signInByEmail(
  context: StoreContext,
  { email, code, from }: { email: string; code: string; from: string | undefined },
  page: Page,
): Promise<SignedIn> {
  liveProgram(context);
  const emailKey = await emailKeyOf(context.storeId, email);
  const right = await checkCode(context, { purpose: "sign_in", subject: emailKey }, code, from);
  const { memberId, signIn } = await signInMember(context, email, emailKey, right);
  return answerOf(context, { ...signIn, memberId, codeAt: context.realNow }, page);
}

/** A session for the refresh token, and the panel; throws the problems `refresh_invalid` and `program_not_found`. */
export async function refreshSession(context: StoreContext, token: string, page: Page): Promise<SignedIn> {
  liveProgram(context);
  return answerOf(context, await refreshSignIn(context, token), page);
}

/** Uses the code up and begins the sign-in, in one write, for the member who has the address or gets it now. */
async function signInMember(
  context: StoreContext,
  email: string,
  emailKey: string,
  { firstName, use }: RightCode,
): Promise<{ memberId: string; signIn: SignIn }> {
  const { database, storeId, now, configuration } = context;
  for (let tries = 1; tries <= 3; tries++) {
    const [[byEmail]] = await readCurrent(context, [
      database
        .select()
        .from(members)
        .where(and(eq(members.storeId, storeId), eq(members.emailKey, emailKey))),
    ] as const);
    const person = { email, firstName };
    const { memberId, statements } = byEmail
      ? await identify(context, { id: null, ...person }, { byCustomer: null, byEmail })
      : await enrol(context, { customerId: null, ...person }, now).then(({ member, statements }) => ({
          memberId: member.id,
          statements,
        }));
    if (memberId === null) break;
    const begun = await beginSignIn(context, memberId);
    try {
      const guarded = guardConfiguration(database, configuration);
      await writeCurrent(context, [guarded, ...use, ...statements, ...begun.statements]);
      return { memberId, signIn: begun.signIn };
    } catch (error) {
      if (isCodeUsed(error)) throw new Problem("code_invalid");
      if (!isEnrolledMeanwhile(error)) throw error;
    }
  }
  throw new Problem("try_again");
}

async function answerOf(
  context: StoreContext,
  { id, memberId, codeAt, refresh, expiresAt }: SignIn & { memberId: string; codeAt: number },
  page: Page,
): Promise<SignedIn> {
  const read = await readMembersPanel(context, memberId, page);
  // Erased a moment ago.
  if (!read) throw new Problem("try_again");
  const started = await sessionWithPanel(context, read, { by: "email", signInId: id, codeAt });
  return { ...started, refresh, refreshExpiresAt: isoTime(expiresAt) };
}
