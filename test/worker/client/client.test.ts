/** The client on the real Worker, and on a network that fails. */
import { describe, expect, test } from "vitest";
import { Regulars, RegularsError, type Fetch } from "../../../client/index.ts";
import { operations } from "../../../client/api.ts";
import { StoreUnderTest, WORKER } from "../store-under-test.ts";
import { clientOf, fetchOf } from "./through-store.ts";

/** What a call throws. */
async function refusalOf(call: Promise<unknown>): Promise<RegularsError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof RegularsError) return error;
  throw new Error(`Not a RegularsError: ${String(error)}`);
}

interface Tried {
  fetch: Fetch;
  /** The Idempotency-Key of each try. */
  keys: (string | undefined)[];
  waits: number[];
  wait: (milliseconds: number) => Promise<void>;
}

type Answering = (
  tries: number,
) => { status: number; body?: string; retryAfter?: string } | "lost" | "down" | null;

/** The store behind a network: by the number of the try it answers for itself, loses what was answered, or lets through. */
function behind(store: StoreUnderTest, answering: Answering): Tried {
  const through = fetchOf(store);
  const tried: Tried = {
    keys: [],
    waits: [],
    wait: async (milliseconds) => {
      tried.waits.push(milliseconds);
    },
    fetch: async (url, init) => {
      tried.keys.push(init.headers["Idempotency-Key"]);
      const answer = answering(tried.keys.length);
      if (answer === "down") throw new TypeError("fetch failed");
      if (answer === null || answer === "lost") {
        const received = await through(url, init);
        if (answer === "lost") throw new TypeError("fetch failed");
        return received;
      }
      const { status, body = "<h1>Bad gateway</h1>", retryAfter } = answer;
      return {
        status,
        headers: new Headers(retryAfter === undefined ? {} : { "Retry-After": retryAfter }),
        text: async () => body,
      };
    },
  };
  return tried;
}

async function storeWithAnna() {
  const store = await StoreUnderTest.make();
  return { store, memberId: await store.member("anna") };
}
const gift = (memberId: string) => ({ memberId, points: 10, description: "A gift" });

describe("what fails in passing is tried again", () => {
  test("a POST whose answers were lost is done once: each try has the same key", async () => {
    const { store, memberId } = await storeWithAnna();
    const tried = behind(store, (tries) => (tries <= 3 ? "lost" : null));
    const { entry, balance } = await clientOf(store, tried).points.earn(gift(memberId));
    expect([entry.points, balance.available]).toEqual([10, 10]);
    expect(tried.keys).toHaveLength(4);
    expect(new Set(tried.keys).size).toBe(1);
    expect(tried.keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(await store.balance(memberId)).toEqual({ available: 10, pending: 0, debt: 0 });
  });

  test("each call has a key of its own, or the one it is given", async () => {
    const { store, memberId } = await storeWithAnna();
    const tried = behind(store, () => null);
    const crm = clientOf(store, tried);
    await crm.points.earn(gift(memberId));
    await crm.points.earn(gift(memberId));
    for (let times = 0; times < 2; times++)
      await crm.points.earn(gift(memberId), { idempotencyKey: "review-7" });
    expect(new Set(tried.keys).size).toBe(3);
    expect((await store.balance(memberId)).available).toBe(30);
  });

  test("a GET and a PUT carry no key, and are tried again as well", async () => {
    const { store, memberId } = await storeWithAnna();
    const tried = behind(store, (tries) => (tries % 2 === 1 ? { status: 502 } : null));
    const crm = clientOf(store, tried);
    expect((await crm.members.get(memberId)).id).toBe(memberId);
    const { document } = await crm.loyalty.getProgram();
    expect((await crm.loyalty.createProgram(document)).version).toBe(1);
    expect(tried.keys).toEqual(Array(6).fill(undefined));
  });

  test("waits grow, by chance, and are what Retry-After asks for where it does", async () => {
    const { store, memberId } = await storeWithAnna();
    const soon = new Date(Date.now() + 20_000).toUTCString();
    const answers = [
      { status: 503 },
      { status: 429, retryAfter: "7" },
      { status: 503, retryAfter: soon },
      "down",
    ] as const;
    const tried = behind(store, (tries) => answers[tries - 1] ?? null);
    await clientOf(store, { ...tried, tries: 5 }).members.get(memberId);
    const [first = 0, asked, dated = 0, last = 0] = tried.waits;
    expect(first).toBeGreaterThanOrEqual(125);
    expect(first).toBeLessThanOrEqual(250);
    expect(asked).toBe(7000);
    expect(dated).toBeGreaterThan(15_000);
    expect(dated).toBeLessThanOrEqual(20_000);
    expect(last).toBeGreaterThanOrEqual(1000);
    expect(last).toBeLessThanOrEqual(2000);
  });

  test("not for ever, and not for longer than a minute", async () => {
    const { store, memberId } = await storeWithAnna();
    const always = behind(store, () => "down");
    const unreachable = await refusalOf(clientOf(store, always).points.earn(gift(memberId)));
    expect(unreachable).toMatchObject({ status: 0, code: "unreachable", idempotencyKey: always.keys[0] });
    expect(always.keys).toHaveLength(4);
    const closed = behind(store, () => ({ status: 503, retryAfter: "3600" }));
    const refused = await refusalOf(clientOf(store, closed).members.get(memberId));
    expect(refused).toMatchObject({ status: 503, code: "unexpected_answer", retryAfter: 3_600_000 });
    expect([closed.keys.length, closed.waits]).toEqual([1, []]);
  });

  test("what is refused for good is tried once", async () => {
    const { store } = await storeWithAnna();
    const tried = behind(store, () => null);
    const crm = clientOf(store, tried);
    await refusalOf(crm.members.get("mem_nobody"));
    await refusalOf(crm.points.earn(gift("mem_nobody")));
    expect(tried.keys).toHaveLength(2);
  });

  test("until its caller ends it, between tries too", async () => {
    const { store, memberId } = await storeWithAnna();
    const ending = new AbortController();
    const tried = behind(store, () => "down");
    const call = clientOf(store, {
      ...tried,
      wait: async () => {
        ending.abort(new Error("Enough"));
      },
    }).members.get(memberId, { signal: ending.signal });
    await expect(call).rejects.toThrow("Enough");
    expect(tried.keys).toHaveLength(1);
  });

  test("within the time that one try may take", async () => {
    const { store, memberId } = await storeWithAnna();
    const hanging: Fetch = (_url, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          reject(new Error("aborted"));
        });
      });
    const crm = clientOf(store, { fetch: hanging, tries: 2, timeout: 20, wait: async () => {} });
    expect(await refusalOf(crm.members.get(memberId))).toMatchObject({
      code: "unreachable",
      detail: `No answer came from ${WORKER} within 0.02 seconds.`,
    });
  });
});

