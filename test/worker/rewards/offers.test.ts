/** What a shopper is shown: the rewards they can have, at their own price, and what is missing for the others. */
import { beforeEach, describe, expect, test } from "vitest";
import { panelSchema, storefrontSchema } from "../../../worker/storefront/answers.ts";
import { DAY, environment, order, START } from "../store-under-test.ts";
import { fiveOff, Shop, SLIDING, type RewardInput } from "./shop.ts";

const iso = (at: number) => new Date(at).toISOString();
const TIERS = {
  by: "spend" as const,
  over: "lifetime" as const,
  levels: [{ id: "gold", name: "Gold", threshold: 50_000 }],
};

const rewards: RewardInput[] = [
  fiveOff({ prices: { gold: 300 } }),
  SLIDING,
  { id: "ten", name: "10% off", type: "percentage_off", percent: 10, points: 6000 },
  fiveOff({ id: "gold-only", tiers: ["gold"] }),
  fiveOff({ id: "staff-only", segments: ["staff"] }),
  fiveOff({ id: "tomorrow", from: iso(START + DAY) }),
  fiveOff({ id: "yesterday", until: iso(START - DAY) }),
  fiveOff({ id: "few", stock: 2, points: 100 }),
  fiveOff({ id: "once", limits: [{ count: 1, period: "month" }], points: 100 }),
  {
    id: "spa",
    name: "A spa day",
    type: "partner_offer",
    partner: "Fern",
    description: "Half price",
    points: 100,
    codes: { pool: "spa" },
    stock: 10,
  },
];

let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open(rewards, { tiers: TIERS, earning: { order: null } });
});

async function panel() {
  const session = await shop.store.session("anna");
  return (await shop.store.page("GET", "/storefront/panel", { session })).as(panelSchema);
}

async function reasons(): Promise<Record<string, unknown>> {
  const { otherRewards } = await panel();
  return Object.fromEntries(otherRewards.map(({ id, standing }) => [id, standing?.why]));
}

describe("anyone", () => {
  test("sees what is open to everyone, and nothing of how the store sorts its members", async () => {
    const answer = await shop.store.page("GET", "/storefront/program");
    const { program } = answer.as(storefrontSchema);
    expect(program.rewards.map(({ id }) => id)).toEqual([
      "five-off",
      "as-you-like",
      "ten",
      "few",
      "once",
      "spa",
    ]);
    expect(program.rewards.every(({ standing }) => standing === null)).toBe(true);
    expect(answer.text).not.toMatch(/staff|"pool"/);
  });

  test("reads a sliding reward by its least price, and what that is worth", async () => {
    const { program } = (await shop.store.page("GET", "/storefront/program")).as(storefrontSchema);
    expect(program.rewards[1]).toMatchObject({
      points: 200,
      amount: 200,
      sliding: { minimum: 200, maximum: 1000, step: 100, amount: 100 },
    });
    expect(program.rewards[2]).toMatchObject({ type: "percentage_off", amount: null, percent: 10 });
  });
});

describe("a member", () => {
  test("sees those they can have, and what is missing for each", async () => {
    const { program } = await panel();
    expect(program.rewards.map(({ id, standing }) => [id, standing?.missing, standing?.left])).toEqual([
      ["five-off", 0, null],
      ["as-you-like", 0, null],
      ["ten", 1000, null],
      ["few", 0, 2],
      ["once", 0, null],
    ]);
  });

  test("and beside them those they can't, with the reason; not those for other groups, or closed", async () => {
    expect(await reasons()).toEqual({
      "gold-only": "other_tiers",
      tomorrow: "not_open_yet",
      spa: "out_of_stock",
    });
  });

  test("of a tier sees its rewards and prices, and pays what was shown", async () => {
    await shop.store.putOrder("1", order("anna", 50_000, START));
    const { program } = await panel();
    const shown = program.rewards.find(({ id }) => id === "five-off")?.points ?? 0;
    expect(shown).toBe(300);
    expect(program.rewards.map(({ id }) => id)).toContain("gold-only");
    expect((await shop.have("five-off", { points: shown })).voucher.points).toBe(300);
  });

  test("of a segment sees its rewards", async () => {
    await environment.DB.prepare("UPDATE members SET segments = '[\"staff\"]' WHERE store_id = ?")
      .bind(shop.store.id)
      .run();
    expect((await panel()).program.rewards.map(({ id }) => id)).toContain("staff-only");
  });

  test("sees stock, codes and limits as they are", async () => {
    await shop.importCodes("spa", ["A1", "B2"]);
    await shop.have("spa");
    await shop.have("few");
    await shop.have("once");
    const { program, otherRewards } = await panel();
    const left = Object.fromEntries(program.rewards.map(({ id, standing }) => [id, standing?.left]));
    expect(left).toMatchObject({ spa: 1, few: 1 });
    expect(otherRewards.find(({ id }) => id === "once")?.standing).toEqual({
      open: false,
      why: "limit_reached",
      againAt: iso(Date.UTC(2026, 11, 1)),
      missing: 0,
      left: null,
    });
    await shop.have("few");
    expect((await reasons()).few).toBe("out_of_stock");
  });

  test("sees nothing that a redemption could not take at all", async () => {
    await shop.change([SLIDING], { minimumRedemption: 300 });
    expect((await panel()).program.rewards[0]).toMatchObject({ points: 300, sliding: { minimum: 300 } });
  });
});
