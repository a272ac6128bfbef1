/** The inbox as its owner sees it, the job and the queue that work it, and what it forgets. */
import {
  createMessageBatch,
  createScheduledController,
  createExecutionContext,
  getQueueResult,
} from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import worker from "../../../worker/index.ts";
import { workQueue } from "../../../worker/integrations/inbox/wake-inbox.ts";
import { workDue } from "../../../worker/integrations/work-due.ts";
import { outOfReach } from "../database/bindings.ts";
import { DAY, environment, order, START, StoreUnderTest } from "../store-under-test.ts";
import { inboxOf, inboxPage } from "./inbox.ts";
import { TillConnection, withTill } from "./till-system.ts";

withTill();

let store: StoreUnderTest;
let till: TillConnection;
let sent: { storeId: string }[];
const queue = {
  send: (body: { storeId: string }) => {
    sent.push(body);
    return Promise.resolve();
  },
} as unknown as Queue<{ storeId: string }>;

beforeEach(async () => {
  // What the tests before left waiting is nobody's here.
  await environment.DB.prepare("DELETE FROM inbox").run();
  sent = [];
  store = await StoreUnderTest.make();
  till = await TillConnection.of(store);
});

const said = (orderId: string, customer: object | null = { id: `of-${orderId}` }) => ({
  kind: "order" as const,
  orderId,
  update: { ...order("x", 1000, START), customer },
});

/** Deliveries that are written down and not worked. */
async function deliver(number: number, of = till): Promise<void> {
  of.store.environment = { ...environment, INBOX: queue };
  for (let index = 0; index < number; index++) await of.deliver(said(`${1000 + index}`));
  of.store.environment = environment;
}

const statuses = async (of = store) => (await inboxOf(of)).map(({ status }) => status);

describe("the list", () => {
  test("is paged, the last first, and by status", async () => {
    await deliver(5);
    await till.deliver("{", { topic: "strange" });
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const answer = await store.server("GET", `/v1/inbox?limit=2&cursor=${cursor}`);
      const { items, next } = answer.as(inboxPage);
      seen.push(...items.map(({ topic, subject }) => `${topic} ${subject}`));
      cursor = next;
    }
    const orders = ["1004", "1003", "1002", "1001", "1000"].map((id) => `order order:${id}`);
    expect(seen).toEqual(["strange null", ...orders]);
    expect(await inboxOf(store, "&status=dead")).toHaveLength(1);
    expect(await inboxOf(store, "&status=waiting")).toEqual([]);
  });

  test("shows no body, and one delivery shows its own", async () => {
    await till.deliver(said("1001", { id: "anna", email: "anna@example.com" }));
    const [item] = await inboxOf(store);
    expect(JSON.stringify(item)).not.toContain("anna@example.com");
    const read = await store.server("GET", `/v1/inbox/${item?.id}`);
    expect((JSON.parse(read.text) as { body: string }).body).toContain("anna@example.com");
  });
});

describe("the job", () => {
  test("works what nobody came to, of every store", async () => {
    const other = await TillConnection.of(await StoreUnderTest.make());
    await deliver(3);
    await deliver(2, other);
    await workDue(environment, store.now);
    expect(await statuses()).toEqual(["done", "done", "done"]);
    expect(await statuses(other.store)).toEqual(["done", "done"]);
  });

  test("does as much as one invocation may, and asks the queue for the rest", async () => {
    await deliver(50);
    await workDue({ ...environment, INBOX: queue }, store.now);
    const left = (await statuses()).filter((status) => status === "waiting").length;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(50);
    expect(sent.at(-1)).toEqual({ storeId: store.id });
    while ((await statuses()).includes("waiting")) await workDue(environment, store.now);
    expect(await store.problems()).toEqual([]);
  });

  test("goes on with other stores where one can't be worked", async () => {
    await deliver(1);
    const other = await TillConnection.of(await StoreUnderTest.make());
    await deliver(1, other);
    await environment.DB.prepare("UPDATE inbox SET store_id = 'sto_nobodys' WHERE store_id = ?")
      .bind(store.id)
      .run();
    await workDue(environment, store.now);
    expect(await statuses(other.store)).toEqual(["done"]);
  });

  test("is the Worker's run of every other minute", async () => {
    await deliver(1);
    const at = new Date(store.now);
    const every = (cron: string) => createScheduledController({ cron, scheduledTime: at });
    await worker.scheduled(every("*/5 * * * *"), environment);
    expect(await statuses()).toEqual(["waiting"]);
    await worker.scheduled(every("*/2 * * * *"), environment);
    expect(await statuses()).toEqual(["done"]);
  });
});

