/** What a member sees of themselves. */
import { z } from "@hono/zod-openapi";
import { sql, type SQL } from "drizzle-orm";
import { Problem } from "../http/problem.ts";
import { localDate } from "../program/calendar.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { isoTime, isoTimeOrNull } from "./answers.ts";
import { ownConsentSchema } from "./consent.ts";

export const profileSchema = z
  .object({
    firstName: z.string().nullable(),
    email: z.string().nullable().meta({ description: "Their own address, in full." }),
    birthday: z.string().nullable().meta({ description: "Month and day as MM-DD.", example: "11-22" }),
    birthdayChangeable: z.boolean().meta({
      description:
        "Whether they may still say another: not once they have said one, nor in a year in which points were given for it. Then it is for the store to correct.",
    }),
    language: z.string().nullable().meta({ description: "That they read, as BCP 47.", example: "en-GB" }),
    consent: ownConsentSchema,
    joinedAt: z.iso.datetime(),
    number: z.string().nullable().meta({
      description: "The member number, ten digits; null for a moment after an upgrade.",
      example: "4829036157",
    }),
  })
  .meta({ id: "Profile" });
export type Profile = z.infer<typeof profileSchema>;

/** A profile as the database puts it together. */
export interface StoredProfile {
  firstName: string | null;
  email: string | null;
  birthday: string | null;
  birthdayChangeable: 0 | 1;
  language: string | null;
  marketing: 0 | 1;
  /** Milliseconds. */
  changedAt: number | null;
  joinedAt: number;
  number: string | null;
}

/** SQL that gives the member's profile as JSON; NULL for nobody, and for who was erased. */
export function selectProfile(context: StoreContext, memberId: string): SQL {
  return sql`(SELECT json_object('firstName', first_name, 'email', email, 'birthday', birthday,
      'birthdayChangeable', ${isBirthdayOpen(context)}, 'language', language, 'marketing', marketing,
      'changedAt', marketing_at, 'joinedAt', joined_at, 'number', number)
    FROM members WHERE store_id = ${context.storeId} AND id = ${memberId} AND erased_at IS NULL)`;
}

/**
 * The condition on a member that they may say a birthday themselves. Points are given once a year, and moving the day
 * about would bring the next ones nearer.
 */
export function isBirthdayOpen({ now, configuration }: StoreContext): SQL {
  return sql`(birthday_fixed = 0 AND birthday_year < ${localDate(now, configuration.store.timeZone).year})`;
}

/** The stored profile as the API answers it. */
export function profileAnswer(stored: StoredProfile): Profile {
  const { birthdayChangeable, marketing, changedAt, joinedAt, ...profile } = stored;
  return {
    ...profile,
    birthdayChangeable: birthdayChangeable === 1,
    consent: { marketing: marketing === 1, changedAt: isoTimeOrNull(changedAt) },
    joinedAt: isoTime(joinedAt),
  };
}

/** The member's profile; throws the problem `member_not_found`. */
export async function readProfile(context: StoreContext, memberId: string): Promise<Profile> {
  const [[row]] = await readCurrent(context, [
    context.database.all<{ profile: string | null }>(
      sql`SELECT ${selectProfile(context, memberId)} AS profile`,
    ),
  ]);
  if (!row?.profile) throw new Problem("member_not_found");
  return profileAnswer(JSON.parse(row.profile) as StoredProfile);
}
