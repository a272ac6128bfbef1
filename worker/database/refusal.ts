/**
 * What the database refused, as a code. A guard and a trigger raise their own code, a CHECK gives its
 * name, and a unique key gives the table and columns ("entries.store_id, entries.key").
 * Nothing else of the error is kept: drizzle's message holds the parameters, which are personal data.
 */
export function refusalOf(error: unknown): string | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    const raised = /^D1_ERROR: ([a-z_]+): SQLITE_CONSTRAINT/.exec(each.message);
    if (raised?.[1]) return raised[1];
    const failed = /(?:CHECK|UNIQUE) constraint failed: ([^:]+?)(?:: SQLITE_CONSTRAINT|$)/.exec(each.message);
    if (failed?.[1]) return failed[1];
  }
  return null;
}

/** Whether the database refused because the write's unique key was there already: `table.column, …`. */
export function refusedAsDuplicateOf(error: unknown, table: string): boolean {
  return refusalOf(error)?.startsWith(`${table}.`) ?? false;
}
