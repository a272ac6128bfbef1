import type { Mutant } from "./mutant.ts";

const TABLES = "migrations/0001_tables.sql";

/** What the database itself refuses and keeps: migrations/. */
export const migrations: Mutant[] = [
  {
    what: "two members have one customer id",
    file: TABLES,
    is: "CREATE UNIQUE INDEX members_customer",
    becomes: "CREATE INDEX members_customer",
    tests: ["members/lists.test.ts", "orders/arrival.test.ts"],
  },
];
