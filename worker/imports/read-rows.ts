/** The next rows of a file that comes in parts, wherever those were cut. */
import { csvRow, LONGEST_ROW } from "./csv.ts";
import type { Field } from "./fields.ts";
import type { ImportRow } from "./answers.ts";
import { readHeader, type Header } from "./header.ts";
import { lineRecord } from "./line-record.ts";
import type { ImportRecord } from "./record.ts";
import { Refused } from "./refused.ts";
import { memberRecord, orderRecord, parsedOrder, type Cells, type ReadingContext } from "./row-record.ts";
import { columnsOf, type Settings } from "./settings.ts";

/** Where reading stands: the part, how far into it, and what is left of a row that ran over the end of the one before. */
export interface Place {
  header: Header | null;
  part: number;
  position: number;
  carry: string;
}

/** A row as a record, or why it is none. */
export interface ReadRow {
  /** From 1, the header not counted. */
  row: number;
  record: ImportRecord | null;
  refusal: string;
}

export interface ReadRows {
  rows: ReadRow[];
  place: Place;
  /** Whether the file is at its end. */
  isOver: boolean;
}

/**
 * At most `most` rows from the place in the text of its part on; fewer where the part ends, or rows of another type
 * follow. `text` is null where there is none to read: past the last part. Throws Refused where the file can't be read
 * at all.
 */
export function readRows(
  { kind, rowCount, lastPart }: Pick<ImportRow, "kind" | "rowCount" | "lastPart">,
  settings: Settings,
  place: Place,
  text: string,
  reading: ReadingContext,
  most: number,
): ReadRows {
  const isLast = place.part === lastPart;
  const buffer = place.carry + text.slice(place.position);
  const isJson =
    kind === "everything" || place.header?.separator === JSON_LINES.separator || startsJson(place, buffer);
  let { header } = place;
  let at = 0;
  if (header === null) {
    if (isJson) header = JSON_LINES;
    else {
      const read = readHeader(buffer, isLast, kind, columnsOf(settings));
      if (read) ({ header, end: at } = read);
    }
  }
  const rows: ReadRow[] = [];
  while (header && rows.length < most) {
    const next = isJson ? lineAt(buffer, at, isLast) : cellsAt(buffer, at, header, isLast);
    if (!next) break;
    if (next.isEmpty) {
      at = next.end;
      continue;
    }
    const row = rowCount + rows.length + 1;
    const read = recordOf(kind, row, next.value, reading);
    const before = rows.findLast((each) => each.record)?.record;
    if (before && read.record && before.type !== read.record.type) break;
    at = next.end;
    rows.push(read);
  }
  const isRead = rows.length < most && restIsEmpty(buffer, at, header, isJson, isLast);
  if (!isRead) return { rows, place: { header, ...onwards(place, at) }, isOver: false };
  const carry = isLast ? "" : buffer.slice(at);
  const longest = isJson ? LONGEST_LINE : LONGEST_ROW;
  if (carry.length > longest)
    throw new Refused(
      `Row ${rowCount + rows.length + 1} is longer than ${longest.toLocaleString("en")} characters.${isJson ? "" : " Is there a quote that is never closed?"}`,
    );
  return { rows, place: { header, part: place.part + 1, position: 0, carry }, isOver: isLast };
}

/** A member with thousands of lots is a long line; what is left of one between two parts has to fit into a row of D1's. */
const LONGEST_LINE = 1_000_000;

/** A file of JSON lines has no header; this says that it is one. */
const JSON_LINES: Header = { separator: "json", places: {} };

function startsJson({ header }: Place, buffer: string): boolean {
  return header === null && /^\ufeff?\s*\{/.test(buffer);
}

interface Next {
  value: Cells | Record<string, unknown> | null;
  isEmpty: boolean;
  end: number;
}

function cellsAt(buffer: string, at: number, { separator, places }: Header, isLast: boolean): Next | null {
  if (at >= buffer.length) return null;
  const row = csvRow(buffer, at, separator, isLast);
  if (!row) return null;
  const cells: Cells = {};
  for (const [field, place] of Object.entries(places) as [Field, number][]) {
    const cell = row.cells[place]?.trim() ?? "";
    if (cell !== "") cells[field] = cell;
  }
  return { value: cells, isEmpty: row.cells.every((cell) => cell.trim() === ""), end: row.end };
}

function lineAt(buffer: string, at: number, isLast: boolean): Next | null {
  if (at >= buffer.length) return null;
  const newline = buffer.indexOf("\n", at);
  if (newline === -1 && !isLast) return null;
  const end = newline === -1 ? buffer.length : newline + 1;
  const line = buffer
    .slice(at, end)
    .replace(/^\ufeff/, "")
    .trim();
  if (line === "") return { value: null, isEmpty: true, end };
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return { value: { ...value }, isEmpty: false, end };
  } catch {
    // Told below, as a line that is no object is.
  }
  return { value: null, isEmpty: false, end };
}

/** Whether what is left of the buffer is no whole row, so that reading goes on with the next part. */
function restIsEmpty(
  buffer: string,
  at: number,
  header: Header | null,
  isJson: boolean,
  isLast: boolean,
): boolean {
  if (at >= buffer.length || header === null) return true;
  return (isJson ? lineAt(buffer, at, isLast) : cellsAt(buffer, at, header, isLast)) === null;
}

/** The place after `used` characters of what was left and the part's text together. */
function onwards({ part, position, carry }: Place, used: number): Omit<Place, "header"> {
  if (used < carry.length) return { part, position, carry: carry.slice(used) };
  return { part, position: position + used - carry.length, carry: "" };
}

function recordOf(
  kind: ImportRow["kind"],
  row: number,
  value: Next["value"],
  reading: ReadingContext,
): ReadRow {
  try {
    if (value === null) throw new Refused("The line is no JSON object.");
    return { row, record: recordFrom(kind, row, value, reading), refusal: "" };
  } catch (error) {
    if (error instanceof Refused) return { row, record: null, refusal: error.message };
    throw error;
  }
}

function recordFrom(
  kind: ImportRow["kind"],
  row: number,
  value: NonNullable<Next["value"]>,
  reading: ReadingContext,
): ImportRecord {
  if (kind === "everything") return lineRecord(value, reading.store.now);
  const { lots, ...flat } = value as Record<string, unknown>;
  if (kind === "orders") {
    const { id, ...order } = flat;
    if (!Array.isArray(order.lines)) return orderRecord(cellsFrom(flat), reading);
    if (typeof id !== "string" || id === "" || id.length > 255)
      throw new Refused("The order has no `id` of at most 255 characters.");
    return { type: "order", orderId: id, update: parsedOrder(order), counts: true };
  }
  const cells = cellsFrom(flat);
  const known =
    kind === "points" ? (cells.pointsId === undefined ? `row:${row}` : `id:${cells.pointsId}`) : null;
  return memberRecord(cells, reading, known, Array.isArray(lots) ? lots.map(cellsFrom) : []);
}

/** A JSON object with our own names as cells: numbers and lists as they would be written. */
function cellsFrom(value: unknown): Cells {
  if (typeof value !== "object" || value === null) throw new Refused("A lot of `lots` is no JSON object.");
  return Object.fromEntries(
    Object.entries(value).flatMap(([field, each]: [string, unknown]) => {
      if (typeof each === "number" || typeof each === "string") return [[field, String(each)]];
      return Array.isArray(each) ? [[field, each.join(",")]] : [];
    }),
  );
}
