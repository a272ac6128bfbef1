import type { Environment } from "../../../worker/environment.ts";

/** How often the way to the database fails, of 1. */
export interface Losses {
  /** The batch was never sent. */
  before: number;
  /** The batch was committed, and its answer lost: promise 5's case. */
  after: number;
}

export interface LossyDatabase {
  environment: Environment;
  /** Answers lost after the commit so far. */
  lost(): number;
}

/** The bindings with a database whose batches fail at random: `chance` gives numbers from 0 up to 1. */
export function losing(environment: Environment, losses: Losses, chance: () => number): LossyDatabase {
  let lost = 0;
  const batch: D1Database["batch"] = async <Row>(statements: D1PreparedStatement[]) => {
    if (chance() < losses.before) throw new Error("D1_ERROR: Network connection lost.");
    const results = await environment.DB.batch<Row>(statements);
    if (chance() < losses.after) {
      lost += 1;
      throw new Error("D1_ERROR: Network connection lost.");
    }
    return results;
  };
  const database = new Proxy(environment.DB, {
    get: (target, name) => {
      if (name === "batch") return batch;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  return { environment: { ...environment, DB: database }, lost: () => lost };
}

/** Numbers from 0 up to 1 that a seed decides (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
