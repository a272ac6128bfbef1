/** A merge told twice, interrupted, and beside whatever else is written. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { mergeMembers } from "../../../worker/members/merge.ts";
import { memberSchema } from "../../../worker/members/answers.ts";
import { storeContext } from "../../../worker/stores/store-context.ts";
import { contents } from "../database/contents.ts";
import { losesOneAnswer, runsBeforeEach } from "../database/bindings.ts";
import { iso } from "../orders/told.ts";
import { environment, START, StoreUnderTest } from "../store-under-test.ts";
import { EXPIRING, contextOf, merging, told } from "./merging.ts";

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make(EXPIRING);
});

const { merge, placed, redeem, available, sound } = merging(() => store);

describe("again, at once, and half-way", () => {
  test("promise 4: a merge told twice is one merge", async () => {
    const { order: annas } = await placed("1", "anna", 600);
    await redeem(annas.memberId ?? "");
    await placed("2", "ben", 100);
    await merge();
    const after = await contents(store.id);
    await merge();
    expect(await contents(store.id)).toEqual(after);
  });

  test("promise 5: a merge whose answer was lost is sent again", async () => {
    await placed("1", "anna", 100);
    const ben = await store.member("ben");
    const losing = losesOneAnswer();
    store.environment = losing.environment;
    await expect(merge()).rejects.toThrow("Network connection lost");
    store.environment = environment;
    expect(losing.lost).toBe(1);
    expect(await merge()).toBe(ben);
    expect(await available(ben)).toBe(100);
    await sound();
  });

  test("five at once are one", async () => {
    await placed("1", "anna", 100);
    const ben = await store.member("ben");
    expect(new Set(await Promise.all([merge(), merge(), merge(), merge(), merge()]))).toEqual(new Set([ben]));
    expect(await available(ben)).toBe(100);
    await sound();
  });

  test("both ways at once, one of the two is kept", async () => {
    await placed("1", "anna", 100);
    await placed("2", "ben", 50);
    const kept = await Promise.all([merge("anna", "ben"), merge("ben", "anna")]);
    expect(new Set(kept).size).toBe(1);
    expect(await available(kept[0] ?? "")).toBe(150);
    await sound();
  });

  test("promise 3: merged while both redeem, no point is taken twice", async () => {
    for (let round = 0; round < 2; round++) {
      store = await StoreUnderTest.make(EXPIRING);
      const [anna, ben] = [await store.member("anna"), await store.member("ben")];
      await store.earn(anna, 500);
      await store.earn(ben, 500);
      const answers = await Promise.all([
        ...[anna, ben, anna, ben].map((memberId) =>
          store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } }),
        ),
        merge(),
        ...[ben, ben].map((memberId) =>
          store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } }),
        ),
      ]);
      const bought = answers.filter((each) => typeof each === "object" && each?.status === 201).length;
      expect((await available(ben)) + bought * 500).toBe(1000);
      for (const each of answers)
        if (typeof each === "object" && each) expect([201, 404, 409, 422]).toContain(each.status);
      await sound();
    }
  });

  test("an order that is on its way when the merge comes ends with the kept one", async () => {
    const ben = await store.member("ben");
    await placed("1", "anna", 100);
    let batches = 0;
    store.environment = runsBeforeEach(async () => {
      batches += 1;
      // Between what the order read and what it writes.
      if (batches !== 2) return;
      store.environment = environment;
      await merge();
    });
    expect((await placed("9", "anna", 30)).order.memberId).toBe(ben);
    expect(await available(ben)).toBe(130);
    await sound();
  });

  /** Merges Anna into Ben, while something else is written between what it reads and what it writes. */
  async function mergeBetween(change: () => Promise<unknown>): Promise<string | null> {
    let batches = 0;
    const calm = await contextOf(store);
    const between = runsBeforeEach(async () => {
      batches += 1;
      if (batches === 2) await change();
    });
    return mergeMembers(storeContext(between, calm.configuration, store.now), "anna", "ben");
  }

  test("what is learnt of either while they are merged is not lost", async () => {
    const [anna, ben] = [await store.member("anna"), await store.member("ben")];
    await mergeBetween(() =>
      store.server("PATCH", `/v1/members/${anna}`, {
        body: { email: "anna@example.com", birthday: "02-29" },
      }),
    );
    const found = await store.server("GET", `/v1/members/${ben}`);
    expect(found.as(memberSchema)).toMatchObject({ email: "anna@example.com", birthday: "02-29" });
  });

  test("merged into one who is merged at the same moment, they end with the last", async () => {
    await store.member("anna");
    await store.member("ben");
    const carl = await store.member("carl");
    expect(await mergeBetween(() => merge("ben", "carl"))).toBe(carl);
    const found = await store.server("GET", "/v1/members?customerId=anna");
    expect(found.as(z.object({ items: z.array(memberSchema) }).loose()).items).toMatchObject([{ id: carl }]);
    await sound();
  });

  test("orders, refunds and a merge all at once", async () => {
    const ben = await store.member("ben");
    await placed("0", "anna", 100);
    await Promise.all([
      placed("0", "anna", ...told(100, 4, { cancelledAt: iso(START + 4000) })),
      placed("1", "anna", 40),
      placed("2", "ben", 50),
      merge(),
      placed("3", "anna", 60),
      placed("2", "ben", ...told(70, 4, {})),
    ]);
    expect(await available(ben)).toBe(170);
    await sound();
  });
});
