/** What came of working a delivery. */
import { catalogue } from "../../http/catalogue.ts";
import { Problem } from "../../http/problem.ts";
import { ConfigurationChanged } from "../../stores/configuration.ts";
import { noteFailure } from "../note-failure.ts";
import { NotUnderstood, PlatformRefused, PlatformUnavailable } from "../platform.ts";

export type Outcome =
  | { status: "done" | "dead"; detail: string; memberId?: string | null }
  /** To be tried again: `after` so many milliseconds, or when its turn comes (null). */
  | { status: "waiting"; detail: string; after: number | null }
  /** A part of it is done, and the rest is done so many milliseconds later: the tries are counted anew. */
  | { status: "waiting"; detail: string; after: number; progressed: true };

/** Tries of a delivery before it is dead: the last some six hours after the first. */
export const MOST_ATTEMPTS = 12;

const FIRST_WAIT = 10_000;
const LONGEST_WAIT = 6 * 3_600_000;

/** How long a delivery waits for another one, milliseconds. */
const LONGEST_WAITED_FOR = 6 * 3_600_000;

/**
 * What becomes of a delivery that waits for another one, received so many milliseconds ago: it is looked at again when
 * it is twice as old, and is dead in the end. Waiting is no try that failed, and takes none of them.
 */
export function waitsForAnother(age: number, detail: string): Outcome {
  const left = LONGEST_WAITED_FOR - age;
  return left > 0 ? goesOn(detail, Math.min(Math.max(age, FIRST_WAIT), left)) : dead(detail);
}

/** How long to wait after so many tries, milliseconds: ten seconds, and each time double. */
export function waitAfter(attempts: number): number {
  return Math.min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT);
}

export const done = (detail: string, memberId: string | null = null): Outcome => ({
  status: "done",
  detail,
  memberId,
});
export const dead = (detail: string): Outcome => ({ status: "dead", detail });
export const later = (detail: string, after: number | null = null): Outcome => ({
  status: "waiting",
  detail,
  after,
});

export const goesOn = (detail: string, after = 0): Outcome => ({
  status: "waiting",
  detail,
  after,
  progressed: true,
});

/**
 * What a failure makes of the delivery. What would be refused again as it is, is dead; what may pass is tried again.
 */
export function outcomeOfFailure(error: unknown): Outcome {
  if (error instanceof NotUnderstood || error instanceof PlatformRefused) return dead(error.message);
  if (error instanceof PlatformUnavailable) return later(error.message, error.retryAfter);
  if (error instanceof ConfigurationChanged) return later("The store's configuration changed meanwhile.", 0);
  if (error instanceof Problem) {
    const { status, title } = catalogue[error.code];
    const detail = `${title}: ${error.detail}`;
    return status === 429 || status >= 500 ? later(detail) : dead(detail);
  }
  noteFailure("inbox", error);
  return later("Something went wrong on our side.");
}
