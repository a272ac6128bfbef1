/** What working deliveries costs: as the consumer does, many in few round trips, and one at a time. */
import { batch, databaseOf, type Database } from "../../worker/database/client.ts";
import { newId } from "../../worker/database/id.ts";
import { connections } from "../../worker/database/schema.ts";
import type { Environment } from "../../worker/environment.ts";
import { settleAndClaim, type Worked } from "../../worker/integrations/inbox/claim.ts";
import { drainInbox } from "../../worker/integrations/inbox/drain-inbox.ts";
import { workTogether } from "../../worker/integrations/inbox/work-together.ts";
import { hashed, writeDown } from "../../worker/integrations/inbox/write-down.ts";
import type { ConnectionRow, Platform, Told } from "../../worker/integrations/platform.ts";
import { platforms } from "../../worker/integrations/platforms.ts";
import { checkLedger } from "../../worker/ledger/check.ts";
import { programDocument } from "../../worker/program/document.ts";
import { configurationOf, configurationOfStore } from "../../worker/stores/configuration.ts";
import { publishProgram } from "../../worker/stores/publish-program.ts";
import { storeContext } from "../../worker/stores/store-context.ts";
import { metered, type Spent } from "../cost/meter.ts";
import { newStore } from "../local/new-store.ts";

export interface InboxCost extends Spent {
  orders: number;
  seconds: number;
  /** Invocations of the Worker that it took. */
  runs: number;
  /** What the ledger's check found afterwards. */
  problems: number;
}

export const WAYS = ["gathered", "alone"] as const;

/** 10 November 2026, noon UTC. */
const NOW = Date.UTC(2026, 10, 10, 12);
const MINUTE = 60_000;

/** So many orders of three customers for every five orders, each delivered, and then worked. */
export async function measureInbox(
  environment: Environment,
  way: (typeof WAYS)[number],
  orders: number,
): Promise<InboxCost> {
  const replaced = platforms.get("woocommerce");
  platforms.set("woocommerce", plain);
  try {
    const storeId = await storeWithDeliveries(environment, orders);
    // Warm, as a Worker that goes on is.
    await configurationOfStore(environment, storeId);
    const meter = metered(environment.DB);
    const started = performance.now();
    const bindings = { ...environment, DB: meter.database };
    const runs = way === "gathered" ? await drainAll(bindings, storeId) : await workEach(bindings, storeId);
    const seconds = (performance.now() - started) / 1000;
    const { problems } = await checkLedger(databaseOf(environment), storeId, NOW, "", 1000);
    return { ...meter.take(), orders, seconds, runs, problems: problems.length };
  } finally {
    if (replaced) platforms.set("woocommerce", replaced);
  }
}

async function drainAll(environment: Environment, storeId: string): Promise<number> {
  for (let runs = 1; ; runs++) if (!(await drainInbox(environment, storeId, NOW)).isMoreDue) return runs;
}

/** The same steps, for a single delivery each time. */
async function workEach(environment: Environment, storeId: string): Promise<number> {
  const database = databaseOf(environment);
  let worked: Worked[] = [];
  for (let runs = 0; ; runs++) {
    const { items, connections: known } = await settleAndClaim(database, storeId, NOW, worked, 1);
    const configuration = await configurationOfStore(environment, storeId);
    if (items.length === 0 || !configuration) return runs;
    const context = storeContext(environment, configuration, NOW);
    worked = await workTogether(context, items, { connections: known, outbound: nobody });
  }
}

const nobody = () => Promise.reject(new Error("Nothing that is measured calls outside."));

let stores = 0;

async function storeWithDeliveries(environment: Environment, orders: number): Promise<string> {
  const handle = `inbox${++stores}x${Date.now() % 1_000_000}`;
  const created = await newStore(environment, handle);
  const configuration = await configurationOf(environment, created.keys.secret.key, "secret");
  if (!configuration) throw new Error("The store isn't there.");
  const document = programDocument.parse({ name: "Inbox", earning: { order: { points: 1, per: 100 } } });
  await publishProgram(storeContext(environment, configuration, NOW - MINUTE), document);
  const database = databaseOf(environment);
  const connection: ConnectionRow = {
    storeId: created.id,
    id: newId("con", NOW),
    platform: "woocommerce",
    shop: "https://shop.example.com",
    webhookSecrets: [],
    apiCredentials: null,
    publishesVouchers: false,
    createdAt: NOW,
    closedAt: null,
    quietUntil: null,
  };
  await batch(database, [database.insert(connections).values(connection)]);
  for (let number = 0; number < orders; number += 50)
    await deliver(database, connection, number, Math.min(orders, number + 50));
  return created.id;
}

async function deliver(
  database: Database,
  connection: ConnectionRow,
  from: number,
  until: number,
): Promise<void> {
  const numbers = Array.from({ length: until - from }, (_, index) => from + index);
  const deliveries = await Promise.all(
    numbers.map((number) => hashed({ topic: "order", body: JSON.stringify(orderOf(number)) })),
  );
  const [first, ...rest] = deliveries.map((each) => writeDown(database, connection, each, NOW));
  if (first) await batch(database, [first, ...rest]);
}

/** A paid order of two lines. */
function orderOf(number: number): Told {
  const customer = `customer-${number % 5 === 4 ? number - 4 : number % 5 === 3 ? number - 2 : number}`;
  const time = new Date(NOW - MINUTE).toISOString();
  const line = { quantity: 1, discount: 0, tax: 0, collections: [], tags: [], giftCard: false };
  return {
    kind: "order",
    orderId: String(1000 + number),
    update: {
      customer: { id: customer, email: `${customer}@example.com`, firstName: "Robin" },
      currency: "GBP",
      placedAt: time,
      updatedAt: time,
      paidAt: time,
      cancelledAt: null,
      fulfilledAt: null,
      releasedAt: null,
      lines: [
        { ...line, id: "1", amount: 4500 + number },
        { ...line, id: "2", amount: 2800 },
      ],
      discount: 0,
      shipping: { amount: 495, tax: 0 },
      refunds: [],
      vouchers: [],
    },
  };
}

/** A platform that says what is meant, so that translating is no part of what is measured. */
const plain: Platform = {
  topicOf: () => "order",
  isSigned: () => Promise.resolve(false),
  isPing: () => false,
  translate: ({ body }) => JSON.parse(body) as Told,
  readOrder: nobody,
  changedOrders: nobody,
  publishable: new Set(),
  publishVoucher: nobody,
  withdrawVoucher: nobody,
};
