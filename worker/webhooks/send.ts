import type { Environment } from "../environment.ts";
import { outboundOf } from "../http/outbound.ts";
import { requestsFor, type OutgoingRequest } from "./formats.ts";
import type { Outgoing } from "./read-outgoing.ts";
import { waitOf } from "./schedule.ts";
import { readToolAnswer } from "./tool-answer.ts";
import { toolOf } from "./tools.ts";

/** How an attempt ended. */
export interface Outcome {
  /**
   * "gone": the endpoint wants no more. "silent": there was no answer. "unauthorized": the key is not good. "rejected":
   * the event will never be taken. The last two are of mail tools alone, and are not tried again.
   */
  result: "delivered" | "refused" | "gone" | "silent" | "unauthorized" | "rejected";
  /** HTTP status; null without an answer. */
  status: number | null;
  /** Milliseconds. */
  duration: number;
  /** What the endpoint asked us to wait, milliseconds; null where it didn't. */
  retryAfter: number | null;
  /** Why it failed, or why nothing was sent, in a sentence; else null. */
  problem: string | null;
}

const NOBODY =
  "Nothing was sent: the event is about nobody whom the tool could know, by an address or a customer id.";

/**
 * Sends the event to the endpoint once, at `now` (milliseconds). Only a 2xx is a delivery. A redirect is not followed.
 * What the body of an answer says is read of mail tools alone. Of several calls the first that fails is the last.
 */
export async function send(environment: Environment, outgoing: Outgoing, now: number): Promise<Outcome> {
  const started = Date.now();
  let outcome: Outcome = {
    result: "delivered",
    status: null,
    duration: 0,
    retryAfter: null,
    problem: NOBODY,
  };
  for (const request of await requestsFor(environment, outgoing, now)) {
    outcome = await call(environment, outgoing, request, now);
    if (outcome.result !== "delivered" || outcome.problem !== null) break;
  }
  return {
    ...outcome,
    duration: outcome.status === null && outcome.result === "delivered" ? 0 : Date.now() - started,
  };
}

async function call(
  environment: Environment,
  outgoing: Outgoing,
  { url, method, body, headers }: OutgoingRequest,
  now: number,
): Promise<Outcome> {
  const request = { method, body, headers: { ...headers, "User-Agent": "Regulars-Webhooks/1" } };
  const started = Date.now();
  try {
    const answer = await outboundOf(environment)(url, request);
    const common = {
      status: answer.status,
      duration: Date.now() - started,
      retryAfter: waitOf(answer.headers.get("Retry-After"), now),
    };
    if (outgoing.format === "standard_webhooks") {
      await answer.body?.cancel();
      return { ...common, ...endpointSaid(answer) };
    }
    return { ...common, ...(await toolSaid(answer, outgoing)) };
  } catch {
    // The error may hold the address, and so a token in it.
    const problem = "There was no answer: no connection, or none within 10 seconds.";
    return { result: "silent", status: null, duration: Date.now() - started, retryAfter: null, problem };
  }
}

type Said = Pick<Outcome, "result" | "problem">;

function endpointSaid({ ok, status }: Response): Said {
  if (ok) return { result: "delivered", problem: null };
  if (status === 410) return { result: "gone", problem: "The endpoint answered 410: it is gone." };
  if (status >= 300 && status < 400)
    return { result: "refused", problem: `The endpoint answered ${status}: redirects are not followed.` };
  return { result: "refused", problem: `The endpoint answered ${status}.` };
}

async function toolSaid(answer: Response, { format, person }: Outgoing): Promise<Said> {
  const { status } = answer;
  if (!person) return { result: "rejected", problem: NOBODY };
  const { result, message } = await readToolAnswer(answer, person);
  if (result === "delivered") return { result, problem: null };
  if (status === 404 && toolOf(format)?.isUnknownPerson)
    return {
      result: "delivered",
      problem: "The tool answered 404: it has nobody with this address in the list, or no such list.",
    };
  const problem =
    message === null ? `The tool answered ${status}.` : `The tool answered ${status}: ${message}`;
  return { result: result === "later" ? "refused" : result, problem };
}
