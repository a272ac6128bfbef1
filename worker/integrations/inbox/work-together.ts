import { together } from "../../database/gathered.ts";
import type { Outbound } from "../../http/outbound.ts";
import type { StoreContext } from "../../stores/store-context.ts";
import type { ConnectionRow, Told, ToldRefund } from "../platform.ts";
import { platformOf } from "../platforms.ts";
import { actOn } from "./act-on.ts";
import type { Acting } from "./acting.ts";
import type { InboxRow, Worked } from "./claim.ts";
import { dead, done, later as laterOn, MOST_ATTEMPTS, outcomeOfFailure, type Outcome } from "./outcome.ts";
import { inRounds, keysOf, latestOfEach } from "./rounds.ts";
import { personOf, subjectOf } from "./told-about.ts";
import { readToldRefunds } from "./told-refunds.ts";

interface Around {
  /** The store's connections, by id. */
  connections: Map<string, ConnectionRow>;
  outbound: Outbound;
}

interface Understood {
  item: InboxRow;
  connection: ConnectionRow;
  told: Told;
}

/**
 * Works deliveries of one store: those that have nothing to do with each other at once, their reads in one round trip
 * and their writes in another. Gives back what came of each; none takes another down.
 */
export async function workTogether(
  context: StoreContext,
  items: InboxRow[],
  { connections, outbound }: Around,
): Promise<Worked[]> {
  const worked: Worked[] = [];
  const understood: Understood[] = [];
  for (const item of items) {
    const read = understand(item, connections.get(item.connectionId));
    if ("outcome" in read) worked.push(read);
    else understood.push(read);
  }
  const { put, later } = latestOfEach(understood);
  const outcomes = new Map<Understood, Outcome>();
  for (const round of inRounds(put, ({ told }) => keysOf(told))) {
    const refunds = await readToldRefunds(
      context,
      round.map(({ told }) => told),
    );
    const settled = await together(
      context.database,
      round.map(({ item, connection, told }) => async (database) => {
        const acting: Acting = { item, connection, outbound, refunds };
        return actOn({ ...context, database }, told, acting);
      }),
    );
    for (const [index, result] of settled.entries()) {
      const each = round[index];
      if (!each) continue;
      const outcome = result.status === "fulfilled" ? result.value : outcomeOfFailure(result.reason);
      outcomes.set(each, outcome);
      worked.push(await workedOf(context, each, outcome, refunds));
    }
  }
  for (const [each, by] of later) {
    const outcome = outcomes.get(by);
    const isIn = outcome?.status === "done";
    worked.push(
      await workedOf(
        context,
        each,
        isIn ? done("A later state of the order came with it.", outcome.memberId ?? null) : againAtOnce,
      ),
    );
  }
  return worked;
}

/** Of a state whose later one came to nothing: it is worked for itself. */
const againAtOnce = laterOn("A later state of the order came to nothing; this one is worked.", 0);

async function workedOf(
  { storeId }: StoreContext,
  { item, told }: Understood,
  outcome: Outcome,
  refunds?: Map<string, ToldRefund[]>,
): Promise<Worked> {
  const memberId = outcome.status === "done" ? (outcome.memberId ?? null) : null;
  // Who asked to be forgotten is, in what told us so too.
  if (told.kind === "customer_redacted" && outcome.status === "done")
    return { item, subject: null, person: null, outcome, forgets: true };
  return {
    item,
    subject: subjectOf(told),
    person: await personOf(storeId, told, memberId),
    outcome,
    ...((told.kind === "order" || told.kind === "order_changed") &&
      refunds && {
        refunds: { orderId: told.orderId, known: refunds.get(told.orderId)?.length ?? 0 },
      }),
  };
}

/** What the delivery says, or what comes of it where it says nothing that we understand. */
function understand(item: InboxRow, connection: ConnectionRow | undefined): Understood | Worked {
  const asKnown = { item, subject: item.subject, person: item.person };
  if (!connection) return { ...asKnown, outcome: dead("Its connection is gone.") };
  if (item.attempts > MOST_ATTEMPTS)
    return { ...asKnown, outcome: dead(`It was begun ${MOST_ATTEMPTS} times and never came to an end.`) };
  if (item.body === null) return { ...asKnown, outcome: dead("Its body was forgotten.") };
  try {
    const told = platformOf(connection.platform).translate({ topic: item.topic, body: item.body });
    return { item, connection, told };
  } catch (error) {
    return { ...asKnown, outcome: outcomeOfFailure(error) };
  }
}
