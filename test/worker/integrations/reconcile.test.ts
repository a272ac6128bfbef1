/** Catching up: the orders that changed over there are put into the inbox, page by page. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { runNextPage } from "../../../worker/integrations/reconcile/run-pages.ts";
import { reconcileRunSchema } from "../../../worker/integrations/reconcile/answers.ts";
import { workDue } from "../../../worker/integrations/work-due.ts";
import { orderUpdate } from "../../../worker/program/order.ts";
import { runsBefore, withDatabase } from "../database/bindings.ts";
import { count } from "../database/contents.ts";
import { DAY, environment, order, START, StoreUnderTest } from "../store-under-test.ts";
import { inboxOf } from "./inbox.ts";
import { api, overThere, TillConnection, withApi, withTill } from "./till-system.ts";

withTill();

const HOUR = 3_600_000;
const MINUTE = 60_000;

let store: StoreUnderTest;
let till: TillConnection;
beforeEach(async () => {
  overThere.orders.clear();
  overThere.badDays.length = 0;
  overThere.pageSize = 2;
  store = await StoreUnderTest.make();
  store.environment = withApi;
  till = await TillConnection.of(store, true);
});

/** Orders over there, of a customer each, an hour apart. */
function place(number: number): void {
  for (let index = 0; index < number; index++)
    overThere.orders.set(
      String(1001 + index),
      orderUpdate.parse(order(`customer-${index}`, 1000, START + index * HOUR)),
    );
}

async function start(since = START) {
  const body = { since: new Date(since).toISOString() };
  return store.server("POST", `/v1/connections/${till.id}/reconcile`, { body });
}

async function runs() {
  const answer = await store.server("GET", `/v1/connections/${till.id}/reconcile`);
  return answer.as(z.object({ items: z.array(reconcileRunSchema) })).items;
}

/** Goes on until nothing is due any more, as the job does. */
async function goOn(bindings = store.environment): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    await runNextPage(bindings, store.now, store.id);
    store.now += MINUTE;
  }
  await till.drain();
}

test("orders that were never delivered are found, and give their points", async () => {
  place(5);
  expect((await start()).status).toBe(201);
  await goOn();
  expect(await runs()).toMatchObject([{ status: "done", pages: 3, orders: 5, missed: 5 }]);
  expect((await inboxOf(store)).map(({ status }) => status)).toEqual(Array(5).fill("done"));
  expect(await count("SELECT sum(total) AS count FROM balances WHERE store_id = ?", store.id)).toBe(50);
  expect(await store.problems()).toEqual([]);
});

test("orders that came are counted, and not put again", async () => {
  place(3);
  const second = overThere.orders.get("1002");
  if (second) await till.deliver({ kind: "order", orderId: "1002", update: second });
  await start();
  await goOn();
  expect(await runs()).toMatchObject([{ orders: 3, missed: 2 }]);
  expect(await inboxOf(store)).toHaveLength(3);
});

test("only what changed since then is asked for", async () => {
  place(5);
  await start(START + 3 * HOUR);
  await goOn();
  expect(await runs()).toMatchObject([{ orders: 2 }]);
});

test("a shop without orders is done at once", async () => {
  await start();
  await runNextPage(withApi, store.now, store.id);
  expect(await runs()).toMatchObject([{ status: "done", pages: 1, orders: 0, missed: 0 }]);
});

test("a second run has to wait for the first, whatever asks for it", async () => {
  place(5);
  await start();
  expect((await start()).problem().code).toBe("reconcile_running");
  await goOn();
  expect((await start()).status).toBe(201);
});

