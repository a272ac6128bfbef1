/** Whether to try again, and when. */

/** The longest that a call waits for its next try by itself, milliseconds. */
export const MOST_WAIT = 60_000;
const FIRST_WAIT = 250;
const LONGEST_BACKOFF = 8000;

/** Whether an answer of this status may be another the next time: it was too much, or went wrong on the server. */
export function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/** What a Retry-After header asks for in milliseconds, given in seconds or as a date; null where it says nothing. */
export function retryAfterOf(header: string | null, now: number): number | null {
  if (header === null || header.trim() === "") return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/**
 * How long to wait after the try of this number (1 is the first), milliseconds: what the server asked for, or else
 * twice as long each time, by chance between half of it and all, so that those who failed together don't meet again.
 */
export function waitAfter(tries: number, asked: number | null, chance: number): number {
  if (asked !== null) return asked;
  const backoff = Math.min(LONGEST_BACKOFF, FIRST_WAIT * 2 ** (tries - 1));
  return Math.round(backoff * (0.5 + chance / 2));
}
