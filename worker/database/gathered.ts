import { drizzle } from "drizzle-orm/d1";
import type { Database } from "./client.ts";

/** Statements of one batch at most: D1 gives a batch 30 seconds, and an invocation 1,000 queries. */
const MOST_STATEMENTS = 400;

/** How long those who are there wait for one who is busy elsewhere, milliseconds. */
const LONGEST_WAIT = 100;

interface Asked {
  statements: D1PreparedStatement[];
  resolve: (results: D1Result[]) => void;
  reject: (error: unknown) => void;
}

/**
 * What each piece of work gives back (or throws), all done at once on a database that sends their batches together: as
 * soon as every one of them waits for a batch, these go to D1 as one, in one round trip.
 *
 * A batch is still all or nothing for whoever asked for it. Where the one that was sent together fails, nothing of it is
 * written, and each is sent by itself: the one that was refused is then refused alone. After a lost answer all of it may
 * be written; whatever guards its write against being sent twice (promise 5) guards it here as well.
 */
export async function together<Result>(
  database: Database,
  work: ((database: Database) => Promise<Result>)[],
): Promise<PromiseSettledResult<Result>[]> {
  const gathering = new Gathering(database.$client);
  const gathered = drizzle(gathering.client);
  gathering.working = work.length;
  return Promise.allSettled(
    work.map(async (each) => {
      try {
        return await each(gathered);
      } finally {
        gathering.working -= 1;
        gathering.sendWhenComplete();
      }
    }),
  );
}

class Gathering {
  /** How many are not done. */
  working = 0;
  readonly client: D1Database;
  readonly #client: D1Database;
  #asked: Asked[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(client: D1Database) {
    this.#client = client;
    // Without dump(), which is deprecated.
    this.client = {
      prepare: client.prepare.bind(client),
      batch: <Row>(statements: D1PreparedStatement[]) => this.#ask<Row>(statements),
      exec: client.exec.bind(client),
      withSession: client.withSession.bind(client),
    } as D1Database;
  }

  /** Sends what was asked for, if nobody is left who may yet ask. */
  sendWhenComplete(): void {
    if (this.#asked.length > 0 && this.#asked.length >= this.working) this.#send();
  }

  #ask<Row>(statements: D1PreparedStatement[]): Promise<D1Result<Row>[]> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ statements, resolve: resolve as Asked["resolve"], reject });
      // Who waits for something else than this database (another try, a platform) keeps nobody.
      this.#timer ??= setTimeout(() => this.#send(), LONGEST_WAIT);
      this.sendWhenComplete();
    });
  }

  #send(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const asked = this.#asked;
    this.#asked = [];
    for (const group of inGroups(asked)) void this.#sendGroup(group);
  }

  async #sendGroup(group: Asked[]): Promise<void> {
    if (group.length > 1) {
      try {
        const results = await this.#client.batch(group.flatMap(({ statements }) => statements));
        let from = 0;
        for (const { statements, resolve } of group)
          resolve(results.slice(from, (from += statements.length)));
        return;
      } catch {
        // Rolled back whole, or its answer was lost: each hears of its own below.
      }
    }
    // One after the other: of two that meet, the second is refused and decides anew.
    for (const { statements, resolve, reject } of group) {
      try {
        resolve(await this.#client.batch(statements));
      } catch (error) {
        reject(error);
      }
    }
  }
}

function inGroups(asked: Asked[]): Asked[][] {
  const groups: Asked[][] = [];
  let statements = Number.POSITIVE_INFINITY;
  for (const each of asked) {
    statements += each.statements.length;
    if (statements > MOST_STATEMENTS) {
      groups.push([]);
      statements = each.statements.length;
    }
    groups.at(-1)?.push(each);
  }
  return groups;
}
