/** Rules by which one member's orders bear on each other, of every version that an order may have been placed under. */
import { sql, type SQL } from "drizzle-orm";
import type { Database } from "../database/client.ts";
import type { Cap, CapsOfVersion } from "../program/caps.ts";

export interface SharedRules {
  /** By version of the program, the caps over several orders; a version without any is left out. */
  caps: Map<number, CapsOfVersion>;
  /** Whether any version has a campaign for first orders. */
  firstOrder: boolean;
}

/** A shop's clock may be ahead: an order of the version that was live may be dated up to a day after it. Milliseconds. */
const DATED_LATER = 86_400_000;

export interface SharedRulesRow {
  version: number;
  publishedAt: number;
  /** When the next version was published; null for the live one. */
  replacedAt: number | null;
  caps: string | null;
  firstOrder: number;
}

/** The query whose rows `sharedRules` takes. Most stores have no such version, and it reads none. */
export function selectSharedRules(database: Database, storeId: SQL) {
  const namesFirstOrder = sql`instr(document, '"firstOrder":true') > 0`;
  return database.all<SharedRulesRow>(sql`SELECT version, published_at AS publishedAt,
      (SELECT published_at FROM programs AS later
        WHERE later.store_id = programs.store_id AND later.version = programs.version + 1) AS replacedAt,
      document -> '$.earning.caps' AS caps, ${namesFirstOrder} AS firstOrder
    FROM programs INDEXED BY programs_shared
    WHERE store_id = (${storeId}) AND (json_array_length(document, '$.earning.caps') > 0 OR ${namesFirstOrder})`);
}

/** What the rows say. */
export function sharedRules(rows: SharedRulesRow[]): SharedRules {
  const caps = new Map<number, CapsOfVersion>();
  for (const { version, publishedAt, replacedAt, caps: listed } of rows) {
    const ofSeveral = (JSON.parse(listed ?? "[]") as Cap[]).filter(({ period }) => period !== "order");
    if (ofSeveral.length === 0) continue;
    caps.set(version, {
      caps: ofSeveral,
      // What was placed before there were any rules is under the first.
      from: version === 1 ? -Infinity : publishedAt,
      until: replacedAt === null ? Infinity : replacedAt + DATED_LATER,
    });
  }
  return { caps, firstOrder: rows.some((row) => row.firstOrder === 1) };
}
