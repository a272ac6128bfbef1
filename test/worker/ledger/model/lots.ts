import type { Purse } from "./purse.ts";

/** Points in lots with the same dates. */
export interface LotLine {
  availableAt: number;
  dueAt: number;
  expiresAt: number;
  warnedAt: number | null;
  points: number;
}

/** What is in the lots, also those whose time is past, added up by their dates. */
export function lotsOf({ lots }: Purse): LotLine[] {
  const lines: LotLine[] = [];
  for (const { availableAt, dueAt, expiresAt, warnedAt, remaining } of lots) {
    if (remaining === 0) continue;
    const same = lines.find(
      (line) =>
        line.availableAt === availableAt &&
        line.dueAt === dueAt &&
        line.expiresAt === expiresAt &&
        line.warnedAt === warnedAt,
    );
    if (same) same.points += remaining;
    else lines.push({ availableAt, dueAt, expiresAt, warnedAt, points: remaining });
  }
  const key = (line: LotLine) => [line.availableAt, line.dueAt, line.expiresAt, line.warnedAt ?? -1];
  return lines.sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    const differs = left.findIndex((each, index) => each !== right[index]);
    return differs === -1 ? 0 : (left[differs] ?? 0) - (right[differs] ?? 0);
  });
}