describe("what is refused says so", () => {
  test("with the code, the sentence, the status and the fields", async () => {
    const { store, memberId } = await storeWithAnna();
    const crm = clientOf(store);
    expect(await refusalOf(crm.members.get("mem_nobody"))).toMatchObject({
      name: "RegularsError",
      status: 404,
      code: "member_not_found",
      type: `${WORKER}/errors/member_not_found`,
      errors: [],
    });
    const wrong = await refusalOf(crm.points.earn({ ...gift(memberId), points: 0 }));
    expect(wrong).toMatchObject({ status: 422, code: "invalid_request", errors: [{ pointer: "/points" }] });
    expect(wrong.message).toBe(`invalid_request: ${wrong.detail}`);
    const reused = { idempotencyKey: "once" };
    await crm.points.earn(gift(memberId), reused);
    const other = await refusalOf(crm.points.earn({ ...gift(memberId), points: 11 }, reused));
    expect(other).toMatchObject({ code: "idempotency_key_reused", idempotencyKey: "once" });
  });

  test("with nothing of the secret key in it", async () => {
    const { store } = await storeWithAnna();
    const error = await refusalOf(clientOf(store, { secretKey: "sk_nobodys" }).members.get("mem_x"));
    expect(error.code).toBe("key_invalid");
    expect(JSON.stringify([error, error.message, error.stack])).not.toContain("sk_nobodys");
  });

  test("a key or an origin that can't be one, at once", () => {
    expect(() => new Regulars({ secretKey: "pk_public", origin: WORKER })).toThrow(/begins with sk_/);
    for (const origin of ["", "rewards.example.com", "ftp://rewards.example.com"])
      expect(() => new Regulars({ secretKey: "sk_x", origin })).toThrow(/^origin: /);
  });
});

test("a list is gone through page by page, and what a page has beside its items is at hand", async () => {
  const store = await StoreUnderTest.make();
  const crm = clientOf(store);
  for (let count = 1; count <= 7; count++) await crm.members.create({ customerId: `c-${count}` });
  const found: (string | null)[] = [];
  for await (const { customerId } of crm.members.list({ limit: 3 })) found.push(customerId);
  expect(found).toEqual([1, 2, 3, 4, 5, 6, 7].map((count) => `c-${count}`));
  const sizes: number[] = [];
  for await (const { items } of crm.members.list({ limit: 3 }).pages()) sizes.push(items.length);
  expect(sizes).toEqual([3, 3, 1]);
  const first = await crm.members.list({ limit: 3 }).page();
  expect((await crm.members.list({ limit: 3 }).page(first.next ?? "")).items).toHaveLength(3);
});

test("ids are written into the path as they are, whatever is in them", async () => {
  const store = await StoreUnderTest.make();
  const crm = clientOf(store);
  const state = {
    customer: { id: "anna" },
    currency: "GBP",
    placedAt: "2026-11-01T12:00:00Z",
    updatedAt: "2026-11-01T12:00:00Z",
    paidAt: null,
    lines: [],
  };
  for (const id of ["a/b", "a?b=c", "ä #%", "..%2F"]) {
    expect((await crm.orders.tell(id, state)).order.id).toBe(id);
    expect((await crm.orders.get(id)).id).toBe(id);
  }
});

const groups = import.meta.glob<string>("../../../client/groups/*.ts", { query: "?raw", import: "default" });

test("every operation of the server API has its place in the client", async () => {
  const sources = await Promise.all(Object.values(groups).map(async (read) => read?.()));
  const called = new Set([...sources.join("\n").matchAll(/call\(\s*"(\w+)"/g)].map(([, id]) => id));
  expect([...called].sort()).toEqual(Object.keys(operations).sort());
});
