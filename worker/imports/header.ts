/** Which column of a file holds what. */
import { csvRow, separatorOf } from "./csv.ts";
import type { ColumnMap, Field } from "./fields.ts";
import { Refused } from "./refused.ts";
import type { ImportRow } from "./answers.ts";

export interface Header {
  separator: string;
  /** For each field the place of its column, from 0. */
  places: Partial<Record<Field, number>>;
}

/** The header at the beginning of the text, and where the rows begin; null where the text ends within it. */
export function readHeader(
  text: string,
  isLast: boolean,
  kind: ImportRow["kind"],
  columns: ColumnMap["columns"],
): { header: Header; end: number } | null {
  const line = text.split(/[\r\n]/, 1)[0] ?? "";
  const separator = separatorOf(line);
  const row = csvRow(text, 0, separator, isLast);
  if (!row) return null;
  const names = row.cells.map(plain);
  const places: Header["places"] = {};
  for (const [field, headers] of Object.entries(columns) as [Field, readonly string[]][]) {
    // By the likeliest name first: a file may have `points` beside `points_balance`.
    const place = headers.map((each) => names.indexOf(plain(each))).find((each) => each !== -1);
    if (place !== undefined) places[field] = place;
  }
  const missing = requiredOf(kind, places);
  if (missing)
    throw new Refused(
      `The file has no column for ${missing}. Its columns are ${row.cells.slice(0, 30).map(quoted).join(", ")}; say with \`map\` which holds what.`,
    );
  return { header: { separator, places }, end: row.end };
}

function requiredOf(kind: ImportRow["kind"], places: Header["places"]): string | null {
  if (kind === "orders") {
    const missing = (["orderId", "placedAt", "total"] as const).filter(
      (field) => places[field] === undefined,
    );
    return missing[0] ?? null;
  }
  if (places.customerId === undefined && places.email === undefined) return "customerId or email";
  return kind === "points" && places.points === undefined ? "points" : null;
}

/** A header without case, spaces, signs, and the mark that some programs begin a file with. */
function plain(header: string): string {
  return header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

function quoted(header: string): string {
  return `"${header.trim().slice(0, 60)}"`;
}
