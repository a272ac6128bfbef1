/**
 * An empty migrated database whose queries are answered at once: the SQLite of the local runtime, which its D1 asks
 * too, without the way there that takes a millisecond. For what asks a million times; what is about that way (answers
 * that are lost, writes at once) asks D1.
 */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Environment } from "../../worker/environment.ts";
import { environment } from "./store-under-test.ts";

/** What the work gives back, done with an empty database of its own among the bindings. One after the other. */
export async function withQuickDatabase<Result>(
  work: (environment: Environment) => Promise<Result>,
): Promise<Result> {
  const object = env.QUICK_DATABASE.get(env.QUICK_DATABASE.idFromName("only"));
  return runInDurableObject(object, async (_object, { storage }) => {
    await storage.deleteAll();
    for (const { queries } of env.TEST_MIGRATIONS) for (const query of queries) storage.sql.exec(query);
    return work({ ...environment, DB: new QuickDatabase(storage) });
  });
}

class QuickDatabase implements D1Database {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  prepare(query: string): D1PreparedStatement {
    return new QuickStatement(this.#storage.sql, query, []);
  }

  /** One transaction, as D1's. */
  batch<Row>(statements: D1PreparedStatement[]): Promise<D1Result<Row>[]> {
    return answered(() =>
      this.#storage.transactionSync(() =>
        statements.map((statement) => {
          if (!(statement instanceof QuickStatement)) throw new Error("The statement is another database's.");
          return statement.result<Row>();
        }),
      ),
    );
  }

  exec(): never {
    throw new Error("Use batch.");
  }

  withSession(): never {
    throw new Error("There are no replicas.");
  }

  dump(): never {
    throw new Error("Nobody dumps it.");
  }
}

class QuickStatement implements D1PreparedStatement {
  readonly #sql: SqlStorage;
  readonly #query: string;
  readonly #values: unknown[];

  constructor(sql: SqlStorage, query: string, values: unknown[]) {
    this.#sql = sql;
    this.#query = query;
    this.#values = values;
  }

  bind(...values: unknown[]): D1PreparedStatement {
    return new QuickStatement(this.#sql, this.#query, values);
  }

  result<Row>(): D1Result<Row> {
    const cursor = this.#run();
    const results = cursor.toArray() as Row[];
    const { rowsRead, rowsWritten } = cursor;
    const meta = { rows_read: rowsRead, rows_written: rowsWritten, changed_db: rowsWritten > 0 };
    return {
      success: true,
      results,
      meta: { ...meta, changes: rowsWritten, duration: 0, last_row_id: 0, size_after: 0 },
    };
  }

  all<Row>(): Promise<D1Result<Row>> {
    return answered(() => this.result<Row>());
  }

  run<Row>(): Promise<D1Result<Row>> {
    return answered(() => this.result<Row>());
  }

  raw<Row = unknown[]>(options: { columnNames: true }): Promise<[string[], ...Row[]]>;
  raw<Row = unknown[]>(options?: { columnNames?: false }): Promise<Row[]>;
  raw<Row = unknown[]>({ columnNames = false } = {}): Promise<Row[] | [string[], ...Row[]]> {
    return answered(() => {
      const cursor = this.#run();
      const rows = [...cursor.raw()] as Row[];
      return columnNames ? [cursor.columnNames, ...rows] : rows;
    });
  }

  first<Value>(column: string): Promise<Value | null>;
  first<Row>(): Promise<Row | null>;
  first<Row>(column?: string): Promise<Row | null> {
    return answered(() => {
      const [row] = this.result<Record<string, unknown>>().results;
      if (row === undefined) return null;
      return (column === undefined ? row : row[column]) as Row;
    });
  }

  #run() {
    const bindable = this.#values.map((value) => (typeof value === "boolean" ? Number(value) : value));
    return this.#sql.exec(this.#query, ...bindable);
  }
}

/** As D1 words its refusals. */
async function answered<Result>(ask: () => Result): Promise<Result> {
  try {
    // The next turn: as with D1, others go on before the answer is there.
    return await Promise.resolve(ask());
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`D1_ERROR: ${message}`, { cause: error });
  }
}
