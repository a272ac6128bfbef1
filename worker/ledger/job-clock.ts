import { sql, type SQL } from "drizzle-orm";

/** By whose clock a job posts what is due. */
export interface JobClock {
  /** Milliseconds. */
  now: number;
  /** The one store; null for all that go by the real time. */
  storeId: string | null;
}

/** Which rows of `stores` a job is about: a condition. */
export function storesOf({ storeId }: JobClock): SQL {
  return storeId === null ? sql`stores.clock_offset = 0` : sql`stores.id = ${storeId}`;
}
