/** Counts and lists as a person reads them in English. */

/** "1 point", "1,240 points". */
export function pointsInWords(points: number): string {
  return `${points.toLocaleString("en")} ${points === 1 ? "point" : "points"}`;
}

/** "a, b and c". */
export function listed(words: string[], last: "and" | "or" = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1) ?? ""}`;
}
