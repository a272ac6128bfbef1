/** When what failed is tried again. */
import { expect, test } from "vitest";
import { MOST_ATTEMPTS, nextAttemptAt, waitOf } from "../../../worker/webhooks/schedule.ts";

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];
const NOW = Date.UTC(2026, 10, 1, 12);

test("the pauses are those of Standard Webhooks, up to a tenth longer, and always the same for one delivery", () => {
  const pauses = [
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
  pauses.forEach((pause, index) => {
    const waits = Array.from(
      { length: 200 },
      (_, number) => (nextAttemptAt(index + 1, number, NOW, null) ?? NaN) - NOW,
    );
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(pause);
    expect(Math.max(...waits)).toBeLessThanOrEqual(pause * 1.1);
    expect(new Set(waits).size).toBeGreaterThan(50);
    expect(nextAttemptAt(index + 1, 7, NOW, null)).toBe(NOW + (waits[7] ?? NaN));
  });
});

test("after ten attempts there is none", () => {
  expect(MOST_ATTEMPTS).toBe(10);
  expect(nextAttemptAt(10, 1, NOW, null)).toBeNull();
  expect(nextAttemptAt(10, 1, NOW, HOUR)).toBeNull();
});

test("Retry-After puts it off, never forward, and by a day at most", () => {
  expect(nextAttemptAt(1, 1, NOW, HOUR)).toBe(NOW + HOUR);
  expect(nextAttemptAt(4, 1, NOW, 1000)).toBeGreaterThanOrEqual(NOW + 2 * HOUR);
  expect(nextAttemptAt(1, 1, NOW, 365 * 24 * HOUR)).toBe(NOW + 24 * HOUR);
});

test.each([
  ["120", 120_000],
  [" 0 ", 0],
  [new Date(NOW + HOUR).toUTCString(), HOUR],
  [new Date(NOW - HOUR).toUTCString(), 0],
  ["soon", null],
  ["-5", null],
  ["", null],
  ["1e99", null],
  [null, null],
])("Retry-After: %s", (header, wait) => {
  expect(waitOf(header, NOW)).toBe(wait);
});
