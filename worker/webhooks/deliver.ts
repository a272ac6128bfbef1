/** Sends stores' events to their endpoints: right after a request that wrote some, and from the scheduled job. */
import { databaseOf, type Database } from "../database/client.ts";
import { countQueries } from "../database/counted.ts";
import type { Environment } from "../environment.ts";
import { claimDeliveries, endpointsWithWork, type EndpointKey } from "./claim.ts";
import { forgetOldDeliveries } from "./forget.ts";
import { readOutgoing, type Outgoing } from "./read-outgoing.ts";
import { recordAttempts, type Attempted } from "./record.ts";
import { send } from "./send.ts";

/** A Worker has six connections open at once. */
const AT_ONCE = 6;

/**
 * How long sends are begun after a request, and in a scheduled run, milliseconds; the last answer may take ten seconds
 * more. Both end well before what they took is due again (`CLAIMED`), and a request's before a Worker's 30 seconds.
 */
const AFTER_A_REQUEST = 15_000;
const IN_A_RUN = 30_000;

/** Endpoints that a round of a scheduled run serves. */
const ENDPOINTS_A_ROUND = 16;

/** D1 answers 1,000 queries a run; a round asks at most 60. */
const MOST_QUERIES = 900;

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
  const run = { environment, database: databaseOf(environment), now, stopAt: Date.now() + AFTER_A_REQUEST };
  while (Date.now() < run.stopAt) if (!(await deliverRound(run, endpoints))) return;
}

/** Does the same for the endpoints of all stores that have something waiting, and forgets what was delivered long ago. */
export async function deliverDue(environment: Environment, now: number): Promise<void> {
  const { database, queries } = countQueries(databaseOf(environment));
  const run = { environment, database, now, stopAt: Date.now() + IN_A_RUN };
  while (Date.now() < run.stopAt && queries() < MOST_QUERIES) {
    const endpoints = await endpointsWithWork(database, now, ENDPOINTS_A_ROUND);
    if (endpoints.length === 0) break;
    await deliverRound(run, endpoints);
  }
  await forgetOldDeliveries(database, now);
}

interface Run {
  environment: Environment;
  database: Database;
  now: number;
  /** When no more sends are begun, milliseconds of the isolate's own clock. */
  stopAt: number;
}

/** One round of taking, sending and recording; gives back whether there may be more. */
async function deliverRound(run: Run, endpoints: EndpointKey[]): Promise<boolean> {
  const { database, now } = run;
  const { deliveries, hasMoved } = await claimDeliveries(database, endpoints, now);
  if (deliveries.length === 0) return hasMoved;
  const outgoing = await readOutgoing(database, deliveries);
  await recordAttempts(database, await sendAll(run, outgoing), now);
  return true;
}

/**
 * Sends as many as there is time for, a few at once. An endpoint that doesn't answer is left alone for the rest of the
 * round, so that nobody else waits for it; what was for it is due again a minute later.
 */
async function sendAll({ environment, now, stopAt }: Run, outgoing: Outgoing[]): Promise<Attempted[]> {
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
