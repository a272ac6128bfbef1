/** Pools of imported codes: each is given once, however many ask at once, and none is imported twice. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { importedCodesSchema } from "../../../worker/rewards/import-codes.ts";
import { newVoucherCode } from "../../../worker/rewards/code.ts";
import { entriesPage } from "../http/furnished-store.ts";
import { order, START } from "../store-under-test.ts";
import { losesOneAnswer } from "../database/bindings.ts";
import { environment } from "../store-under-test.ts";
import { pool, Shop, tally, type RewardInput } from "./shop.ts";

const SPA: RewardInput = {
  id: "spa",
  name: "A spa day",
  type: "partner_offer",
  partner: "Fern Spa",
  description: "Half price on weekdays",
  points: 10,
  codes: { pool: "spa-days" },
};
const codes = (count: number, from = 1) => Array.from({ length: count }, (_, each) => `SPA-${from + each}`);

async function left(shop: Shop) {
  return (await shop.store.server("GET", "/v1/code-pools/spa-days")).as(pool);
}

describe("importing", () => {
  test("1,000 codes at once, and counts them", async () => {
    const shop = await Shop.open([SPA]);
    const answer = await shop.importCodes("spa-days", codes(1000));
    expect(answer.as(importedCodesSchema)).toEqual({ pool: "spa-days", added: 1000, known: [], left: 1000 });
    expect((await shop.importCodes("spa-days", codes(1001))).problem().errors?.[0]?.pointer).toBe("/codes");
    expect(await left(shop)).toEqual({ pool: "spa-days", added: 1000, given: 0, left: 1000 });
  });

  test("says what was there already, in any pool and in any letters, and doubles none", async () => {
    const shop = await Shop.open([SPA]);
    await shop.importCodes("spa-days", ["A1", "B2"]);
    const again = await shop.importCodes("other", ["b2", "C3", " c3 ", "A1"]);
    expect(again.as(importedCodesSchema)).toEqual({
      pool: "other",
      added: 1,
      known: ["b2", "c3", "A1"],
      left: 1,
    });
    expect((await left(shop)).left).toBe(2);
  });

  test("the same at once from two sides adds each once", async () => {
    const shop = await Shop.open([SPA]);
    const answers = await Promise.all(
      [1, 51, 26].map((from) => shop.importCodes("spa-days", codes(75, from))),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const added = answers.map((answer) => answer.as(importedCodesSchema).added);
    expect(added.reduce((sum, each) => sum + each)).toBe(125);
    expect((await left(shop)).left).toBe(125);
  });

  test("sent again after its answer was lost answers as it would have", async () => {
    const shop = await Shop.open([SPA]);
    shop.store.environment = losesOneAnswer().environment;
    await shop.importCodes("spa-days", codes(3), "again");
    shop.store.environment = environment;
    const answer = await shop.importCodes("spa-days", codes(3), "again");
    expect(answer.as(importedCodesSchema)).toMatchObject({ added: 3, known: [], left: 3 });
  });

  test("refuses a code that Regulars could make itself: the two never meet", async () => {
    const shop = await Shop.open([SPA]);
    const made = newVoucherCode(shop.store.handle);
    const answer = await shop.importCodes("spa-days", ["A1", made.toLowerCase()]);
    expect(answer.problem()).toMatchObject({
      code: "invalid_request",
      errors: [
        {
          pointer: "/codes/1",
          detail: "Codes of this form are made by Regulars itself. Give yours another.",
        },
      ],
    });
    expect((await shop.store.server("GET", "/v1/code-pools/spa-days")).problem().code).toBe(
      "code_pool_not_found",
    );
  });

  test.each(["", "two words", "x".repeat(65), "snow☃"])("refuses %j", async (code) => {
    const shop = await Shop.open([SPA]);
    const answer = await shop.importCodes("spa-days", ["A1", code]);
    expect(answer.problem().errors?.[0]?.pointer).toBe("/codes/1");
  });
});

describe("a redemption takes a code", () => {
  test("promise 3: 30 redemptions at once on a pool of 7 codes give each of them once", async () => {
    const shop = await Shop.open([SPA]);
    await shop.importCodes("spa-days", codes(7));
    const answers = await Promise.all(Array.from({ length: 30 }, () => shop.redeem("spa")));
    expect(tally(answers)).toEqual({ given: 7, reward_codes_missing: 23 });
    const given = answers
      .filter(({ status }) => status === 201)
      .map(
        (answer) =>
          answer.as(z.object({ voucher: z.object({ code: z.string() }).loose() }).loose()).voucher.code,
      );
    expect(given.sort()).toEqual(codes(7));
    expect(await left(shop)).toEqual({ pool: "spa-days", added: 7, given: 7, left: 0 });
    expect(await shop.available()).toBe(5000 - 70);
    expect(await shop.store.problems()).toEqual([]);
  });

  test("the first imported first, as it was imported, and every place names it alike", async () => {
    const shop = await Shop.open([SPA]);
    await shop.importCodes("spa-days", ["zZ/9+a"]);
    shop.store.now += 1;
    await shop.importCodes("spa-days", ["A1"]);
    const { voucher } = await shop.have("spa");
    expect(voucher).toMatchObject({ code: "zZ/9+a", partner: "Fern Spa", cancellable: false });
    expect(await shop.voucher("ZZ/9+A")).toEqual(voucher);
    const entries = await shop.store.server("GET", `/v1/members/${shop.memberId}/entries?limit=1`);
    expect(entries.as(entriesPage).items[0]?.reason).toMatchObject({
      voucherCode: "zZ/9+a",
      rewardName: "A spa day",
    });
    const used = await shop.store.putOrder("1", order("anna", 100, START + 1, { vouchers: [" zz/9+a"] }));
    expect(used.vouchers[0]?.accepted).toBe(true);
    expect((await shop.have("spa")).voucher.code).toBe("A1");
  });

  test("of an empty pool, or of none, is refused and takes nothing", async () => {
    const shop = await Shop.open([SPA]);
    expect((await shop.refused("spa"))[0]).toBe("reward_codes_missing");
    expect(await shop.available()).toBe(5000);
  });

  test("a release gives the points back, and the code to nobody else", async () => {
    const shop = await Shop.open([SPA]);
    await shop.importCodes("spa-days", ["A1"]);
    const { voucher } = await shop.have("spa");
    expect((await shop.release(voucher.code)).status).toBe(200);
    expect(await shop.available()).toBe(5000);
    expect((await shop.refused("spa"))[0]).toBe("reward_codes_missing");
    expect((await shop.importCodes("spa-days", ["A1"])).as(importedCodesSchema).known).toEqual(["A1"]);
  });

  test("a store's codes are its own: another may have the same", async () => {
    const [here, there] = [await Shop.open([SPA]), await Shop.open([SPA])];
    await here.importCodes("spa-days", ["A1"]);
    expect((await there.importCodes("spa-days", ["A1"])).as(importedCodesSchema).added).toBe(1);
    await here.have("spa");
    expect((await left(there)).left).toBe(1);
  });
});
