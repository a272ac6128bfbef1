import { z } from "zod";
import { databaseOf } from "../../../../worker/database/client.ts";
import { scheduled } from "../../../../worker/scheduled.ts";
import { postDue } from "../../../../worker/time/due-work.ts";
import { environment } from "../../store-under-test.ts";
import { runJob as modelJob, setClock as modelClock } from "../model/job.ts";
import type { SideBySide } from "../side-by-side.ts";
import type { Do } from "./picks.ts";

const DAY = 86_400_000;

/** The job as it runs by itself; among other tests' stores, its work for this one. */
export async function runJob(both: SideBySide): Promise<void> {
  const database = databaseOf(both.environment);
  if (both.environment.DB === environment.DB)
    await postDue(database, { now: both.now, storeId: both.store.id }, () => true);
  else await scheduled(database, both.store.now);
  modelJob(both.world, both.now);
}

/** A sandbox's clock is set forward; any other store waits. */
export async function setClock(both: SideBySide, { days }: Do<"set the clock">): Promise<void> {
  if (!both.isSandbox) {
    both.store.now += days * DAY;
    return;
  }
  const to = both.now + days * DAY;
  let reached = false;
  for (let body: object = { advanceDays: days }; !reached; body = { to: new Date(to).toISOString() })
    ({ reached } = (await both.post("/v1/test-clock", body)).as(z.object({ reached: z.boolean() }).loose()));
  both.ahead += modelClock(both.world, both.now, days) - both.now;
}

export async function publish(both: SideBySide, { program }: Do<"publish">): Promise<void> {
  await both.store.publish(program);
  const { versions } = both.world;
  if (JSON.stringify(versions.at(-1)?.program) === JSON.stringify(program)) return;
  versions.push({ publishedAt: both.now, program });
}
