import { sql } from "drizzle-orm";
import { write } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { newId } from "../database/id.ts";
import { refusalOf } from "../database/refusal.ts";
import { Problem } from "../http/problem.ts";
import { MailRefused } from "../mail/smtp.ts";
import { canSendCodes, sendCode } from "../mail/send-code.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { readCurrent, writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { COUNTED_OUT, countCalls, countedAs, networkLimit, selectWait, uncountCall } from "./count-calls.ts";
import { CODE_LASTS, hashOfCode, newCode, type CodeUse } from "./emailed-code.ts";

/** How long it is before another code may be asked for, milliseconds. */
const ASK_AGAIN = 30_000;

/** Codes an hour: to one address, from one network, and by one store. */
const MOST_TO_ADDRESS = 5;
const MOST_FROM_NETWORK = 20;
const MOST_OF_STORE = 1000;

export interface CodeWanted extends CodeUse {
  /** An address in ASCII, and its key. */
  to: string;
  emailKey: string;
  firstName: string | null;
  /** BCP 47. */
  locale: string | null;
  /** The caller's network address, where it is known. */
  from: string | undefined;
}

/** Milliseconds, real time. */
export interface CodeAsked {
  expiresAt: number;
  askAgainAfter: number;
}

const ASKED_JUST_NOW = "code_asked_just_now";

/**
 * Emails a new code, in place of the one before. Whether the address is a member's makes no difference to what is done or
 * how long it takes. Throws the problems `mail_not_configured`, `too_many_requests` and `mail_not_sent`, after the last of
 * which it may be asked again at once.
 */
export async function askCode(context: StoreContext, wanted: CodeWanted): Promise<CodeAsked> {
  if (!canSendCodes(context)) throw new Problem("mail_not_configured");
  const { database, storeId, realNow } = context;
  const { purpose, subject, to, locale, firstName } = wanted;
  const address = await countedAs(context, "codes address", wanted.emailKey);
  const limits = [
    { counted: address, most: MOST_TO_ADDRESS },
    ...(await networkLimit(context, "codes", wanted.from, MOST_FROM_NETWORK)),
    { counted: "codes", most: MOST_OF_STORE },
  ];
  const [id, code] = [newId("cod", realNow), newCode()];
  const hash = await hashOfCode(context, wanted, id, code);
  const thisCode = sql`store_id = ${storeId} AND purpose = ${purpose} AND subject = ${subject}`;
  try {
    await writeCurrent(context, [
      guardConfiguration(database, context.configuration),
      guard(
        database,
        sql`NOT EXISTS (SELECT 1 FROM codes WHERE ${thisCode} AND sent_at > ${realNow - ASK_AGAIN})`,
        ASKED_JUST_NOW,
      ),
      ...countCalls(context, limits),
      database.run(sql`INSERT INTO codes (store_id, purpose, subject, id, hash, first_name, tries, sent_at, expires_at)
        VALUES (${storeId}, ${purpose}, ${subject}, ${id}, ${hash}, ${firstName}, 0, ${realNow}, ${realNow + CODE_LASTS})
        ON CONFLICT (store_id, purpose, subject) DO UPDATE SET id = excluded.id, hash = excluded.hash,
          first_name = excluded.first_name, tries = 0, sent_at = excluded.sent_at, expires_at = excluded.expires_at`),
    ]);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal !== ASKED_JUST_NOW && refusal !== COUNTED_OUT) throw error;
    const [[sent], [counted]] = await readCurrent(context, [
      database.all<{ sentAt: number }>(sql`SELECT sent_at AS sentAt FROM codes WHERE ${thisCode}`),
      selectWait(context, limits),
    ] as const);
    const wait = Math.max((sent?.sentAt ?? 0) + ASK_AGAIN - realNow, counted?.wait ?? 0, 1000);
    throw new Problem("too_many_requests", "A code was sent already.", undefined, Math.ceil(wait / 1000));
  }
  try {
    await sendCode(context, { purpose, to, code, locale });
  } catch (error) {
    await write(database, [
      database.run(sql`DELETE FROM codes WHERE ${thisCode} AND id = ${id}`),
      uncountCall(context, address),
    ]);
    if (error instanceof MailRefused) throw new Problem("mail_not_sent");
    throw error;
  }
  return { expiresAt: realNow + CODE_LASTS, askAgainAfter: realNow + ASK_AGAIN };
}
