/** A sandbox store's clock, set by requests that are sent again, cut off, at once, or that find too much to do. */
import { describe, expect, test } from "vitest";
import { forgetConfiguration } from "../../../worker/stores/configuration.ts";
import { losesOneAnswer, runsBefore } from "../database/bindings.ts";
import { contents } from "../database/contents.ts";
import { DAY, environment, START, type ProgramInput, type StoreUnderTest } from "../store-under-test.ts";
import { clockOf, HOUR, lotsOf, makeSandbox, noticesOf, setClock } from "./sandbox.ts";

const PROGRAM: ProgramInput = {
  name: "Points that expire",
  earning: {},
  expiry: { afterDays: 30, warnDays: 7, graceDays: 20 },
};

const iso = (at: number) => new Date(at).toISOString();

describe("sent again", () => {
  /** Something falls due on the way, so that there are several writes. */
  async function eventful(): Promise<StoreUnderTest> {
    const store = await makeSandbox(PROGRAM);
    const anna = await store.member("anna");
    for (let count = 0; count < 3; count++) {
      await store.earn(anna, 10);
      store.now += DAY;
    }
    return store;
  }

  test("the same key answers the same, and moves nothing", async () => {
    const store = await eventful();
    const first = await setClock(store, { advanceDays: 40 }, "once");
    const after = await contents(store.id);
    expect(await setClock(store, { advanceDays: 40 }, "once")).toEqual(first);
    expect(await contents(store.id)).toEqual(after);
    const other = await store.server("POST", "/v1/test-clock", { key: "once", body: { advanceDays: 41 } });
    expect(other.problem().code).toBe("idempotency_key_reused");
    expect(await contents(store.id)).toEqual(after);
  });

  test("stopped after any of its writes, it goes on to the same time with the same key", async () => {
    for (let stop = 1; stop <= 14; stop += 1) {
      const store = await eventful();
      let batches = 0;
      store.environment = runsBefore(
        () => ++batches === stop,
        async () => Promise.reject(new Error("D1_ERROR: Network connection lost.")),
      );
      const first = await store.server("POST", "/v1/test-clock", { key: "once", body: { advanceDays: 40 } });
      store.environment = environment;
      store.now += 60_000;
      if (first.status !== 200) {
        const other = await store.server("POST", "/v1/test-clock", {
          key: "once",
          body: { advanceDays: 41 },
        });
        if (other.status !== 200) expect(other.problem().code).toBe("idempotency_key_reused");
        else continue; // Nothing was written yet: then the key is free.
      }
      const again = await setClock(store, { advanceDays: 40 }, "once");
      expect(again.reached).toBe(true);
      expect([START + 43 * DAY, START + 43 * DAY + 60_000]).toContain(Date.parse(again.now));
      expect(await noticesOf(store)).toHaveLength(3);
      expect(await store.problems()).toEqual([]);
    }
  });

  test("an answer that was lost is given again", async () => {
    const store = await makeSandbox(PROGRAM);
    const losing = losesOneAnswer();
    store.environment = losing.environment;
    const lost = await store.server("POST", "/v1/test-clock", { key: "once", body: { advanceDays: 3 } });
    store.environment = environment;
    expect(lost.status).toBe(500);
    expect(await setClock(store, { advanceDays: 3 }, "once")).toMatchObject({ now: iso(START + 3 * DAY) });
    expect((await clockOf(store)).now).toBe(iso(START + 3 * DAY));
  });

  test("two at once set it one after the other, or say that they were too late", async () => {
    const store = await eventful();
    const start = store.now;
    const answers = await Promise.all(
      [5, 7, 11].map((advanceDays) => store.server("POST", "/v1/test-clock", { body: { advanceDays } })),
    );
    forgetConfiguration(store.id);
    const done = [5, 7, 11].filter((_days, index) => answers[index]?.status === 200);
    expect(done.length).toBeGreaterThan(0);
    for (const answer of answers) if (answer.status !== 200) expect(answer.problem().code).toBe("try_again");
    const stands = Date.parse((await clockOf(store)).now) - start;
    expect(stands).toBeGreaterThanOrEqual(done.reduce((sum, days) => sum + days, 0) * DAY);
    expect(await store.problems()).toEqual([]);
  });
});

describe("much falls due", () => {
  test("a request that has done enough says where it stands, and the next goes on", async () => {
    const store = await makeSandbox({
      ...PROGRAM,
      earning: {},
      expiry: { afterDays: 30, warnDays: 1, graceDays: 1 },
    });
    const anna = await store.member("anna");
    for (let count = 0; count < 60; count++) {
      store.now += 6 * HOUR;
      await store.earn(anna, 1);
    }
    const first = await setClock(store, { advanceDays: 40 });
    expect(first.reached).toBe(false);
    expect(first.now < first.to).toBe(true);
    let last = first;
    for (let tries = 0; !last.reached && tries < 20; tries++) last = await setClock(store, { to: first.to });
    expect(last).toMatchObject({ now: first.to, reached: true });
    const lots = await lotsOf(store, anna);
    expect(lots).toHaveLength(60);
    for (const lot of lots) expect(lot).toMatchObject({ remaining: 0, expires_at: lot.due_at });
    // Four lots a day, warned of together.
    expect(await noticesOf(store)).toHaveLength(
      new Set(lots.map((lot) => iso(lot.due_at).slice(0, 10))).size,
    );
    expect(await store.problems()).toEqual([]);
  });
});
