/** Calls from the Worker to the outside: to platforms, and to stores' webhook endpoints. */
import type { Environment } from "../environment.ts";

/** The longest that an answer is waited for, milliseconds. */
const LONGEST = 10_000;

/** Sends a request to the outside, and gives back the answer; rejects where there was none in time. */
export type Outbound = (url: string, request: RequestInit) => Promise<Response>;

/**
 * The way to the outside. A redirect is not followed but given back: it could lead anywhere. An answer that takes
 * longer than `timeout` (milliseconds) counts as none, which leaves open whether the call had its effect.
 */
export function outboundOf({ OUTBOUND }: Environment, timeout = LONGEST): Outbound {
  return (url, request) => {
    const sent = { ...request, redirect: "manual" as const, signal: AbortSignal.timeout(timeout) };
    return OUTBOUND ? OUTBOUND.fetch(url, sent) : fetch(url, sent);
  };
}
