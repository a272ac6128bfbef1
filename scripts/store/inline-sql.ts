/** A value that a statement is given. */
export type SqlValue = string | number | boolean | null;

/**
 * A statement with its values written into it, for a way to the database that takes text alone. Only `?` in the order
 * of the values is understood, and none is looked for inside quotes.
 *
 * @throws Error when there are more or fewer values than places, or a value that can't be written
 */
export function inlineSql(sql: string, values: readonly SqlValue[]): string {
  let next = 0;
  // Quoted text and names, comments, and places, whichever begins first.
  const inlined = sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\?\d*/g, (found) => {
    if (!found.startsWith("?")) return found;
    if (found !== "?") throw new Error("Numbered places are not understood.");
    const value = values[next];
    next += 1;
    if (value === undefined) throw new Error("The statement has more places than values.");
    return literal(value);
  });
  if (next !== values.length) throw new Error("The statement has fewer places than values.");
  return inlined;
}

function literal(value: SqlValue): string {
  if (value === null) return "NULL";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new Error(`${value} can't be written as SQL.`);
    return String(value);
  }
  if (value.includes("\0")) throw new Error("Text with a zero character can't be written as SQL.");
  return `'${value.replaceAll("'", "''")}'`;
}
