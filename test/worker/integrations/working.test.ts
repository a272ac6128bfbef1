/** What comes of each kind of delivery, and of those that nothing comes of. */
import { beforeEach, describe, expect, test } from "vitest";
import { platforms } from "../../../worker/integrations/platforms.ts";
import type { OrderUpdate } from "../../../worker/program/order.ts";
import { runsBefore, withDatabase } from "../database/bindings.ts";
import { count, contents } from "../database/contents.ts";
import { DAY, environment, order, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";
import { inboxOf, outcomesOf } from "./inbox.ts";
import { NAME, overThere, till as tillSystem, TillConnection, withApi, withTill } from "./till-system.ts";

withTill();

const MINUTE = 60_000;
const at = (time: number) => new Date(time).toISOString();

let store: StoreUnderTest;
let till: TillConnection;
beforeEach(async () => {
  store = await StoreUnderTest.make();
  till = await TillConnection.of(store);
  overThere.orders.clear();
  overThere.badDays.length = 0;
});

const told = (orderId: string, amount: number, time: number, more: Parameters<typeof order>[3] = {}) => ({
  kind: "order" as const,
  orderId,
  update: { ...order("anna", amount, START, more), updatedAt: at(time) },
});
const refund = (orderId: string, id: string, amount: number, time: number) => ({
  kind: "refund" as const,
  orderId,
  refund: { id, refundedAt: at(time), lines: [{ lineId: "1", amount, tax: 0 }], amount: 0 },
});
const customer = (id: string, email: string | null, firstName: string | null, updatedAt?: number) => ({
  kind: "customer" as const,
  customer: { id, email, firstName, phone: null, ...(updatedAt !== undefined && { updatedAt }) },
});

async function available(customerId = "anna"): Promise<number> {
  const found = await environment.DB.prepare("SELECT id FROM members WHERE store_id = ? AND customer_id = ?")
    .bind(store.id, customerId)
    .first<{ id: string }>();
  return found ? (await store.balance(found.id)).available : 0;
}

async function member(customerId: string) {
  return environment.DB.prepare(
    "SELECT email, first_name AS firstName FROM members WHERE store_id = ? AND customer_id = ?",
  )
    .bind(store.id, customerId)
    .first();
}

describe("orders", () => {
  test("states that come in any order end alike", async () => {
    await till.deliver(told("1001", 9000, START + 2 * MINUTE));
    await till.deliver(told("1001", 5000, START));
    expect(await available()).toBe(90);
    expect((await outcomesOf(store))[1]).toBe("done: A later state of order 1001 was known already.");
  });

  test("an order that is refused is dead with the reason, and can be sent again once that is mended", async () => {
    await till.deliver(told("1001", 5000, START, { currency: "EUR" }));
    const [item] = await inboxOf(store, "&status=dead");
    expect(item?.detail).toContain("exchange rate is missing");
    expect(item?.subject).toBe("order:1001");
    platforms.set(NAME, {
      ...tillSystem,
      translate: (delivery) => {
        const read = tillSystem.translate(delivery);
        return read.kind === "order" ? { ...read, update: { ...read.update, exchangeRate: "2" } } : read;
      },
    });
    const answer = await store.server("POST", `/v1/inbox/${item?.id}/retry`, { body: {} });
    expect(answer.status).toBe(200);
    await till.drain();
    platforms.set(NAME, tillSystem);
    expect(await available()).toBe(100);
    expect(await outcomesOf(store)).toEqual([
      "done: Order 1001 is known: it is worth 100 points, and 100 were posted.",
    ]);
    const again = await store.server("POST", `/v1/inbox/${item?.id}/retry`, { body: {} });
    expect(again.problem().code).toBe("delivery_done");
  });

  test("one that can't be counted takes no other of its batch down", async () => {
    const silent = { ...environment, INBOX: noQueue };
    store.environment = silent;
    for (let number = 1; number <= 8; number++)
      await till.deliver(
        told(`100${number}`, 1000, START, {
          customer: { id: `c${number}` },
          ...(number === 4 && { currency: "EUR" }),
        }),
      );
    store.environment = environment;
    await till.drain();
    expect((await inboxOf(store)).map(({ status }) => status)).toEqual([
      "done",
      "done",
      "done",
      "dead",
      "done",
      "done",
      "done",
      "done",
    ]);
    expect(await store.problems()).toEqual([]);
  });
});

describe("a refund by itself", () => {
  const states = {
    order: told("1001", 9000, START),
    edit: told("1001", 8000, START + 2 * MINUTE),
    refund: refund("1001", "r1", 3000, START + 3 * MINUTE),
  };
  const orders = [
    ["order", "edit", "refund"],
    ["order", "refund", "edit"],
    ["refund", "order", "edit"],
    ["edit", "refund", "order"],
    ["refund", "edit", "order"],
    ["edit", "order", "refund"],
  ] as const;

  test.each(orders)("%s, %s, %s: it counts in the state that counts", async (...names) => {
    for (const name of names) await till.deliver(states[name]);
    store.now += 30 * MINUTE;
    await till.drain();
    expect(await available()).toBe(50);
    expect((await inboxOf(store)).map(({ status }) => status)).toEqual(["done", "done", "done"]);
    expect(await store.problems()).toEqual([]);
  });

  test.each(orders)("%s, %s, %s, all at once", async (...names) => {
    store.environment = { ...environment, INBOX: noQueue };
    for (const name of names) await till.deliver(states[name]);
    store.environment = environment;
    await Promise.all([till.drain(), till.drain()]);
    store.now += 30 * MINUTE;
    await till.drain();
    expect(await available()).toBe(50);
    expect(await store.problems()).toEqual([]);
  });

  test.each([2, 3, 4])(
    "that is told and worked while a later state is put, before call %i of that run",
    async (call) => {
      await till.deliver(states.order);
      store.environment = { ...environment, INBOX: noQueue };
      await till.deliver(states.edit);
      let meanwhile = 0;
      store.environment = runsBefore(
        (batches) => batches === call,
        async () => {
          const stopped = store.environment;
          store.environment = environment;
          meanwhile = (await till.deliver(states.refund)).status;
          store.environment = stopped;
        },
      );
      await till.drain();
      store.environment = environment;
      expect([meanwhile, await available()]).toEqual([200, 50]);
      expect((await inboxOf(store)).map(({ status }) => status)).toEqual(["done", "done", "done"]);
      expect(await store.problems()).toEqual([]);
    },
  );

  test("that the order's own later state has as well counts once", async () => {
    await till.deliver(states.order);
    await till.deliver(states.refund);
    const own = { ...told("1001", 9000, START + 3 * MINUTE) };
    own.update.refunds = [states.refund.refund];
    await till.deliver(own);
    expect(await available()).toBe(60);
    await till.deliver(states.edit);
    expect(await available()).toBe(60);
  });

  test("of a guest who is a member by the address takes the points back from them", async () => {
    await till.deliver(customer("anna", "anna@example.com", "Anna"));
    const guests = told("1001", 9000, START, { customer: { email: "anna@example.com" } });
    await till.deliver(guests);
    expect(await available()).toBe(90);
    await till.deliver(states.refund);
    expect(await available()).toBe(60);
  });

  test("of an order that nobody told waits, is dead in the end with the reason, and done when the order comes after all", async () => {
    await till.deliver(states.refund);
    expect(await outcomesOf(store)).toEqual([
      "waiting: Order 1001 isn't known yet; the refund counts as soon as it is.",
    ]);
    for (const [hours, status] of [
      [5, "waiting"],
      [1, "dead"],
    ] as const) {
      store.now += hours * 3_600_000;
      await till.drain();
      expect(await inboxOf(store)).toMatchObject([{ status }]);
    }
    expect(await outcomesOf(store)).toEqual([
      "dead: Order 1001 isn't known yet; the refund counts as soon as it is.",
    ]);
    await till.deliver(states.order);
    expect(await available()).toBe(60);
    expect(await outcomesOf(store)).toEqual([
      "done: The refund is part of order 1001; 0 points were posted.",
      "done: Order 1001 is known: it is worth 60 points, and 60 were posted.",
    ]);
  });

  test("of an order that nobody told is done with the order, however long it would have waited by itself", async () => {
    await till.deliver(states.refund);
    for (const hours of [1, 2]) {
      store.now += hours * 3_600_000;
      await till.drain();
    }
    await till.deliver(states.order);
    expect((await inboxOf(store)).map(({ status }) => status)).toEqual(["done", "done"]);
    expect(await available()).toBe(60);
  });

  test("of an order that nobody told waits as long in a sandbox, whose clock is set forward", async () => {
    store = await StoreUnderTest.make(undefined, undefined, { sandbox: true });
    till = await TillConnection.of(store);
    expect((await store.server("POST", "/v1/test-clock", { body: { advanceDays: 31 } })).status).toBe(200);
    await till.deliver(states.refund);
    expect(await inboxOf(store)).toMatchObject([{ status: "waiting" }]);
    await till.deliver(states.order);
    expect((await inboxOf(store)).map(({ status }) => status)).toEqual(["done", "done"]);
  });

  test("of an order that nobody told has all its tries left when the order comes", async () => {
    await till.deliver(states.refund);
    for (let times = 0; times < 20; times++) {
      store.now += 15 * MINUTE;
      await till.drain();
    }
    expect(await inboxOf(store)).toMatchObject([{ status: "waiting", attempts: 0 }]);
  });

  test("that could not be read is dead once, and not tried again because its order is known", async () => {
    await till.deliver({ ...states.refund, refund: { ...states.refund.refund, amount: 0.5 } });
    await till.deliver(states.order);
    expect(await inboxOf(store)).toMatchObject([{ status: "dead", attempts: 1 }, { status: "done" }]);
  });

  test("of an order that nobody told is looked up where the store gave credentials", async () => {
    store = await StoreUnderTest.make();
    store.environment = withApi;
    till = await TillConnection.of(store, true);
    overThere.orders.set("1001", states.order.update as OrderUpdate);
    await till.deliver(states.refund);
    expect(await available()).toBe(60);
  });
});

describe("an order that changed, without saying into what", () => {
  test("is read from the platform", async () => {
    store = await StoreUnderTest.make();
    store.environment = withApi;
    till = await TillConnection.of(store, true);
    overThere.orders.set("1001", told("1001", 7000, START).update as OrderUpdate);
    await till.deliver({ kind: "order_changed", orderId: "1001" });
    expect(await available()).toBe(70);
  });

  test("has the refunds that were told by themselves as well, where the platform doesn't show them yet", async () => {
    store = await StoreUnderTest.make();
    store.environment = withApi;
    till = await TillConnection.of(store, true);
    overThere.orders.set("1001", told("1001", 7000, START).update as OrderUpdate);
    await till.deliver(refund("1001", "r1", 1000, START + MINUTE));
    overThere.orders.set("1001", told("1001", 8000, START + 2 * MINUTE).update as OrderUpdate);
    await till.deliver({ kind: "order_changed", orderId: "1001" });
    expect(await available()).toBe(70);
    await till.deliver(refund("1001", "r2", 500, START + 3 * MINUTE));
    expect(await available()).toBe(65);
  });

  test("without credentials is dead, and says what to do", async () => {
    await till.deliver({ kind: "order_changed", orderId: "1001" });
    expect(await outcomesOf(store)).toEqual([
      "dead: This says that order 1001 changed, and not into what; give the connection credentials with which to read it.",
    ]);
  });

  test("is tried again when the platform asks, and then as it says", async () => {
    store = await StoreUnderTest.make();
    store.environment = withApi;
    till = await TillConnection.of(store, true);
    overThere.orders.set("1001", told("1001", 7000, START).update as OrderUpdate);
    overThere.badDays.push(429, 503);
    await till.deliver({ kind: "order_changed", orderId: "1001" });
    expect(await inboxOf(store)).toMatchObject([
      { status: "waiting", detail: "The till system is busy.", nextAt: at(store.now + 7000) },
    ]);
    await till.drain();
    expect(overThere.badDays).toEqual([503]);
    store.now += 7000;
    await till.drain();
    store.now += 7000;
    await till.drain();
    expect(await available()).toBe(70);
  });

  test("that isn't there any more counts as cancelled, once, and one that never was is done", async () => {
    store = await StoreUnderTest.make();
    store.environment = withApi;
    till = await TillConnection.of(store, true);
    await till.deliver(told("1001", 9000, START));
    expect(await available()).toBe(90);
    await till.deliver({ kind: "order_changed", orderId: "1001" });
    await till.deliver({ kind: "order_changed", orderId: "gone" });
    expect((await outcomesOf(store)).slice(1)).toEqual([
      "done: Order 1001 isn't there any more, and counts as cancelled; -90 points were posted.",
      "done: Order gone isn't there any more, and was never known here.",
    ]);
    expect(await available()).toBe(0);
    // The state it had comes late: it is gone all the same. A later one says that it is back.
    await till.deliver({ ...told("1001", 9000, START), abridged: true });
    expect(await available()).toBe(0);
    await till.deliver(told("1001", 9000, START + MINUTE));
    expect(await available()).toBe(90);
    expect(await store.problems()).toEqual([]);
  });

  test("an order that is told abridged is read in whole where that can be, and taken as it is where not", async () => {
    await till.deliver({ ...told("1001", 9000, START), abridged: true });
    expect(await available()).toBe(90);

    store = await StoreUnderTest.make();
    store.environment = withApi;
    till = await TillConnection.of(store, true);
    overThere.orders.set("1001", told("1001", 7000, START).update as OrderUpdate);
    await till.deliver({ ...told("1001", 9000, START), abridged: true });
    expect(await available()).toBe(70);
    overThere.badDays.push(401);
    await till.deliver({ ...told("1002", 5000, START), abridged: true });
    expect(await available()).toBe(120);
  });

  test("whose credentials are refused is dead with what the platform says", async () => {
    store = await StoreUnderTest.make();
    store.environment = withApi;
    till = await TillConnection.of(store, true);
    overThere.badDays.push(401);
    await till.deliver({ kind: "order_changed", orderId: "1001" });
    expect(await outcomesOf(store)).toEqual(["dead: The till system refused the credentials."]);
  });
});

describe("customers", () => {
  test("an account makes a member, and gives them its name and address as they change", async () => {
    await till.deliver(customer("anna", "anna@example.com", "Anna", START));
    await till.deliver(customer("anna", "am@example.com", "Anna Maria", START + DAY));
    expect(await member("anna")).toEqual({ email: "am@example.com", firstName: "Anna Maria" });
  });

  test("an account's telephone number is the member's, unless it is another's or none", async () => {
    const phoned = (id: string, phone: string, updatedAt: number) => ({
      kind: "customer" as const,
      customer: { id, email: null, firstName: null, phone, updatedAt },
    });
    const phoneOf = (customerId: string) =>
      environment.DB.prepare("SELECT phone FROM members WHERE store_id = ? AND customer_id = ?")
        .bind(store.id, customerId)
        .first<string | null>("phone");
    await till.deliver(phoned("anna", "07700 900123", START));
    await till.deliver(phoned("ben", "+44 7700 900123", START));
    await till.deliver(phoned("cleo", "ask at the desk", START));
    expect([await phoneOf("anna"), await phoneOf("ben"), await phoneOf("cleo")]).toEqual([
      "+447700900123",
      null,
      null,
    ]);
    await till.deliver(phoned("anna", "+44 7700 900999", START + DAY));
    await till.deliver(phoned("ben", "+44 7700 900123", START + DAY));
    expect([await phoneOf("anna"), await phoneOf("ben")]).toEqual(["+447700900999", "+447700900123"]);
  });

  test("an older state that comes late changes nothing", async () => {
    await till.deliver(customer("anna", "am@example.com", "Anna Maria", START + DAY));
    await till.deliver(customer("anna", "anna@example.com", "Anna", START));
    expect(await member("anna")).toEqual({ email: "am@example.com", firstName: "Anna Maria" });
  });

  test("an address that is another member's stays theirs", async () => {
    await till.deliver(customer("anna", "anna@example.com", "Anna"));
    await till.deliver(customer("ben", "ben@example.com", "Ben"));
    await till.deliver(customer("ben", "anna@example.com", "Ben"));
    expect(await member("ben")).toEqual({ email: "ben@example.com", firstName: "Ben" });
    expect((await outcomesOf(store))[2]).toContain("another member's");
  });

  test("an account without name or address takes none away", async () => {
    await till.deliver(customer("anna", "anna@example.com", "Anna"));
    await till.deliver(customer("anna", null, null));
    expect(await member("anna")).toEqual({ email: "anna@example.com", firstName: "Anna" });
  });

  test("the same account and its orders, all at once, make one member", async () => {
    store.environment = { ...environment, INBOX: noQueue };
    await till.deliver(customer("anna", "anna@example.com", "Anna"));
    for (let number = 1; number <= 5; number++) await till.deliver(told(`100${number}`, 1000, START));
    store.environment = environment;
    await Promise.all([till.drain(), till.drain(), till.drain()]);
    await till.drain();
    expect(await count("SELECT count(*) AS count FROM members WHERE store_id = ?", store.id)).toBe(1);
    expect(await available()).toBe(50);
    expect(await store.problems()).toEqual([]);
  });

  test("an account that is gone takes nothing from its member", async () => {
    await till.deliver(told("1001", 5000, START));
    await till.deliver({ kind: "customer_deleted", customerId: "anna" });
    await till.deliver(told("1001", 9000, START + MINUTE));
    expect(await available()).toBe(90);
    expect(await count("SELECT count(*) AS count FROM members WHERE store_id = ?", store.id)).toBe(1);
  });

  test("two customers that became one are one member, with the points of both", async () => {
    await till.deliver(told("1001", 9000, START));
    await till.deliver(customer("ben", "ben@example.com", "Ben"));
    await till.deliver({ kind: "customers_merged", from: "anna", into: "ben" });
    await till.deliver({ kind: "customers_merged", from: "zoe", into: "yan" });
    expect((await outcomesOf(store)).slice(2)).toEqual([
      expect.stringMatching(/^done: Both customers are the member mem_\w+ now\.$/),
      "done: Neither customer is a member.",
    ]);
    expect(await available("ben")).toBe(90);
    expect(await store.problems()).toEqual([]);
  });

  test("a customer who asks to be forgotten is, and so is what told of them", async () => {
    await till.deliver(customer("anna", "anna@example.com", "Anna"));
    await till.deliver(told("1001", 9000, START));
    await till.deliver({ kind: "customer_redacted", customerId: "anna", email: "anna@example.com" });
    await till.deliver({ kind: "customer_redacted", customerId: "nobody", email: "guest@example.com" });
    const [, , erased, none] = await outcomesOf(store);
    expect(erased).toMatch(/^done: The member mem_\w+ was erased: the entries stay, the person is gone\.$/);
    expect(none).toBe("done: The customer is no member; what named them is gone.");
    const kept = JSON.stringify(await contents(store.id)).toLowerCase();
    for (const word of ["anna", "guest@example.com"]) expect(kept, word).not.toContain(word);
    expect(await store.problems()).toEqual([]);
  });

  test("a customer who asks for their data is answered with where it is", async () => {
    await till.deliver(customer("anna", "anna@example.com", "Anna"));
    await till.deliver({ kind: "customer_data_requested", customerId: "anna", email: null });
    await till.deliver({ kind: "customer_data_requested", customerId: "nobody", email: null });
    const [, found, none] = await outcomesOf(store);
    const path = /GET (\/v1\/members\/mem_\w+\/export)/.exec(found ?? "")?.[1] ?? "";
    expect((await store.server("GET", path)).text).toContain("anna@example.com");
    expect(none).toMatch(/^done: The customer is no member/);
  });

  test("a shop that asks to be forgotten takes its members with it, and nobody else's", async () => {
    const elsewhere = await store.member("elsewhere", { email: "elsewhere@example.com" });
    for (let index = 0; index < 25; index++)
      await till.deliver(customer(`c-${index}`, `c${index}@example.com`, "Quentin"));
    await till.deliver({ kind: "shop_redacted" });
    // More than one run has the queries for: the next goes on.
    await till.drain();
    expect((await outcomesOf(store)).at(-1)).toBe(
      "done: Every member who came by this shop was erased, and what it delivered is forgotten.",
    );
    expect(JSON.stringify(await contents(store.id))).not.toMatch(/Quentin|c\d+@example|"c-\d+"/);
    expect((await store.server("GET", `/v1/members/${elsewhere}`)).status).toBe(200);
  });
});

describe("what nothing comes of", () => {
  test("a delivery that there is nothing to do about is done, and says why", async () => {
    const before = await contents(store.id);
    await till.deliver({ kind: "nothing", detail: "A draft is no order." });
    expect(await outcomesOf(store)).toEqual(["done: A draft is no order."]);
    const after = await contents(store.id);
    expect({ ...after, inbox: [] }).toEqual({ ...before, inbox: [] });
  });

  test("a mistake of ours is tried again, ever more rarely, and dead after twelve tries", async () => {
    await till.deliver("whatever", { topic: "bug" });
    const waits: number[] = [];
    for (;;) {
      const [item] = await inboxOf(store);
      if (!item?.nextAt) break;
      waits.push((Date.parse(item.nextAt) - store.now) / 1000);
      store.now = Date.parse(item.nextAt);
      await till.drain();
    }
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 10_240]);
    expect(await inboxOf(store)).toMatchObject([
      { status: "dead", detail: "Something went wrong on our side.", attempts: 12 },
    ]);
  });

  test("one that ends every run with it is tried alone after three, so that others go on, and dead after twelve", async () => {
    store.environment = { ...environment, INBOX: noQueue };
    await till.deliver("deadly", { topic: "deadly" });
    await till.deliver(told("1001", 5000, START));
    // A run ends with it: nothing that comes after the deliveries were taken is written any more.
    let isOver = false;
    platforms.set(NAME, {
      ...tillSystem,
      translate: (delivery) => {
        isOver ||= delivery.topic === "deadly";
        return isOver
          ? { kind: "nothing", detail: "Nobody will hear of it." }
          : tillSystem.translate(delivery);
      },
    });
    store.environment = withDatabase({
      batch: async <Row>(statements: D1PreparedStatement[]) => {
        if (isOver) throw new Error("The run is over.");
        return environment.DB.batch<Row>(statements);
      },
    });
    const after: string[] = [];
    for (let run = 1; run <= 16; run++) {
      isOver = false;
      await till.drain().catch(() => null);
      store.now += 5 * MINUTE;
      if (run === 3 || run === 6) after.push(await statuses());
    }
    store.environment = environment;
    platforms.set(NAME, tillSystem);
    expect(after).toEqual(["waiting 3, waiting 3", "waiting 6, done 4"]);
    expect(await outcomesOf(store)).toEqual([
      "dead: It was begun 12 times and never came to an end.",
      "done: Order 1001 is known: it is worth 50 points, and 50 were posted.",
    ]);
  });
});

async function statuses(): Promise<string> {
  const { results } = await environment.DB.prepare(
    "SELECT status || ' ' || attempts AS said FROM inbox WHERE store_id = ? ORDER BY id",
  )
    .bind(store.id)
    .all<{ said: string }>();
  return results.map(({ said }) => said).join(", ");
}

const noQueue = {
  send: () => Promise.resolve(),
} as unknown as Queue<{ storeId: string }>;

test("the program may change while deliveries are worked: they are worked under the new one", async () => {
  await till.deliver(told("1001", 5000, START));
  await store.publish({ ...PROGRAM, earning: { ...PROGRAM.earning, order: { points: 2, per: 100 } } });
  store.now += DAY;
  await till.deliver({
    kind: "order",
    orderId: "1002",
    update: order("anna", 5000, START + DAY),
  });
  expect(await available()).toBe(150);
});
