/** Comma-separated values as RFC 4180 has them, and as spreadsheets write them. */

/** Longer than any row in earnest: a quote that is never closed would take the rest of the file for one. */
export const LONGEST_ROW = 100_000;

export interface CsvRow {
  cells: string[];
  /** Where the next row begins. */
  end: number;
}

/**
 * The row that begins at `from`; null where the text ends within it, unless it is the last text there is. A quoted
 * cell may hold separators, line ends and doubled quotes; a quote within an unquoted cell is a character like any other.
 */
export function csvRow(text: string, from: number, separator: string, isLast: boolean): CsvRow | null {
  const cells: string[] = [];
  for (let at = from; ;) {
    let cell = "";
    if (text[at] === '"') {
      for (at += 1; ;) {
        const quote = text.indexOf('"', at);
        if (quote === -1) {
          if (!isLast) return null;
          cell += text.slice(at);
          at = text.length;
          break;
        }
        cell += text.slice(at, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at += 1;
      }
    }
    const start = at;
    while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at += 1;
    cells.push(cell + text.slice(start, at));
    if (at >= text.length) return isLast ? { cells, end: at } : null;
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    if (text[at] === "\r") {
      // The other half of a line end may be in the next part.
      if (at + 1 >= text.length && !isLast) return null;
      if (text[at + 1] === "\n") at += 1;
    }
    return { cells, end: at + 1 };
  }
}

/** The separator of a file, by its header: the one that cuts it into the most cells. */
export function separatorOf(text: string): string {
  const counted = [",", ";", "\t"].map((separator) => ({
    separator,
    cells: csvRow(text, 0, separator, true)?.cells.length ?? 0,
  }));
  return counted.reduce((best, each) => (each.cells > best.cells ? each : best)).separator;
}
