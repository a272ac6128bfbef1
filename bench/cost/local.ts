/** What requests cost D1, measured from Node on a local database; the tests measure the same inside workerd. */
import { startWorker } from "../local/runtime.ts";
import type { Environment } from "../../worker/environment.ts";
import { measureCosts, type Measured } from "./figures.ts";

/** Every request's costs. */
export async function measureCostsLocally(): Promise<Measured> {
  const worker = await startWorker("bench/invoices/worker.ts");
  const nothing = () => Promise.reject(new Error("Nothing that is measured asks for this."));
  const environment = {
    DB: worker.database,
    ASSETS: { fetch: nothing },
    LIMITER: { limit: nothing },
    SEALING_KEY: btoa("regulars-bench-only".padEnd(32, "-")), // 32 bytes
  } as unknown as Environment;
  try {
    return await measureCosts(environment);
  } finally {
    await worker.stop();
  }
}
