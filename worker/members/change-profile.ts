import { sql } from "drizzle-orm";
import { guard } from "../database/guard.ts";
import { refusalOf } from "../database/refusal.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { recordConsent, type ToldConsent } from "./consent.ts";
import { keptMissing, requireKept } from "./kept-id.ts";
import { isBirthdayOpen, selectProfile } from "./profile.ts";

/** What a member changes of themselves; what is left out stays, and null clears it. */
export interface ProfileChange {
  firstName?: string | null | undefined;
  /** MM-DD. */
  birthday?: string | null | undefined;
  /** BCP 47. */
  language?: string | null | undefined;
  consent?: ToldConsent | undefined;
}

const BIRTHDAY_FIXED = "birthday_fixed";

/**
 * Sets what a member says of themselves, in one round trip; the answer is a `StoredProfile`. A birthday they say once:
 * the one that stands may be said again. Throws the problems `member_not_found`,
 * `birthday_fixed` and `try_again`.
 */
export async function changeProfile(
  context: StoreContext,
  memberId: string,
  { firstName, birthday, language, consent }: ProfileChange,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, now } = context;
  const here = sql`store_id = ${storeId} AND id = ${memberId}`;
  const fields = [
    ...(firstName === undefined ? [] : [sql`first_name = ${firstName}`]),
    ...(language === undefined ? [] : [sql`language = ${language}`]),
    ...(birthday === undefined
      ? []
      : [
          sql`birthday = ${birthday}`,
          sql`birthday_fixed = iif(birthday IS ${birthday} OR ${birthday} IS NULL, birthday_fixed, 1)`,
        ]),
  ];
  const statements = [
    ...requireKept(context, memberId),
    ...(birthday === undefined
      ? []
      : [
          guard(
            database,
            sql`SELECT birthday IS ${birthday} OR ${isBirthdayOpen(context)} FROM members WHERE ${here}`,
            BIRTHDAY_FIXED,
          ),
        ]),
    ...(fields.length === 0
      ? []
      : [
          database.run(
            sql`UPDATE members SET ${sql.join(fields, sql`, `)}, changed_at = ${now} WHERE ${here}`,
          ),
        ]),
    ...(consent ? [recordConsent(context, memberId, consent, "shopper")] : []),
  ];
  try {
    const body = selectProfile(context, memberId);
    return await keyedWrite(context, request, statements, { status: 200, body });
  } catch (error) {
    if (refusalOf(error) === BIRTHDAY_FIXED)
      throw new Problem(
        "birthday_fixed",
        "Your birthday can't be changed here any more: ask the store to correct it.",
      );
    return keptMissing(error);
  }
}
