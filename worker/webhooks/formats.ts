/** What an event is sent as, by the format of its endpoint. */
import type { Environment } from "../environment.ts";
import { unseal } from "../stores/seal.ts";
import type { Outgoing } from "./read-outgoing.ts";
import { signaturesOf } from "./signature.ts";
import { toolOf } from "./tools.ts";

export interface OutgoingRequest {
  url: string;
  method: "POST" | "PATCH";
  headers: Record<string, string>;
  body: string;
}

/**
 * The requests that carry the event, one after the other, made anew for each attempt at `now` (milliseconds): for
 * Standard Webhooks one, signed with every secret that is live; for a mail tool its own calls, none where the event is
 * about nobody whom the tool could know.
 */
export async function requestsFor(
  environment: Environment,
  outgoing: Outgoing,
  now: number,
): Promise<OutgoingRequest[]> {
  const { event, person, apiKey, settings } = outgoing;
  const tool = toolOf(outgoing.format);
  if (!tool) return [await standardWebhook(environment, outgoing, now)];
  if (!person || apiKey === null) return [];
  const calls = await tool.calls(event, person, settings);
  if (calls.length === 0) return [];
  const Authorization = tool.authorization(await unseal(environment, apiKey), settings);
  return calls.map(({ method, path, headers, body }) => ({
    url: tool.origin(settings) + path,
    method,
    headers: { "Content-Type": "application/json", ...headers, Authorization },
    body: JSON.stringify(body),
  }));
}

async function standardWebhook(
  environment: Environment,
  { url, secrets, event: { id, type, timestamp, data } }: Outgoing,
  now: number,
): Promise<OutgoingRequest> {
  const body = JSON.stringify({ type, timestamp, data });
  const live = secrets.filter(({ until }) => until === null || until > now);
  const opened = await Promise.all(live.map(({ sealed }) => unseal(environment, sealed)));
  const seconds = Math.floor(now / 1000);
  return {
    url,
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(seconds),
      "webhook-signature": await signaturesOf(opened, id, seconds, body),
    },
  };
}
