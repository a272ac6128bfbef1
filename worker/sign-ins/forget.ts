import { sql } from "drizzle-orm";
import { write, type Database } from "../database/client.ts";
import { forgetHours } from "./count-calls.ts";

/** Forgets codes, sign-ins and counts that are over by `now` (milliseconds, real time), some of each. Good for nothing they are already. */
export async function forgetSignIns(database: Database, now: number): Promise<void> {
  await write(database, [
    database.run(sql`DELETE FROM codes WHERE (store_id, purpose, subject) IN (
      SELECT store_id, purpose, subject FROM codes WHERE expires_at <= ${now} LIMIT 5000)`),
    database.run(sql`DELETE FROM sign_ins WHERE (store_id, id) IN (
      SELECT store_id, id FROM sign_ins WHERE expires_at <= ${now} LIMIT 5000)`),
    forgetHours(database, now),
  ]);
}
