/** POST /webhooks/{connection}: written down before it is answered, and only what is signed. */
import { describe, expect, test } from "vitest";
import { countsQueries, losesOneAnswer, outOfReach } from "../database/bindings.ts";
import { contents, count } from "../database/contents.ts";
import { environment, order, START, StoreUnderTest } from "../store-under-test.ts";
import { inboxOf, outcomesOf } from "./inbox.ts";
import { bytesOf, SECRET, signatureOf, TillConnection, withTill } from "./till-system.ts";

withTill();

const said = (orderId = "1001", amount = 5000) => ({
  kind: "order" as const,
  orderId,
  update: order("anna", amount, START),
});

async function connected(): Promise<{ store: StoreUnderTest; till: TillConnection }> {
  const store = await StoreUnderTest.make();
  return { store, till: await TillConnection.of(store) };
}

describe("a delivery that is signed", () => {
  test("is answered, worked after the answer, and gives the points", async () => {
    const { store, till } = await connected();
    expect((await till.deliver(said())).status).toBe(200);
    expect(await outcomesOf(store)).toEqual([
      "done: Order 1001 is known: it is worth 50 points, and 50 were posted.",
    ]);
    const [item] = await inboxOf(store);
    expect(item).toMatchObject({ subject: "order:1001", topic: "order", attempts: 1, nextAt: null });
    expect(await store.problems()).toEqual([]);
  });

  test("is written down in two round trips, before anything is done about it", async () => {
    const { store, till } = await connected();
    const counting = countsQueries();
    // With a queue, nothing is worked here.
    store.environment = { ...counting.environment, INBOX: silentQueue([]) };
    expect((await till.deliver(said())).status).toBe(200);
    store.environment = environment;
    expect(counting.queries.filter((query) => !query.includes("inbox"))).toHaveLength(1);
    expect(counting.queries).toHaveLength(2);
    expect((await inboxOf(store)).map(({ status }) => status)).toEqual(["waiting"]);
  });

  test("that comes again changes nothing, in the same bytes", async () => {
    const { store, till } = await connected();
    await till.deliver(said());
    const before = await contents(store.id);
    expect((await till.deliver(said())).status).toBe(200);
    expect(await contents(store.id)).toEqual(before);
  });

  test("that comes ten times at once is there once", async () => {
    const { store, till } = await connected();
    const answers = await Promise.all(Array.from({ length: 10 }, () => till.deliver(said())));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await outcomesOf(store)).toHaveLength(1);
    expect(await store.problems()).toEqual([]);
  });

  test("whose answer was lost after it was written is there once when it comes again", async () => {
    const { store, till } = await connected();
    const losing = losesOneAnswer();
    store.environment = { ...losing.environment, INBOX: silentQueue([]) };
    expect((await till.deliver(said())).status).toBe(500);
    expect(losing.lost).toBe(1);
    store.environment = environment;
    expect((await till.deliver(said())).status).toBe(200);
    expect(await outcomesOf(store)).toEqual([
      "done: Order 1001 is known: it is worth 50 points, and 50 were posted.",
    ]);
  });

  test("is not answered 2xx where it could not be written", async () => {
    const { store, till } = await connected();
    store.environment = outOfReach();
    expect((await till.deliver(said())).status).toBe(500);
    store.environment = environment;
    expect(await inboxOf(store)).toEqual([]);
  });

  test("in the same bytes under another topic is another", async () => {
    const { store, till } = await connected();
    await till.deliver(said(), { topic: "one" });
    await till.deliver(said(), { topic: "other" });
    expect(await outcomesOf(store)).toHaveLength(2);
    expect(await count("SELECT count(*) AS count FROM entries WHERE store_id = ?", store.id)).toBe(1);
  });
});

