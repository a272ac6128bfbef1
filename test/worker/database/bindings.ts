/** Bindings with something between the Worker and its D1: for what a test loses, counts or holds up. */
import type { Environment } from "../../../worker/environment.ts";
import { environment } from "../store-under-test.ts";

/** The Worker's bindings, with some calls of the database replaced. */
export function withDatabase(replaced: Partial<D1Database>): Environment {
  const { DB } = environment;
  const whole = {
    prepare: DB.prepare.bind(DB),
    batch: DB.batch.bind(DB),
    exec: DB.exec.bind(DB),
    withSession: DB.withSession.bind(DB),
  };
  return { ...environment, DB: Object.assign(Object.create(null) as D1Database, whole, replaced) };
}

export interface LosingBindings {
  environment: Environment;
  /** How many answers were lost so far. */
  lost: number;
}

/** Bindings whose first batch that writes is committed, and its answer then lost. */
export function losesOneAnswer(): LosingBindings {
  const losing: LosingBindings = {
    environment: withDatabase({
      batch: async <T>(statements: D1PreparedStatement[]) => {
        const results = await environment.DB.batch<T>(statements);
        if (losing.lost === 0 && results.some((result) => result.meta.changes > 0)) {
          losing.lost += 1;
          throw new Error("D1_ERROR: Network connection lost.");
        }
        return results;
      },
    }),
    lost: 0,
  };
  return losing;
}

export interface CountingBindings {
  environment: Environment;
  /** Every statement that was prepared, in order. */
  queries: string[];
  /** How many times the database was reached: a batch is one. */
  batches: number;
}

/** Bindings that count what the Worker asks of its database. */
export function countsQueries(): CountingBindings {
  const counting: CountingBindings = {
    environment: withDatabase({
      prepare: (query) => {
        counting.queries.push(query);
        return environment.DB.prepare(query);
      },
      batch: async <T>(statements: D1PreparedStatement[]) => {
        counting.batches += 1;
        return environment.DB.batch<T>(statements);
      },
    }),
    queries: [],
    batches: 0,
  };
  return counting;
}

/** Bindings that run `between` once, just before the first batch for which `when` says so. */
export function runsBefore(
  when: (batchNumber: number) => boolean,
  between: () => Promise<unknown>,
): Environment {
  let batches = 0;
  let done = false;
  return withDatabase({
    batch: async <T>(statements: D1PreparedStatement[]) => {
      batches += 1;
      if (!done && when(batches)) {
        done = true;
        await between();
      }
      return environment.DB.batch<T>(statements);
    },
  });
}

/** Bindings that run `between` just before every batch. */
export function runsBeforeEach(between: () => Promise<unknown>): Environment {
  return withDatabase({
    batch: async <T>(statements: D1PreparedStatement[]) => {
      await between();
      return environment.DB.batch<T>(statements);
    },
  });
}

/** Bindings whose database can't be reached. */
export function outOfReach(): Environment {
  return withDatabase({
    batch: async () => {
      throw new Error("D1_ERROR: Network connection lost.");
    },
  });
}

/**
 * Bindings whose database is reached no more from the n-th visit on (a batch is one, and so is a query by itself): that
 * visit has its effect (`after`) or not (`before`), and nobody hears of it.
 */
export function cutsOff(visit: number, when: "before" | "after"): Environment {
  let visits = 0;
  const lost = () => new Error("D1_ERROR: Network connection lost.");
  const visiting = async <T>(run: () => Promise<T>): Promise<T> => {
    visits += 1;
    if (visits > visit || (visits === visit && when === "before")) throw lost();
    const result = await run();
    if (visits === visit) throw lost();
    return result;
  };
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = new Proxy(statement, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        const call = value.bind(target) as (...given: unknown[]) => unknown;
        if (name === "bind") return (...given: unknown[]) => wrap(call(...given) as D1PreparedStatement);
        if (["all", "run", "raw", "first"].includes(String(name)))
          return (...given: unknown[]) => visiting(async () => call(...given));
        return call;
      },
    });
    originals.set(wrapped, statement);
    return wrapped;
  };
  return withDatabase({
    prepare: (query) => wrap(environment.DB.prepare(query)),
    batch: async <T>(statements: D1PreparedStatement[]) =>
      visiting(() => environment.DB.batch<T>(statements.map((each) => originals.get(each) ?? each))),
  });
}
