/** When a delivery that failed is tried again. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After the first failure, the second and so on: the schedule that Standard Webhooks proposes. */
const PAUSES = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** How often a delivery is tried in all. */
export const MOST_ATTEMPTS = PAUSES.length + 1;

/** The longest that an endpoint may ask us to wait. */
const LONGEST_WAIT = 24 * HOUR;

/** How much of a pause is added at most, so that what failed together doesn't come back together. */
const SPREAD = 0.1;

/**
 * When a delivery that failed `attempts` times is tried again at the soonest, milliseconds; null where it isn't any more.
 * `number` (the event's) spreads deliveries, the same way each time. `retryAfter` is what the endpoint asked for, or null.
 */
export function nextAttemptAt(
  attempts: number,
  number: number,
  now: number,
  retryAfter: number | null,
): number | null {
  const pause = PAUSES[attempts - 1];
  if (pause === undefined) return null;
  const spread = ((number * 7919 + attempts * 104_729) % 1000) / 1000;
  const wait = Math.round(pause * (1 + SPREAD * spread));
  return now + Math.max(wait, Math.min(retryAfter ?? 0, LONGEST_WAIT));
}

/** Milliseconds that a `Retry-After` header asks for: seconds, or a date (RFC 9110, 10.2.3); null where it says nothing. */
export function waitOf(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND;
  const at = /^[A-Z][a-z]{2}/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
