import { sql, type SQL } from "drizzle-orm";
import { birthdaysOf } from "../program/birthdays.ts";
import { addDays, startOfDay } from "../program/calendar.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";

/**
 * The first moment after the store's clock and up to `until` (milliseconds) at which something falls due in it: its
 * clock, set forward, must not jump over that. Null where there is none.
 */
export async function nextDue(context: StoreContext, until: number): Promise<number | null> {
  const { database, storeId, now } = context;
  const first = (moment: SQL, from: SQL) =>
    sql`SELECT min(${moment}) AS at FROM ${from} AND ${moment} > ${now} AND ${moment} <= ${until}`;
  const moments = [
    first(
      sql`expires_at`,
      sql`vouchers INDEXED BY vouchers_to_return
        WHERE store_id = ${storeId} AND returns = 1 AND status = 'issued'`,
    ),
    first(
      sql`next_at`,
      sql`member_tiers INDEXED BY member_tiers_due
        WHERE store_id = ${storeId} AND next_at < 9007199254740991`,
    ),
    first(
      sql`expires_at`,
      sql`lots INDEXED BY lots_due
        WHERE store_id = ${storeId} AND remaining > 0 AND expires_at < 9007199254740991`,
    ),
    first(
      sql`warn_at`,
      sql`lots INDEXED BY lots_to_warn
        WHERE store_id = ${storeId} AND remaining > 0 AND warned_at IS NULL AND warn_at < 9007199254740991`,
    ),
    firstBirthday(context, until),
  ];
  const [[found]] = await readCurrent(context, [
    database.all<{ at: number | null }>(
      sql`SELECT min(at) AS at FROM (${sql.join(moments, sql` UNION ALL `)})`,
    ),
  ]);
  return found?.at ?? null;
}

/** The first day to come on which somebody of the store has a birthday that the live program gives points for. */
function firstBirthday({ storeId, now, configuration }: StoreContext, until: number): SQL {
  const { program, store } = configuration;
  const days = [];
  if (program?.document.earning.birthday)
    for (let at = now; (at = startOfDay(addDays(at, 1, store.timeZone), store.timeZone)) <= until;)
      days.push(...birthdaysOf(at, store.timeZone));
  return sql`SELECT min(day.value ->> 'from') AS at FROM json_each(${JSON.stringify(days)}) AS day
    WHERE EXISTS (SELECT 1 FROM members INDEXED BY members_birthday
      WHERE store_id = ${storeId} AND birthday = day.value ->> 'birthday' AND birthday_year < day.value ->> 'year'
        AND joined_at < day.value ->> 'until')`;
}
