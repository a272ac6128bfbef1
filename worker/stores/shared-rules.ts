/** Rules by which one member's orders bear on each other, of every version that an order may have been placed under. */
import { sql, type SQL } from "drizzle-orm";
import type { Database } from "../database/client.ts";
import type { Cap } from "../program/caps.ts";

export interface SharedRules {
  /** By version of the program, the caps over several orders; a version without any is left out. */
  caps: Map<number, Cap[]>;
  /** Whether any version has a campaign for first orders. */
  firstOrder: boolean;
}

export interface SharedRulesRow {
  version: number;
  caps: string | null;
  firstOrder: number;
}

/** The query whose rows `sharedRules` takes. Most stores have no such version, and it reads none. */
export function selectSharedRules(database: Database, storeId: SQL) {
  const namesFirstOrder = sql`instr(document, '"firstOrder":true') > 0`;
  return database.all<SharedRulesRow>(sql`SELECT version, document -> '$.earning.caps' AS caps,
      ${namesFirstOrder} AS firstOrder
    FROM programs INDEXED BY programs_shared
    WHERE store_id = (${storeId}) AND (json_array_length(document, '$.earning.caps') > 0 OR ${namesFirstOrder})`);
}

/** What the rows say. */
export function sharedRules(rows: SharedRulesRow[]): SharedRules {
  const caps = new Map<number, Cap[]>();
  for (const row of rows) {
    const listed = (JSON.parse(row.caps ?? "[]") as Cap[]).filter(({ period }) => period !== "order");
    if (listed.length > 0) caps.set(row.version, listed);
  }
  return { caps, firstOrder: rows.some((row) => row.firstOrder === 1) };
}
