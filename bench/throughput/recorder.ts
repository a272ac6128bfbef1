/** A database that remembers the batches it is sent. */

export interface Recorded {
  sql: string;
  parameters: unknown[];
}

/** The database, and the batches sent through it so far. */
export function recorded(database: D1Database): { database: D1Database; batches(): Recorded[][] } {
  const batches: Recorded[][] = [];
  const known = new WeakMap<object, Recorded>();
  const prepare = (sql: string) => {
    const statement = database.prepare(sql);
    const bind = (...parameters: unknown[]) => {
      const bound = statement.bind(...parameters);
      known.set(bound, { sql, parameters });
      return bound;
    };
    return new Proxy(statement, {
      get: (target, name) => (name === "bind" ? bind : (Reflect.get(target, name) as unknown)),
    });
  };
  const batch: D1Database["batch"] = <Row>(statements: D1PreparedStatement[]) => {
    batches.push(statements.flatMap((each) => known.get(each) ?? []));
    return database.batch<Row>(statements);
  };
  const proxy = new Proxy(database, {
    get: (target, name) => {
      if (name === "batch") return batch;
      if (name === "prepare") return prepare;
      return Reflect.get(target, name) as unknown;
    },
  });
  return { database: proxy, batches: () => batches };
}
