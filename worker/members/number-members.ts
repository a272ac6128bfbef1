import { sql } from "drizzle-orm";
import type { Database } from "../database/client.ts";
import { newMemberNumber, withFreeNumber } from "./number.ts";

/**
 * Gives a number to at most `limit` members, of whatever stores, who have none, and gives back to how many. Beside
 * itself it changes nothing twice: a member who got one meanwhile keeps it.
 */
export async function numberMembers(database: Database, limit: number): Promise<number> {
  const without = await database.all<{ storeId: string; id: string }>(
    sql`SELECT store_id AS storeId, id FROM members WHERE number IS NULL AND erased_at IS NULL AND merged_into IS NULL
      LIMIT ${limit}`,
  );
  if (without.length === 0) return 0;
  await withFreeNumber(async () => {
    const given = JSON.stringify(without.map((member) => ({ ...member, number: newMemberNumber() })));
    await database.run(sql`UPDATE members SET number = given.value ->> '$.number'
      FROM json_each(${given}) AS given
      WHERE members.store_id = given.value ->> '$.storeId' AND members.id = given.value ->> '$.id'
        AND members.number IS NULL`);
  });
  return without.length;
}
