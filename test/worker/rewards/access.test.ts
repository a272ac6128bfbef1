/** A reward is had by those it is for, while it is open; what is refused says why, and takes nothing. */
import { describe, expect, test } from "vitest";
import { environment, order, START } from "../store-under-test.ts";
import { runsBefore } from "../database/bindings.ts";
import { fiveOff, Shop } from "./shop.ts";

const HOUR = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();

const TIERS = {
  by: "spend" as const,
  over: "lifetime" as const,
  levels: [
    { id: "silver", name: "Silver", threshold: 10_000 },
    { id: "gold", name: "Gold", threshold: 50_000 },
  ],
};

describe("opening and closing", () => {
  test("a reward is had from its very millisecond on", async () => {
    const shop = await Shop.open([fiveOff({ from: iso(START + HOUR) })]);
    shop.store.now = START + HOUR - 1;
    expect(await shop.refused("five-off")).toEqual([
      "reward_not_open",
      "This reward opens on 1 November 2026.",
    ]);
    shop.store.now = START + HOUR;
    await shop.have("five-off");
  });

  test("and not from the millisecond on in which it closes", async () => {
    const shop = await Shop.open([fiveOff({ until: iso(START + HOUR) })]);
    shop.store.now = START + HOUR - 1;
    await shop.have("five-off");
    shop.store.now = START + HOUR;
    expect(await shop.refused("five-off")).toEqual([
      "reward_not_open",
      "This reward closed on 1 November 2026.",
    ]);
    expect(await shop.available()).toBe(4500);
  });
});

describe("a reward for tiers", () => {
  test("is refused to everyone else, by their names", async () => {
    const shop = await Shop.open([fiveOff({ tiers: ["silver", "gold"] })], { tiers: TIERS });
    expect(await shop.refused("five-off")).toEqual([
      "reward_not_for_member",
      "This reward is for Silver or Gold members.",
    ]);
    await shop.store.putOrder("1", order("anna", 10_000, START));
    await shop.have("five-off");
  });

  test("is for the tiers that are named and for no other, higher or not", async () => {
    const shop = await Shop.open([fiveOff({ tiers: ["silver"] })], { tiers: TIERS });
    await shop.store.putOrder("1", order("anna", 50_000, START));
    expect((await shop.refused("five-off"))[0]).toBe("reward_not_for_member");
  });

  test("is not given by a tier that was lost while the redemption was on its way", async () => {
    const shop = await Shop.open([fiveOff({ tiers: ["silver"] })], {
      tiers: TIERS,
      earning: { order: null },
    });
    await shop.store.putOrder("1", order("anna", 10_000, START));
    const later = iso(START + 1000);
    // Between the read (the first batch) and the write (the second) the order is cancelled.
    shop.store.environment = runsBefore(
      (batch) => batch === 2,
      async () => {
        shop.store.environment = environment;
        await shop.store.putOrder(
          "1",
          order("anna", 10_000, START, { updatedAt: later, cancelledAt: later }),
        );
      },
    );
    expect((await shop.refused("five-off"))[0]).toBe("reward_not_for_member");
    expect(await shop.available()).toBe(5000);
  });
});

describe("a reward for segments", () => {
  test("is had by who is in one of them", async () => {
    const shop = await Shop.open([fiveOff({ segments: ["staff", "press"] })]);
    expect(await shop.refused("five-off")).toEqual([
      "reward_not_for_member",
      "This reward is for a group of members that you are not in.",
    ]);
    await environment.DB.prepare("UPDATE members SET segments = ? WHERE store_id = ? AND id = ?")
      .bind(JSON.stringify(["press"]), shop.store.id, shop.memberId)
      .run();
    await shop.have("five-off");
  });
});

describe("nobody", () => {
  test.each([{}, { tiers: ["silver"] }, { segments: ["staff"] }])("redeems anything: %j", async (more) => {
    const shop = await Shop.open([fiveOff(more)], { tiers: TIERS });
    const memberId = "mem_01m6bfp5g00000000000000000";
    expect((await shop.refused("five-off", { memberId }))[0]).toBe("member_not_found");
  });
});
