import { sql } from "drizzle-orm";
import { write, type Database, type Statement } from "../database/client.ts";
import type { Outgoing } from "./read-outgoing.ts";
import { nextAttemptAt } from "./schedule.ts";
import type { Outcome } from "./send.ts";

export interface Attempted {
  delivery: Outgoing;
  outcome: Outcome;
}

/** How long an endpoint may fail without one success before it is switched off, milliseconds. */
const FAILS_AT_MOST = 5 * 86_400_000;

/**
 * Writes down how the attempts made at `now` (milliseconds) ended: when each failed one is tried again, and which
 * endpoints are switched off, which is an event itself. A delivery that somebody else recorded as done stays done.
 */
export async function recordAttempts(database: Database, attempted: Attempted[], now: number): Promise<void> {
  const rows = attempted.map(({ delivery, outcome }) => ({
    storeId: delivery.storeId,
    endpointId: delivery.endpointId,
    number: delivery.number,
    ...standing(delivery, outcome, now),
    response: outcome.status,
    duration: outcome.duration,
    problem: outcome.problem,
  }));
  if (rows.length === 0) return;
  const of = (name: string) => sql`attempt.value ->> ${name}`;
  await write(database, [
    database.run(sql`UPDATE webhook_deliveries SET status = ${of("status")}, next_at = ${of("nextAt")},
        attempts = webhook_deliveries.attempts + 1, last_at = ${now}, response_status = ${of("response")},
        duration = ${of("duration")}, problem = ${of("problem")}
      FROM json_each(${JSON.stringify(rows)}) AS attempt
      WHERE webhook_deliveries.store_id = ${of("storeId")} AND webhook_deliveries.endpoint_id = ${of("endpointId")}
        AND webhook_deliveries.number = ${of("number")} AND webhook_deliveries.status = 'pending'`),
    ...byEndpoint(attempted).flatMap((each) => endpointStatements(database, each, now)),
  ]);
}

function standing({ attempts, number }: Outgoing, { result, retryAfter }: Outcome, now: number) {
  if (result === "delivered") return { status: "delivered", nextAt: null };
  const isForGood = result === "gone" || result === "unauthorized" || result === "rejected";
  const nextAt = isForGood ? null : nextAttemptAt(attempts + 1, number, now, retryAfter);
  return { status: nextAt === null ? "failed" : "pending", nextAt };
}

function byEndpoint(attempted: Attempted[]): Attempted[][] {
  const groups = new Map<string, Attempted[]>();
  for (const each of attempted) {
    const key = `${each.delivery.storeId} ${each.delivery.endpointId}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

/** What the attempts say of their endpoint. One that answers well now and then is not failing. */
function endpointStatements(database: Database, attempted: Attempted[], now: number): Statement[] {
  const [first] = attempted;
  if (!first) return [];
  const { storeId, endpointId, url } = first.delivery;
  // What another address answered says nothing of the one that it has now.
  const which = sql`WHERE store_id = ${storeId} AND id = ${endpointId} AND url = ${url} AND disabled_at IS NULL`;
  // What is wrong with single events says nothing of the endpoint, and neither does what wasn't sent.
  const outcomes = attempted
    .map(({ outcome }) => outcome)
    .filter(({ result, status }) => result !== "rejected" && !(result === "delivered" && status === null));
  if (outcomes.length === 0) return [];
  const had = (result: Outcome["result"]) => outcomes.some((outcome) => outcome.result === result);
  const switchOff = (because: "gone" | "failing") =>
    sql`UPDATE webhook_endpoints SET disabled_at = ${now}, disabled_because = ${because} ${which}`;
  if (had("gone")) return [database.run(switchOff("gone"))];
  if (had("delivered"))
    return [
      database.run(
        sql`UPDATE webhook_endpoints SET failing_since = NULL ${which} AND failing_since IS NOT NULL`,
      ),
    ];
  return [
    database.run(sql`UPDATE webhook_endpoints SET failing_since = ${now} ${which} AND failing_since IS NULL`),
    database.run(sql`${switchOff("failing")} AND failing_since <= ${now - FAILS_AT_MOST}`),
  ];
}
