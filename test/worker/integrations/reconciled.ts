/** A reconcile run from its start to its end, through the routes and the job. */
import { z } from "zod";
import { reconcileRunSchema } from "../../../worker/integrations/reconcile/answers.ts";
import { workDue } from "../../../worker/integrations/work-due.ts";
import type { StoreUnderTest } from "../store-under-test.ts";
import { inboxOf } from "./inbox.ts";
import type { ShopConnection } from "./shop-connection.ts";

type Run = z.infer<typeof reconcileRunSchema>;

/** Runs of the job that the longest takes. */
const MOST_JOBS = 10;

/** Asks for what changed since then (milliseconds); gives back the run as it ended. */
export async function reconciled({ store, id }: ShopConnection, since: number): Promise<Run> {
  const path = `/v1/connections/${id}/reconcile`;
  const started = await store.server("POST", path, { body: { since: new Date(since).toISOString() } });
  if (started.status !== 201) throw new Error(started.text);
  for (let jobs = 0; jobs < MOST_JOBS; jobs++) {
    const { items } = (await store.server("GET", path)).as(z.object({ items: z.array(reconcileRunSchema) }));
    const run = items.find((each) => each.id === started.as(reconcileRunSchema).id);
    if (run && run.status !== "running") return run;
    store.now += 60_000;
    await workDue(store.environment, store.now);
  }
  throw new Error("The run came to no end.");
}

/** Whether every delivery came to a good end. */
export async function drained(store: StoreUnderTest): Promise<boolean> {
  return (await inboxOf(store)).every(({ status }) => status === "done");
}
