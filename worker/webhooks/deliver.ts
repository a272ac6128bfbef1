/** Sends stores' events to their endpoints: right after a request that wrote some, and from the scheduled job. */
import { databaseOf } from "../database/client.ts";
import type { Environment } from "../environment.ts";
import { claimDeliveries, endpointsWithWork, type EndpointKey } from "./claim.ts";
import { forgetOldDeliveries } from "./forget.ts";
import { readOutgoing, type Outgoing } from "./read-outgoing.ts";
import { recordAttempts, type Attempted } from "./record.ts";
import { send } from "./send.ts";

/** A Worker has six connections open at once. */
const AT_ONCE = 6;

/** How long a run begins to send, milliseconds; the last answers may take ten seconds more. A Worker may go on for 30. */
const LONGEST = 15_000;

/** Endpoints that a round of the job serves. */
const ENDPOINTS_A_ROUND = 16;

/** Rounds of the job: each asks the database some 60 things, of the 1,000 that D1 answers in a run. */
const MOST_ROUNDS = 12;

/**
 * Sends to the endpoints whatever is to be sent to them at `now` (milliseconds), for as long as there is time. Stopping
 * anywhere loses nothing: what was taken and not recorded is sent a minute later, perhaps for the second time, under the
 * same `webhook-id`. Two at once send nothing twice.
 */
export async function deliverTo(
  environment: Environment,
  endpoints: EndpointKey[],
  now: number,
): Promise<void> {
  const stopAt = Date.now() + LONGEST;
  while (Date.now() < stopAt) if (!(await deliverRound(environment, endpoints, now, stopAt))) return;
}

/** Does the same for the endpoints of all stores that have something waiting, and forgets what was delivered long ago. */
export async function deliverDue(environment: Environment, now: number): Promise<void> {
  const database = databaseOf(environment);
  const stopAt = Date.now() + LONGEST;
  for (let round = 1; round <= MOST_ROUNDS && Date.now() < stopAt; round++) {
    const endpoints = await endpointsWithWork(database, now, ENDPOINTS_A_ROUND);
    if (endpoints.length === 0) break;
    await deliverRound(environment, endpoints, now, stopAt);
  }
  await forgetOldDeliveries(database, now);
}

/** One round of taking, sending and recording; gives back whether there may be more. */
async function deliverRound(
  environment: Environment,
  endpoints: EndpointKey[],
  now: number,
  stopAt: number,
): Promise<boolean> {
  const database = databaseOf(environment);
  const { deliveries, hasMoved } = await claimDeliveries(database, endpoints, now);
  if (deliveries.length === 0) return hasMoved;
  const outgoing = await readOutgoing(database, deliveries);
  await recordAttempts(database, await sendAll(environment, outgoing, now, stopAt), now);
  return true;
}

/**
 * Sends as many as there is time for, a few at once. An endpoint that doesn't answer is left alone for the rest of the
 * round, so that nobody else waits for it; what was for it is due again a minute later.
 */
async function sendAll(
  environment: Environment,
  outgoing: Outgoing[],
  now: number,
  stopAt: number,
): Promise<Attempted[]> {
  const waiting = outgoing.values();
  const silent = new Set<string>();
  const attempted: Attempted[] = [];
  const sendSome = async () => {
    for (const delivery of waiting) {
      if (Date.now() >= stopAt) return;
      if (silent.has(delivery.endpointId)) continue;
      const outcome = await send(environment, delivery, now);
      if (outcome.result === "silent" || outcome.result === "gone") silent.add(delivery.endpointId);
      attempted.push({ delivery, outcome });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendSome));
  return attempted;
}
