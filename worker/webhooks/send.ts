import type { Environment } from "../environment.ts";
import { outboundOf } from "../http/outbound.ts";
import { requestFor } from "./formats.ts";
import type { Outgoing } from "./read-outgoing.ts";
import { waitOf } from "./schedule.ts";

/** How an attempt ended. */
export interface Outcome {
  /** "gone": the endpoint wants no more. "silent": there was no answer. */
  result: "delivered" | "refused" | "gone" | "silent";
  /** HTTP status; null without an answer. */
  status: number | null;
  /** Milliseconds. */
  duration: number;
  /** What the endpoint asked us to wait, milliseconds; null where it didn't. */
  retryAfter: number | null;
  /** Why it failed, in a sentence; null where it didn't. */
  problem: string | null;
}

/**
 * Sends the event to the endpoint once, at `now` (milliseconds). Only a 2xx is a delivery. A redirect is not followed, and
 * what the body of the answer says is not read.
 */
export async function send(environment: Environment, outgoing: Outgoing, now: number): Promise<Outcome> {
  const { body, headers } = await requestFor(environment, outgoing, now);
  const request = { method: "POST", body, headers: { ...headers, "User-Agent": "Regulars-Webhooks/1" } };
  const started = Date.now();
  try {
    const answer = await outboundOf(environment)(outgoing.url, request);
    await answer.body?.cancel();
    return outcomeOf(answer, Date.now() - started, now);
  } catch {
    // The error may hold the address, and so a token in it.
    const problem = "There was no answer: no connection, or none within 10 seconds.";
    return { result: "silent", status: null, duration: Date.now() - started, retryAfter: null, problem };
  }
}

function outcomeOf({ ok, status, headers }: Response, duration: number, now: number): Outcome {
  const common = { status, duration, retryAfter: waitOf(headers.get("Retry-After"), now) };
  if (ok) return { ...common, result: "delivered", problem: null };
  if (status === 410) return { ...common, result: "gone", problem: "The endpoint answered 410: it is gone." };
  if (status >= 300 && status < 400)
    return {
      ...common,
      result: "refused",
      problem: `The endpoint answered ${status}: redirects are not followed.`,
    };
  return { ...common, result: "refused", problem: `The endpoint answered ${status}.` };
}
