/** What an event is sent as, by the format of its endpoint. */
import type { Environment } from "../environment.ts";
import { unseal } from "../stores/seal.ts";
import type { Outgoing } from "./read-outgoing.ts";
import { signaturesOf } from "./signature.ts";

export interface OutgoingRequest {
  headers: Record<string, string>;
  body: string;
}

/**
 * The request that carries the event, made anew for each attempt at `now` (milliseconds): Standard Webhooks, signed with
 * every secret that is live.
 */
export async function requestFor(
  environment: Environment,
  { secrets, event: { id, type, timestamp, data } }: Outgoing,
  now: number,
): Promise<OutgoingRequest> {
  const body = JSON.stringify({ type, timestamp, data });
  const live = secrets.filter(({ until }) => until === null || until > now);
  const opened = await Promise.all(live.map(({ sealed }) => unseal(environment, sealed)));
  const seconds = Math.floor(now / 1000);
  return {
    body,
    headers: {
      "Content-Type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(seconds),
      "webhook-signature": await signaturesOf(opened, id, seconds, body),
    },
  };
}
