/** Figures beside their budgets, for a terminal. */

export interface Figure {
  figure: string;
  /** "2,048 B", or "" where none is promised. */
  budget: string;
  now: string;
  /** What to read it beside. */
  comparedWith: string;
  /** False where the budget is missed. */
  isKept: boolean;
}

const HEADINGS = { figure: "figure", budget: "budget", now: "now", comparedWith: "compared with" };

/** A figure that may be at most its budget. */
export function atMost(
  figure: string,
  now: number,
  budget: number,
  { unit = "", comparedWith = "" } = {},
): Figure {
  const show = (number: number) => `${Math.round(number).toLocaleString("en")}${unit && ` ${unit}`}`;
  return { figure, budget: `≤ ${show(budget)}`, now: show(now), comparedWith, isKept: now <= budget };
}

/** The table's lines; what is missed says so. */
export function tableOf(figures: Figure[]): string[] {
  const rows = [HEADINGS, ...figures];
  const width = (column: keyof typeof HEADINGS) => Math.max(...rows.map((row) => row[column].length));
  const [figure, budget, now] = [width("figure"), width("budget"), width("now")];
  return rows.map((row) => {
    const cells = [
      row.figure.padEnd(figure),
      row.budget.padStart(budget),
      row.now.padStart(now),
      row.comparedWith,
    ];
    return `${cells.join("  ")}${"isKept" in row && !row.isKept ? "  MISSED" : ""}`.trimEnd();
  });
}
