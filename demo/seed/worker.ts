import type { Environment } from "../../worker/environment.ts";
import { createStore } from "../../worker/stores/create.ts";
import { Caller } from "./caller.ts";
import type { Happening } from "./history.ts";
import { live, type OrdersByNumber } from "./live.ts";
import { planHistory } from "./plan.ts";
import { juniperCircle } from "./program.ts";
import { stockShop } from "./shop-records.ts";

interface SeedEnvironment extends Environment {
  /** The shop's own database. */
  SHOP: D1Database;
}

/** What is asked of this Worker: the demo store itself, or the history of it. Times are milliseconds. */
export type SeedRequest =
  | { make: "store"; url: string; origins: string[]; now: number }
  | {
      make: "history";
      publishableKey: string;
      secretKey: string;
      now: number;
      seed: number;
      members: number;
    };

/** How many of what a history held. */
export type SeedCounts = Record<Happening["kind"], number>;

/**
 * Makes the demo store, and gives it a past: everything goes through the doors of the Worker itself, with the clock
 * set to when it happened. Runs in the local runtime, beside the same databases, before the store opens. Asked for the
 * same history again (after it was stopped half-way), it ends with the same.
 */
export default {
  async fetch(request, environment, context) {
    const asked = await request.json<SeedRequest>();
    if (asked.make === "store") {
      const { url, origins, now } = asked;
      return Response.json(
        await createStore(environment, { ...juniper, landingUrl: `${url}/`, origins }, now),
      );
    }
    return Response.json(await relive(environment, context, asked));
  },
} satisfies ExportedHandler<SeedEnvironment>;

const juniper = {
  handle: "juniper",
  name: "Juniper & Co",
  currency: "GBP",
  locale: "en-GB",
  timeZone: "Europe/London",
  accent: "#1f5c4a",
  sandbox: true,
};

// So many families live at once, each with a clock of its own: the database works while others wait for the disk.
const lanes = 16;

async function relive(
  environment: SeedEnvironment,
  context: ExecutionContext,
  asked: Extract<SeedRequest, { make: "history" }>,
): Promise<SeedCounts> {
  const families = planHistory(asked);
  const happenings = families.flat();
  const counts: SeedCounts = { account: 0, order: 0, redemption: 0, link: 0, claim: 0 };
  for (const { kind } of happenings) counts[kind] += 1;

  const first = happenings.reduce((earliest, { at }) => Math.min(earliest, at), asked.now);
  await new Caller(environment, context, asked).call(first - 86_400_000, "PUT", "/v1/program", juniperCircle);

  const orders: OrdersByNumber = new Map();
  const waiting = families.values();
  const lane = async () => {
    const caller = new Caller(environment, context, asked);
    for (const family of waiting) await live(family, caller, environment.DB, orders);
  };
  await Promise.all(Array.from({ length: lanes }, lane));

  const accounts = happenings.flatMap((happening) =>
    happening.kind === "account" ? [{ ...happening.account, createdAt: happening.at }] : [],
  );
  await stockShop(environment.SHOP, accounts, orders);
  return counts;
}
