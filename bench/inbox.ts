/** Deliveries a second through the inbox, gathered and one at a time, on a local Worker. `node bench/inbox.ts`. */
import { startWorker } from "./local/runtime.ts";
import { WAYS, type InboxCost } from "./inbox/measure.ts";

const ORDERS = 500;
/** Before what is measured: the runtime starts, and compiles. */
const WARM_UP = 100;

/** What a thousand orders cost each way. */
export async function measureInboxLocally(): Promise<Record<(typeof WAYS)[number], InboxCost>> {
  const worker = await startWorker("bench/inbox/worker.ts");
  const measure = async (way: string, orders: number): Promise<InboxCost> => {
    const response = await fetch(`${worker.url}/?way=${way}&orders=${orders}`);
    if (!response.ok) throw new Error(await response.text());
    return response.json<InboxCost>();
  };
  try {
    for (const way of WAYS) await measure(way, WARM_UP);
    return { gathered: await measure("gathered", ORDERS), alone: await measure("alone", ORDERS) };
  } finally {
    await worker.stop();
  }
}

if (import.meta.main) console.log(await measureInboxLocally());
