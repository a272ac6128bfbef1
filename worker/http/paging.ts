/** Lists in pages: a cursor is opaque, and says after which item the next page begins. */
import { z } from "@hono/zod-openapi";
import { Problem } from "./problem.ts";

export const pageQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .meta({ description: "Items a page.", example: 20 }),
  cursor: z.string().max(200).optional().meta({ description: "`next` of the page before." }),
});

/** The cursor that continues after the item with this id, or at what else says the place. */
export function cursorAfter(place: string): string {
  return btoa(place).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The id a cursor continues after, or null at the start; throws `invalid_request` for one that we never gave. */
export function idOfCursor(cursor: string | undefined): string | null {
  return textOfCursor(cursor, /^[a-z]+_[0-9a-z]+$/)?.[0] ?? null;
}

/**
 * What a cursor holds, matched, or null at the start; throws `invalid_request` for one that doesn't fit the pattern:
 * we never gave it.
 */
export function textOfCursor(cursor: string | undefined, pattern: RegExp): RegExpExecArray | null {
  if (cursor === undefined || cursor === "") return null;
  try {
    const found = pattern.exec(atob(cursor.replaceAll("-", "+").replaceAll("_", "/")));
    if (found) return found;
  } catch {
    // Falls to the refusal below: not base64.
  }
  const detail = "This is not a cursor from `next` of an earlier page.";
  throw new Problem("invalid_request", detail, [{ pointer: "query/cursor", detail }]);
}

/** A page of at most `limit` items out of `limit` + 1 rows read. */
export function page<Row extends { id: string }, Item>(
  rows: Row[],
  limit: number,
  item: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { items: kept.map(item), next: rows.length > limit && last ? cursorAfter(last.id) : null };
}
