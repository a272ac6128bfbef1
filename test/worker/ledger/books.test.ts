/** Each point explained, and a period rolled forward: both tie out to the point. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { rollForwardSchema } from "../../../worker/books/roll-forward.ts";
import { databaseOf } from "../../../worker/database/client.ts";
import { redeemedSchema } from "../../../worker/rewards/answers.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { countsQueries } from "../database/bindings.ts";
import {
  DAY,
  environment,
  order,
  PROGRAM,
  START,
  StoreUnderTest,
  type ProgramInput,
} from "../store-under-test.ts";
import { expectToTieOut, explain, explainAll, MOVEMENTS, rollForward, sum } from "./books.ts";

const HELD = {
  ...PROGRAM,
  earning: { ...PROGRAM.earning, signUp: 50, holdDays: 14 },
  expiry: { afterDays: 40 },
} satisfies ProgramInput;

async function redeem(store: StoreUnderTest, memberId: string): Promise<string> {
  const answer = await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
  return answer.as(redeemedSchema).voucher.code;
}

describe("promise 11: each point is explained", () => {
  test("by its lot, entry, rule, version, order lines and dates, in data and in a sentence", async () => {
    const store = await StoreUnderTest.make(HELD);
    const bought = order("anna", 0, START, {
      lines: [
        { id: "1", name: "Linen throw", quantity: 1, amount: 4500 },
        { id: "2", name: "Stoneware mug", quantity: 2, amount: 2800 },
        { id: "3", quantity: 1, amount: 1950 },
      ],
    });
    const memberId = (await store.putOrder("1001", bought)).order.memberId ?? "";
    const explained = await explain(store, memberId);
    expectToTieOut(explained);
    const [joined, earned] = explained.items;
    expect(joined).toMatchObject({
      status: "available",
      remaining: 50,
      rule: "50 points for joining.",
      order: null,
    });
    expect(earned).toMatchObject({
      status: "pending",
      granted: 92,
      remaining: 92,
      repaidDebt: 0,
      earnedAt: new Date(START).toISOString(),
      availableAt: new Date(START + 14 * DAY).toISOString(),
      expiresAt: new Date(START + 54 * DAY).toISOString(),
      graceUntil: null,
      entry: { kind: "earn", points: 92, reason: { rule: "order", programVersion: 1, orderId: "1001" } },
      rule:
        "1 point for every £1 of goods, net of discounts and refunds, rounded down. Ready 14 days after the payment. " +
        "They expire 40 days after they are ready.",
      order: {
        id: "1001",
        currency: "GBP",
        lines: [
          { id: "1", name: "Linen throw", quantity: 1, amount: 4500, points: 45 },
          { id: "2", name: "Stoneware mug", quantity: 2, amount: 2800, points: 28 },
          { id: "3", name: null, quantity: 1, amount: 1950, points: 19 },
        ],
      },
      moves: [],
      sentence:
        "92 points earned by order 1001. 45 for Linen throw, 28 for Stoneware mug, 19 for line 3. " +
        "92 can be spent from 2026-11-15, until 2026-12-25.",
    });
  });

  test("by the rules of the version they were earned under, whatever they are now", async () => {
    const store = await StoreUnderTest.make(HELD);
    const memberId = (await store.putOrder("1", order("anna", 10_000, START))).order.memberId ?? "";
    store.now += DAY;
    await store.publish({ ...HELD, earning: { order: { points: 3, per: 200 } }, expiry: null });
    await store.putOrder("2", order("anna", 10_000, store.now));
    const [, first, second] = (await explain(store, memberId, "lots=all")).items;
    expect(first).toMatchObject({ entry: { reason: { programVersion: 1 } } });
    expect(first?.rule).toMatch(/^1 point for every £1 .*They expire 40 days after they are ready\.$/);
    expect(second).toMatchObject({ entry: { reason: { programVersion: 2 } }, expiresAt: null });
    expect(second?.rule).toMatch(/^3 points for every £2 of goods.*They don't expire\.$/);
  });

  test("with what was taken from it since, and came back", async () => {
    const store = await StoreUnderTest.make();
    const memberId = await store.member("anna");
    await store.earn(memberId, 300);
    store.now += 1000;
    await store.earn(memberId, 400);
    store.now += 1000;
    const code = await redeem(store, memberId);
    const [left, ...none] = (await explain(store, memberId)).items;
    expect(none).toEqual([]);
    expect(left).toMatchObject({
      remaining: 200,
      moves: [{ kind: "redeem", points: -200, sentence: "200 points redeemed for £5 off." }],
    });
    const all = await explain(store, memberId, "lots=all");
    expectToTieOut(all);
    expect(all.items.map(({ status, remaining }) => [status, remaining])).toEqual([
      ["spent", 0],
      ["available", 200],
    ]);
    expect(all.items[0]?.sentence).toBe("300 points: A gift. None are left.");
    store.now += 1000;
    await store.server("POST", `/v1/vouchers/${code}/release`, { body: {} });
    const back = await explain(store, memberId);
    expectToTieOut(back);
    expect(back.items.flatMap(({ moves }) => moves.map(({ points, kind }) => [kind, points]))).toEqual([
      ["redeem", -300],
      ["release", 300],
      ["redeem", -200],
      ["release", 200],
    ]);
  });

  test("a debt by the entries it stands of, the newest, and what repaid one by what it repaid", async () => {
    const store = await StoreUnderTest.make();
    const bought = [order("anna", 50_000, START), order("anna", 60_000, START)];
    const [one, other] = bought;
    if (!one || !other) throw new Error("Two orders.");
    const memberId = (await store.putOrder("1", one)).order.memberId ?? "";
    await store.putOrder("2", other);
    await redeem(store, memberId);
    await redeem(store, memberId);
    for (const [id, state] of [one, other].entries()) {
      store.now += 1000;
      const time = new Date(store.now).toISOString();
      await store.putOrder(String(id + 1), { ...state, updatedAt: time, cancelledAt: time });
    }
    const owing = await explain(store, memberId);
    expect(owing.balance).toEqual({ available: 0, pending: 0, debt: 1000 });
    expectToTieOut(owing);
    expect(owing.debt.made.map(({ owed, entry }) => [owed, entry.reason.orderId])).toEqual([
      [600, "2"],
      [400, "1"],
    ]);
    store.now += 1000;
    await store.earn(memberId, 700);
    const repaid = await explain(store, memberId, "lots=all");
    expectToTieOut(repaid);
    expect(repaid.debt).toMatchObject({
      points: 300,
      made: [{ owed: 300, entry: { reason: { orderId: "2" } } }],
    });
    expect(repaid.items.at(-1)).toMatchObject({
      granted: 700,
      repaidDebt: 700,
      remaining: 0,
      status: "spent",
    });
  });

  test("page by page, each lot once, in the order of spending or of granting", async () => {
    const store = await StoreUnderTest.make({ ...PROGRAM, expiry: { afterDays: 40 } });
    const memberId = await store.member("anna");
    for (let count = 1; count <= 7; count++) {
      store.now += 1000;
      await store.earn(memberId, 100 * count);
    }
    await redeem(store, memberId);
    for (const [query, count] of [
      ["lots=open", 5],
      ["lots=all", 7],
    ] as const) {
      const paged = await explainAll(store, memberId, `${query}&limit=2`);
      expectToTieOut(paged);
      const whole = await explain(store, memberId, query);
      expect(paged.items).toEqual(whole.items);
      expect(new Set(paged.items.map(({ id }) => id)).size).toBe(count);
    }
  });

  test("expired, whether or not an entry says so yet", async () => {
    const store = await StoreUnderTest.make({ ...PROGRAM, expiry: { afterDays: 40 } });
    const memberId = await store.member("anna");
    await store.earn(memberId, 600);
    store.now += 40 * DAY;
    const lapsed = await explain(store, memberId);
    expectToTieOut(lapsed);
    expect([lapsed.lapsed, lapsed.total, lapsed.items[0]?.status]).toEqual([600, 600, "expired"]);
    await scheduled(databaseOf(environment), store.now);
    const posted = await explain(store, memberId, "lots=all");
    expectToTieOut(posted);
    expect(posted).toMatchObject({
      lapsed: 0,
      total: 0,
      items: [{ status: "expired", moves: [{ kind: "expire" }] }],
    });
  });

  test("in one round trip and as many queries, however many lots there are", async () => {
    const store = await StoreUnderTest.make();
    const memberId = await store.member("anna");
    const queries: number[] = [];
    for (let count = 1; count <= 12; count++) {
      await store.earn(memberId, 10);
      const counting = countsQueries();
      store.environment = counting.environment;
      await explain(store, memberId);
      store.environment = environment;
      expect(counting.batches).toBe(1);
      queries.push(counting.queries.length);
    }
    expect(new Set(queries).size).toBe(1);
  });

  test("figures that don't agree are told", async () => {
    const store = await StoreUnderTest.make();
    const memberId = await store.member("anna");
    await store.earn(memberId, 600);
    await environment.DB.prepare("UPDATE balances SET total = total + 5 WHERE store_id = ? AND member_id = ?")
      .bind(store.id, memberId)
      .run();
    expect((await explain(store, memberId)).tiesOut).toBe(false);
  });
});

const HOUR = 3_600_000;

describe("promise 2: a period rolls forward to the point", () => {
  test("opening and all that moved come to the closing, in each period and over all of them", async () => {
    const store = await StoreUnderTest.make({ ...PROGRAM, expiry: { afterDays: 40 } });
    const memberId = await store.member("anna");
    const bought = order("anna", 200_000, START);
    await store.putOrder("1", bought);
    store.now += DAY;
    const code = await redeem(store, memberId);
    await redeem(store, memberId);
    store.now += DAY;
    await store.server("POST", `/v1/vouchers/${code}/release`, { body: {} });
    store.now += DAY;
    const time = new Date(store.now).toISOString();
    await store.putOrder("1", {
      ...bought,
      updatedAt: time,
      refunds: [{ id: "r", refundedAt: time, amount: 30_000 }],
    });
    await store.server("POST", "/v1/adjustments", {
      body: { memberId, points: 70, description: "A late parcel", actor: "Kim" },
    });
    store.now += 40 * DAY;
    await scheduled(databaseOf(environment), store.now);
    await store.member("ben");
    const end = START + 44 * DAY;
    const whole = await rollForward(store, START, end);
    expect(whole).toMatchObject({
      opening: { points: 0, liability: 0 },
      earned: { points: 2000, entries: 1 },
      spent: { points: -1000, entries: 2 },
      released: { points: 500, entries: 1 },
      reversed: { points: -300, entries: 1 },
      adjusted: { points: 70, entries: 1 },
      expired: { points: -1270, entries: 2 },
      transferred: { points: 0, entries: 0 },
      closing: { points: 0, liability: 0 },
      tiesOut: true,
    });
    expect(sum(whole.rules.map(({ points }) => points))).toBe(0);
    let stands = 0;
    for (let day = 0; day < 44; day++) {
      const each = await rollForward(store, START + day * DAY, START + (day + 1) * DAY);
      expect([each.tiesOut, each.opening.points]).toEqual([true, stands]);
      stands += sum(MOVEMENTS.map((movement) => each[movement].points));
      expect(each.closing.points).toBe(stands);
    }
    expect(stands).toBe((await store.balance(memberId)).available);
  });

  test("an entry counts when it was posted, whatever day it is about; the end is not included", async () => {
    const store = await StoreUnderTest.make();
    store.now += 10 * DAY;
    // Paid on the first day, told on the tenth.
    await store.putOrder("1", order("anna", 10_000, START));
    const told = START + 10 * DAY;
    expect((await rollForward(store, START, told)).closing.points).toBe(0);
    expect(await rollForward(store, told, told + HOUR)).toMatchObject({
      earned: { points: 100 },
      over: false,
    });
    store.now += HOUR - 1;
    await store.earn((await store.member("ben")) || "", 7);
    store.now += 1;
    await store.earn(await store.member("carl"), 11);
    expect(await rollForward(store, told, told + HOUR)).toMatchObject({
      closing: { points: 107 },
      over: true,
    });
    expect((await rollForward(store, told + HOUR, told + 2 * HOUR)).closing.points).toBe(118);
  });

  test("only whole hours of UTC, and an end after its beginning", async () => {
    const store = await StoreUnderTest.make();
    const refused = async (from: string, to: string) => {
      const query = new URLSearchParams({ from, to });
      const { code, errors } = (
        await store.server("GET", `/v1/ledger/roll-forward?${query.toString()}`)
      ).problem();
      return [code, errors?.[0]?.pointer, errors?.[0]?.detail];
    };
    const hour = "The books are kept by the hour: give a whole hour of UTC, such as 2026-11-01T00:00:00Z.";
    const good = "2026-11-01T00:00:00Z";
    expect(await refused("2026-11-01T00:00:01Z", good)).toEqual(["invalid_request", "query/from", hour]);
    expect(await refused(good, "2026-12-01T00:00:00+05:30")).toEqual(["invalid_request", "query/to", hour]);
    expect(await refused(good, good)).toEqual([
      "invalid_request",
      "query/to",
      "The period has to end after it begins.",
    ]);
    expect((await refused("yesterday", good))[1]).toBe("query/from");
    expect((await refused("", good))[1]).toBe("query/from");
    const offset = encodeURIComponent("2026-11-01T02:00:00+02:00");
    const answer = await store.server(
      "GET",
      `/v1/ledger/roll-forward?from=${offset}&to=2026-12-01T00:00:00Z`,
    );
    expect(answer.as(rollForwardSchema).from).toBe("2026-11-01T00:00:00.000Z");
  });

  test("worth what the program says, or else its best reward, or nothing", async () => {
    const store = await StoreUnderTest.make();
    await store.earn(await store.member("anna"), 333);
    const worth = async (change: Partial<ProgramInput>) => {
      await store.publish({ ...PROGRAM, ...change });
      const { closing, value } = await rollForward(store, START, START + DAY);
      return [closing.liability, value?.basis, value?.rewardId, value?.amount, value?.points];
    };
    expect(await worth({ pointValue: { points: 100, amount: 70 } })).toEqual([
      233,
      "point_value",
      null,
      70,
      100,
    ]);
    expect(await worth({})).toEqual([333, "reward", "five-off", 500, 500]);
    const credit = {
      id: "credit",
      name: "Credit",
      type: "store_credit",
      amount: 1100,
      points: 1000,
    } as const;
    const experience = {
      id: "tea",
      name: "Tea",
      type: "experience",
      description: "Tea with us",
      points: 1,
    } as const;
    expect(await worth({ rewards: [...PROGRAM.rewards, credit, experience] })).toEqual([
      366,
      "reward",
      "credit",
      1100,
      1000,
    ]);
    const closed = { ...credit, until: new Date(START).toISOString() };
    expect((await worth({ rewards: [...PROGRAM.rewards, closed] }))[2]).toBe("five-off");
    expect(await worth({ rewards: [experience] })).toEqual([
      null,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("between two stores nothing is shared", async () => {
    const [one, other] = [await StoreUnderTest.make(), await StoreUnderTest.make()];
    await one.earn(await one.member("anna"), 40);
    expect((await rollForward(other, START, START + DAY)).closing.points).toBe(0);
  });

  test("a kind that no line knows is not hidden", async () => {
    const store = await StoreUnderTest.make();
    await store.earn(await store.member("anna"), 40);
    await environment.DB.prepare("UPDATE ledger_hours SET kind = 'gift' WHERE store_id = ?")
      .bind(store.id)
      .run();
    const { tiesOut, rules } = await rollForward(store, START, START + DAY);
    expect([tiesOut, rules[0]?.kind]).toEqual([false, "gift"]);
  });
});

test("promise 2: GET /v1/ledger/check carries its sums from call to call", async () => {
  const store = await StoreUnderTest.make();
  const answer = await store.server("GET", "/v1/ledger/check");
  expect(answer.as(z.object({ ok: z.literal(true), next: z.null() }).loose())).toBeTruthy();
});
