import type { Expiry } from "./document/expiry.ts";

type Inactivity = Extract<Expiry, { type: "inactivity" }>;

/** What counts as activity, and how long it keeps points. */
export type Activity = Inactivity["activities"][number];

/** By which rules a member's activity puts off the expiry of their points: those of every version that had some. */
export interface IdleRules {
  /** What counts, by the newest of them. */
  activities: readonly Activity[];
  /** Each pair of days that points were granted under. */
  periods: { afterDays: number; warnDays: number }[];
}

/** The rules out of the expiries of a program's versions, newest first; null where no version was about activity. */
export function idleRules(expiries: readonly Expiry[]): IdleRules | null {
  const idle = expiries.filter((expiry) => expiry.type === "inactivity");
  const [newest] = idle;
  if (!newest) return null;
  const periods = new Map(
    idle.map(({ afterDays, warnDays }) => [`${afterDays} ${warnDays}`, { afterDays, warnDays }]),
  );
  return { activities: newest.activities, periods: [...periods.values()] };
}
