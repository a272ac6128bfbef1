import { sql } from "drizzle-orm";
import type { Database, Statement } from "../../database/client.ts";
import type { Worked } from "./claim.ts";

/** How often a delivery is worked again for what its own working missed: after that its member is no news to it. */
const MOST_TIMES = 3;

/** What a delivery's `person` begins with: a member's id follows, or an address's key. */
const MEMBER = "member:";
const GUEST = "email:";

/**
 * The statement that has guests' orders worked again which were nobody's when they were, and whose address is a
 * member's by now: of the members that these deliveries were of, and of the addresses that they named while another run
 * enrolled somebody. So an order and its customer end alike, whichever of them came first. To be written after what came
 * of the deliveries, in the same transaction.
 */
export function tellGuestOrdersAgain(
  database: Database,
  storeId: string,
  now: number,
  worked: Worked[],
): Statement {
  const persons = [...new Set(worked.flatMap(({ person }) => (person === null ? [] : [person])))];
  const named = (kind: string) =>
    JSON.stringify(
      persons.filter((person) => person.startsWith(kind)).map((person) => person.slice(kind.length)),
    );
  // Found by the index, and not among all that the store was ever delivered.
  return database.run(sql`WITH known AS MATERIALIZED (
      SELECT ${GUEST} || email_key AS person, FALSE AS is_guest FROM members
        WHERE store_id = ${storeId} AND id IN (SELECT value FROM json_each(${named(MEMBER)}))
      UNION ALL SELECT ${GUEST} || email_key, TRUE FROM members
        WHERE store_id = ${storeId} AND email_key IN (SELECT value FROM json_each(${named(GUEST)})))
    UPDATE inbox INDEXED BY inbox_of_person
      SET status = 'waiting', next_at = ${now}, settled_at = NULL, attempts = iif(is_guest, attempts, 0)
    FROM known
    WHERE inbox.store_id = ${storeId} AND inbox.person = known.person AND body IS NOT NULL
      AND status = 'done' AND subject LIKE 'order:%' AND (attempts < ${MOST_TIMES} OR NOT is_guest)`);
}