describe("the queue", () => {
  const batchOf = (...storeIds: string[]) =>
    createMessageBatch<{ storeId: string }>(
      "inbox",
      storeIds.map((storeId, index) => ({
        id: `m${index}`,
        timestamp: new Date(store.now),
        attempts: 1,
        body: { storeId },
      })),
    );

  test("names a store as often as it has deliveries, and its batch works them together", async () => {
    await deliver(5);
    expect(sent).toHaveLength(5);
    const messages = batchOf(...sent.map(({ storeId }) => storeId));
    await workQueue(messages, environment, store.now);
    expect(await statuses()).toEqual(Array(5).fill("done"));
    const result = await getQueueResult(messages, createExecutionContext());
    expect(result.explicitAcks).toHaveLength(5);
  });

  test("asks for what is left, so that no delivery waits for the job", async () => {
    await deliver(50);
    sent = [store.id].map((storeId) => ({ storeId }));
    for (let next = sent.shift(); next; next = sent.shift())
      await workQueue(batchOf(next.storeId), { ...environment, INBOX: queue }, store.now);
    expect(new Set(await statuses())).toEqual(new Set(["done"]));
  });

  test("sends a batch again where the database is out of reach", async () => {
    await deliver(1);
    const messages = batchOf(store.id);
    await workQueue(messages, outOfReach(), store.now);
    const result = await getQueueResult(messages, createExecutionContext());
    expect([result.explicitAcks, result.retryMessages]).toEqual([[], [{ msgId: "m0" }]]);
    await workQueue(batchOf(store.id), environment, store.now);
    expect(await statuses()).toEqual(["done"]);
  });
});

describe("bodies are forgotten", () => {
  const bodies = async () => {
    const { results } = await environment.DB.prepare(
      "SELECT subject, body IS NOT NULL AS kept FROM inbox WHERE store_id = ? ORDER BY id",
    )
      .bind(store.id)
      .all<{ subject: string; kept: number }>();
    return results.map(({ subject, kept }) => `${subject} ${kept === 1 ? "kept" : "forgotten"}`);
  };

  test("a month after the delivery was done, and not while it is dead", async () => {
    await till.deliver(said("1001"));
    await till.deliver("{");
    await workDue(environment, store.now + 30 * DAY);
    expect(await bodies()).toEqual(["order:1001 kept", "null kept"]);
    await workDue(environment, store.now + 30 * DAY + 1);
    expect(await bodies()).toEqual(["order:1001 forgotten", "null kept"]);
    // It is still known: the same delivery again changes nothing.
    await till.deliver(said("1001"));
    expect(await bodies()).toHaveLength(2);
  });

  test("of a person who is forgotten, and of nobody else", async () => {
    await till.deliver(said("1001", { id: "anna", email: "anna@example.com" }));
    await till.deliver(said("1002", { id: "ben" }));
    const inEuros = said("1003", { id: "anna" });
    await till.deliver({ ...inEuros, update: { ...inEuros.update, currency: "EUR" } });
    const guests = said("1004", { email: "Anna@example.com ".trim() });
    await till.deliver({ ...guests, update: { ...guests.update, currency: "EUR" } });
    const memberId = await environment.DB.prepare(
      "SELECT id FROM members WHERE store_id = ? AND customer_id = 'anna'",
    )
      .bind(store.id)
      .first<string>("id");
    expect((await store.server("DELETE", `/v1/members/${memberId}`)).status).toBe(200);
    expect(await bodies()).toEqual(["null forgotten", "order:1002 kept", "null forgotten", "null forgotten"]);
    const [, , dead] = await inboxOf(store);
    const again = await store.server("POST", `/v1/inbox/${dead?.id}/retry`, { body: {} });
    expect(again.problem().code).toBe("delivery_done");
  });
});