describe("what is not let in", () => {
  test("a signature of another secret, of other bytes, or none: 401, and nothing is written", async () => {
    const { store, till } = await connected();
    const before = await contents(store.id);
    const bytes = bytesOf(JSON.stringify(said()));
    const other = bytesOf(JSON.stringify(said("1002")));
    const good = await signatureOf(SECRET, other);
    for (const headers of [
      { "X-Till-Topic": "order", "X-Till-Signature": await signatureOf("another-secret-of-theirs", bytes) },
      { "X-Till-Topic": "order", "X-Till-Signature": good },
      { "X-Till-Topic": "order", "X-Till-Signature": "" },
      { "X-Till-Topic": "order" },
    ]) {
      const answer = await till.send(bytes, headers as Record<string, string>);
      expect(answer.problem()).toMatchObject({ code: "signature_invalid", status: 401 });
    }
    expect(await contents(store.id)).toEqual(before);
  });

  test("an address that is nobody's, or of a connection that was closed: 404", async () => {
    const { store, till } = await connected();
    for (const id of ["con_01k9zq3v5r0000000000000000", "'%20OR%201=1--", "%00"])
      expect((await new TillConnection(store, id).deliver(said())).problem().code).toBe(
        "connection_not_found",
      );
    await store.server("POST", `/v1/connections/${till.id}/close`, { body: {} });
    expect((await till.deliver(said())).problem().code).toBe("connection_not_found");
  });

  test("a body larger than D1 keeps: 413, told its length or not", async () => {
    const { till } = await connected();
    const large = "x".repeat(1_900_001);
    expect((await till.deliver(large)).problem().code).toBe("body_too_large");
    const told = await till.send("x", { "Content-Length": "1900001" });
    expect(told.problem().code).toBe("body_too_large");
    expect((await till.deliver("x".repeat(1_890_000))).status).toBe(200);
  });

  test("the platform's trial call is answered 200, and changes nothing", async () => {
    const { store, till } = await connected();
    const before = await contents(store.id);
    expect((await till.send("webhook_id=7", { "X-Till-Ping": "1" })).status).toBe(200);
    expect(await contents(store.id)).toEqual(before);
  });
});

describe("what is signed and not understood is kept, and says why", () => {
  test.each([
    ["no JSON", "{", "The body is not JSON."],
    ["an empty body", "", "The body is not JSON."],
    ["something new", '{"kind":"dance"}', "The till system says something that is not in its manual."],
    ["bytes that are no text", "\u0000\uffff", "The body is not JSON."],
  ])("%s", async (_name, body, detail) => {
    const { store, till } = await connected();
    expect((await till.deliver(body, { topic: "strange" })).status).toBe(200);
    expect(await outcomesOf(store)).toEqual([`dead: ${detail}`]);
  });

  test("a delivery without a topic", async () => {
    const { store, till } = await connected();
    const raw = bytesOf("{}");
    await till.send(raw, { "X-Till-Signature": await signatureOf(SECRET, raw) });
    expect(await inboxOf(store)).toMatchObject([{ topic: "none", status: "dead" }]);
  });
});

describe("the queue", () => {
  test("is told which store has work, and working its batch does it", async () => {
    const { store, till } = await connected();
    const sent: unknown[] = [];
    store.environment = { ...environment, INBOX: silentQueue(sent) };
    await till.deliver(said());
    store.environment = environment;
    expect(sent).toEqual([{ storeId: store.id }]);
  });

  test("that takes nothing loses nothing: the delivery is answered, and waits for the job", async () => {
    const { store, till } = await connected();
    const send = () => Promise.reject(new Error("The queue is full."));
    store.environment = { ...environment, INBOX: { ...silentQueue([]), send } };
    expect((await till.deliver(said())).status).toBe(200);
    store.environment = environment;
    expect((await inboxOf(store)).map(({ status }) => status)).toEqual(["waiting"]);
    await till.drain();
    expect((await inboxOf(store)).map(({ status }) => status)).toEqual(["done"]);
  });
});

/** A queue that keeps what it is sent, and delivers nothing. */
function silentQueue(sent: unknown[]): Queue<{ storeId: string }> {
  const metadata = { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  return {
    send: (body: unknown) => {
      sent.push(body);
      return Promise.resolve(metadata);
    },
    sendBatch: () => Promise.resolve(metadata),
    metrics: () => Promise.resolve(metadata.metadata.metrics),
  };
}
