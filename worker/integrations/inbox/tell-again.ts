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
  // A cross join is made as it is written: each is found by its person, and not among all that was ever delivered.
  return database.run(sql`WITH known AS (
      SELECT ${GUEST} || email_key AS person, FALSE AS is_guest FROM members
        WHERE store_id = ${storeId} AND id IN (SELECT value FROM json_each(${named(MEMBER)}))
      UNION ALL SELECT ${GUEST} || email_key, TRUE FROM members
        WHERE store_id = ${storeId} AND email_key IN (SELECT value FROM json_each(${named(GUEST)}))),
    missed AS MATERIALIZED (
      SELECT id, is_guest FROM known CROSS JOIN inbox AS told INDEXED BY inbox_of_person
        ON told.store_id = ${storeId} AND told.person = known.person AND told.body IS NOT NULL
      WHERE status = 'done' AND subject LIKE 'order:%' AND (attempts < ${MOST_TIMES} OR NOT is_guest))
    UPDATE inbox SET status = 'waiting', next_at = ${now}, settled_at = NULL,
      attempts = iif(id IN (SELECT id FROM missed WHERE is_guest), attempts, 0)
    WHERE store_id = ${storeId} AND id IN (SELECT id FROM missed)`);
}
