/** What goes to a D1 database: round trips, and the rows that D1 bills. */

export interface Spent {
  /** Calls of the database: a batch is one. */
  trips: number;
  rowsRead: number;
  rowsWritten: number;
}

export interface Meter {
  /** The database, counted. */
  database: D1Database;
  /** What was spent since this was last asked. */
  take(): Spent;
}

/** A database that counts what it is asked. */
export function metered(database: D1Database): Meter {
  let spent: Spent = { trips: 0, rowsRead: 0, rowsWritten: 0 };
  const originals = new WeakMap<object, D1PreparedStatement>();

  const count = (results: { meta: D1Meta }[]) => {
    spent.trips += 1;
    for (const { meta } of results) {
      spent.rowsRead += meta.rows_read;
      spent.rowsWritten += meta.rows_written;
    }
  };
  const counted = (statement: D1PreparedStatement): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get: (target, name) => {
        if (name === "bind") return (...values: unknown[]) => counted(target.bind(...values));
        if (name === "all" || name === "run")
          return async () => {
            const result = await target.all();
            count([result]);
            return result;
          };
        if (name === "first" || name === "raw")
          return async (options: { columnNames?: false }) => {
            // These two give rows without saying what they cost.
            spent = { trips: spent.trips + 1, rowsRead: Number.NaN, rowsWritten: Number.NaN };
            return name === "first" ? target.first() : target.raw(options);
          };
        return Reflect.get(target, name) as unknown;
      },
    });
    originals.set(proxy, statement);
    return proxy;
  };
  const batch: D1Database["batch"] = async <Row>(statements: D1PreparedStatement[]) => {
    const results = await database.batch<Row>(statements.map((each) => originals.get(each) ?? each));
    count(results);
    return results;
  };
  const proxy = new Proxy(database, {
    get: (target, name) => {
      if (name === "batch") return batch;
      if (name === "prepare") return (query: string) => counted(target.prepare(query));
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  return {
    database: proxy,
    take: () => {
      const taken = spent;
      spent = { trips: 0, rowsRead: 0, rowsWritten: 0 };
      return taken;
    },
  };
}