test("stopped before any write, it goes on where it was and ends the same", async () => {
  place(7);
  for (let stopAt = 1; stopAt < 12; stopAt++) {
    const began = await StoreUnderTest.make();
    began.environment = withApi;
    store = began;
    till = await TillConnection.of(store, true);
    let queries = 0;
    const stopping = {
      ...withDatabase({
        batch: async <Row>(statements: D1PreparedStatement[]) => {
          queries += 1;
          if (queries === stopAt) throw new Error("D1_ERROR: Network connection lost.");
          const results = await environment.DB.batch<Row>(statements);
          if (queries === stopAt + 1) throw new Error("D1_ERROR: Network connection lost.");
          return results;
        },
      }),
      OUTBOUND: api,
    };
    await start();
    for (let tries = 0; tries < 8; tries++) {
      await runNextPage(stopping, store.now, store.id).catch(() => null);
      store.now += 3 * MINUTE;
    }
    await goOn();
    const [run] = await runs();
    expect([stopAt, run]).toMatchObject([stopAt, { status: "done", pages: 4, orders: 7 }]);
    expect(await count("SELECT sum(total) AS count FROM balances WHERE store_id = ?", store.id)).toBe(70);
  }
});

test("two at the same page count it once", async () => {
  place(3);
  await start();
  store.now += MINUTE;
  const bindings = {
    ...runsBefore(
      (batches) => batches === 1,
      () => runNextPage(withApi, store.now + 10 * MINUTE, store.id),
    ),
    OUTBOUND: api,
  };
  await runNextPage(bindings, store.now, store.id);
  store.now += 30 * MINUTE;
  await goOn();
  expect(await runs()).toMatchObject([{ status: "done", pages: 2, orders: 3, missed: 3 }]);
});

describe("a platform with a bad day", () => {
  test("is asked again when it says so", async () => {
    place(1);
    overThere.badDays.push(503);
    await start();
    await runNextPage(withApi, store.now, store.id);
    expect(await runs()).toMatchObject([{ status: "running", detail: "The till system is busy.", pages: 0 }]);
    await goOn();
    expect(await runs()).toMatchObject([{ status: "done", detail: null, orders: 1 }]);
  });

  test("that refuses the credentials ends the run, with the reason", async () => {
    overThere.badDays.push(401);
    await start();
    await runNextPage(withApi, store.now, store.id);
    expect(await runs()).toMatchObject([
      { status: "failed", detail: "The till system refused the credentials." },
    ]);
    expect((await start()).status).toBe(201);
  });

  test("that stays away for long ends it", async () => {
    overThere.badDays.push(...Array<number>(10).fill(503));
    await start();
    await goOn();
    expect(await runs()).toMatchObject([{ status: "failed", pages: 0 }]);
  });

  test("a connection that is closed meanwhile ends it", async () => {
    place(5);
    await start();
    await store.server("POST", `/v1/connections/${till.id}/close`, { body: {} });
    await runNextPage(withApi, store.now + MINUTE, store.id);
    const status = await environment.DB.prepare("SELECT status FROM reconcile_runs WHERE store_id = ?")
      .bind(store.id)
      .first("status");
    expect(status).toBe("failed");
  });
});

describe("by itself", () => {
  test("every connection is caught up with once a day, for the last two days", async () => {
    store.now += 10 * DAY;
    place(1);
    overThere.orders.set("2001", orderUpdate.parse(order("late", 3000, store.now - DAY)));
    // The connections of the tests before are closed.
    await environment.DB.prepare(
      "UPDATE connections SET closed_at = 0, publishes_vouchers = 0 WHERE store_id <> ?",
    )
      .bind(store.id)
      .run();
    await workDue(withApi, store.now);
    await workDue(withApi, store.now + MINUTE);
    expect(await runs()).toMatchObject([{ status: "done", orders: 1, missed: 1 }]);
    expect((await inboxOf(store)).map(({ subject, status }) => `${subject} ${status}`)).toEqual([
      "order:2001 done",
    ]);
    await workDue(withApi, store.now + HOUR);
    expect(await runs()).toHaveLength(1);
    await workDue(withApi, store.now + DAY + MINUTE);
    expect(await runs()).toHaveLength(2);
  });

  test("two jobs at once start one run", async () => {
    store.now += DAY;
    await Promise.all([
      workDue(withApi, store.now),
      workDue(withApi, store.now),
      workDue(withApi, store.now),
    ]);
    expect(await runs()).toHaveLength(1);
  });
});
