/** A redemption on the page becomes a code at the shop's checkout, is used there, and comes back: end to end. */
import { beforeEach, describe, expect, test } from "vitest";
import { databaseOf } from "../../../worker/database/client.ts";
import { workDuePublications } from "../../../worker/integrations/vouchers/work-due.ts";
import { redeemedSchema, voucherSchema } from "../../../worker/rewards/answers.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { DAY, environment, PROGRAM, START, StoreUnderTest, type Answer } from "../store-under-test.ts";
import { shopifyCheckout, wooCheckout, type PlayedCheckout } from "./played-checkouts.ts";
import { ShopConnection } from "./shop-connection.ts";

/** When a redemption is made: the day before the shops' hand-written orders are placed, which are told the day after. */
const NOW = START - DAY;
const TOLD = START + 2 * DAY;

/** A voucher is good for 60 days, and ends over there in the same second. */
const END = "2026-12-30T12:00:00Z";

/** Longer than a call can be under way, and than the first wait between two. */
const LATER = 7 * 3_600_000;

class Scene {
  readonly store: StoreUnderTest;
  readonly shop: PlayedCheckout;
  readonly connection: ShopConnection;
  readonly memberId: string;

  private constructor(
    store: StoreUnderTest,
    shop: PlayedCheckout,
    connection: ShopConnection,
    memberId: string,
  ) {
    this.store = store;
    this.shop = shop;
    this.connection = connection;
    this.memberId = memberId;
  }

  /** A store whose redemptions become codes at the shop, and its customer Anna, who has 1,200 points. */
  static async of(shop: PlayedCheckout): Promise<Scene> {
    const store = await StoreUnderTest.make(PROGRAM, NOW);
    store.environment = { ...environment, OUTBOUND: shop.fetcher };
    const { credentials } = shop;
    const connection = await ShopConnection.of(store, shop.platform, {
      credentials,
      publishesVouchers: true,
    });
    const memberId = await store.member(shop.customerId, { email: "anna@example.com" });
    await store.earn(memberId, 1200);
    return new Scene(store, shop, connection, memberId);
  }

  /** What Anna is answered when she redeems on the page. */
  async redeem(key?: string): Promise<Answer> {
    const session = await this.store.session(this.shop.customerId);
    return this.store.page("POST", "/storefront/redemptions", {
      session,
      body: { rewardId: "five-off" },
      ...(key === undefined ? {} : { key }),
    });
  }

  async redeemed(key?: string) {
    const answer = await this.redeem(key);
    expect(answer.status, answer.text).toBe(201);
    return answer.as(redeemedSchema).voucher;
  }

  async voucher(code: string) {
    return (await this.store.server("GET", `/v1/vouchers/${code}`)).as(voucherSchema);
  }

  async release(code: string): Promise<void> {
    const answer = await this.store.server("POST", `/v1/vouchers/${code}/release`, { body: {} });
    expect(answer.status, answer.text).toBe(200);
  }

  async available(): Promise<number> {
    expect(await this.store.problems()).toEqual([]);
    return (await this.store.balance(this.memberId)).available;
  }

  /** The scheduled job, after a while. */
  async job(): Promise<void> {
    this.store.now += LATER;
    await scheduled(databaseOf(environment), this.store.now);
    await workDuePublications(this.store.environment, this.store.now);
  }
}

describe.each([
  ["Shopify", shopifyCheckout],
  ["WooCommerce", wooCheckout],
])("at %s", (_, open) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.of(open());
  });

  test("the code is there when the shopper is answered: £5 off from £20, once, until the voucher ends", async () => {
    const voucher = await scene.redeemed();
    expect(voucher).toMatchObject({ status: "issued", publication: "published" });
    expect(scene.shop.codes()).toEqual([
      { code: voucher.code, amount: 5, minimum: 20, endsAt: END, uses: 1, isOn: true },
    ]);
    expect(await scene.available()).toBe(700);
  });

  test("the same request again makes no second code", async () => {
    const [first, second] = [await scene.redeemed("once"), await scene.redeemed("once")];
    expect(second.code).toBe(first.code);
    expect(scene.shop.codes()).toHaveLength(1);
    expect(await scene.available()).toBe(700);
  });

  test("an order with the code uses the voucher up, and cancelled it is good again", async () => {
    const { code } = await scene.redeemed();
    scene.store.now = TOLD;
    await scene.connection.deliverAll([scene.shop.ordered(code, scene.store.now)]);
    expect(await scene.voucher(code)).toMatchObject({ status: "used" });
    // What it earned is beside the question here.
    const withOrder = await scene.available();
    await scene.job();
    expect(scene.shop.codes()).toMatchObject([{ code, isOn: false }]);
    scene.store.now += 3_600_000;
    await scene.connection.deliverAll([scene.shop.ordered(code, scene.store.now, true)]);
    await scene.job();
    expect(await scene.voucher(code)).toMatchObject({
      status: "issued",
      orderId: null,
      publication: "published",
    });
    expect(scene.shop.codes()).toMatchObject([{ code, isOn: true }]);
    expect(withOrder).toBeGreaterThan(700);
    expect(await scene.available()).toBe(700);
  });

  test("a code that its owner changed meanwhile is another's: it is not switched on again, and the voucher is given back", async () => {
    const { code } = await scene.redeemed();
    scene.store.now = TOLD;
    await scene.connection.deliverAll([scene.shop.ordered(code, scene.store.now)]);
    await scene.job();
    scene.shop.change(code);
    scene.store.now += 3_600_000;
    await scene.connection.deliverAll([scene.shop.ordered(code, scene.store.now, true)]);
    await scene.job();
    expect(await scene.voucher(code)).toMatchObject({ status: "released", publication: "refused" });
    expect(scene.shop.codes()).toMatchObject([{ code, amount: 50, isOn: false }]);
    expect(await scene.available()).toBe(1200);
  });

  test("a code whose switching on was lost on the way works in the end, once", async () => {
    const { code } = await scene.redeemed();
    scene.store.now = TOLD;
    await scene.connection.deliverAll([scene.shop.ordered(code, scene.store.now)]);
    await scene.job();
    scene.store.now += 3_600_000;
    await scene.connection.deliverAll([scene.shop.ordered(code, scene.store.now, true)]);
    for (const trouble of ["unreachable", "lost"] as const) {
      scene.shop.next(trouble);
      await scene.job();
    }
    await scene.job();
    expect(await scene.voucher(code)).toMatchObject({ status: "issued", publication: "published" });
    expect(scene.shop.codes()).toMatchObject([{ code, isOn: true }]);
  });

  test("a voucher that is given back has its code switched off, and its points are there again", async () => {
    const { code } = await scene.redeemed();
    await scene.release(code);
    expect(scene.shop.codes()).toMatchObject([{ code, isOn: false }]);
    expect(await scene.voucher(code)).toMatchObject({ status: "released", publication: "withdrawn" });
    expect(await scene.available()).toBe(1200);
  });

  test("a code that the shop made, and whose answer was lost, stays the only one", async () => {
    scene.shop.next("lost");
    expect(await scene.redeemed("once")).toMatchObject({ code: "", publication: "held" });
    expect(scene.shop.codes()).toHaveLength(1);
    await scene.job();
    const voucher = await scene.redeemed("once");
    expect(voucher).toMatchObject({ status: "issued", publication: "published" });
    expect(scene.shop.codes()).toMatchObject([{ code: voucher.code, isOn: true }]);
    expect(await scene.available()).toBe(700);
  });

  test.each(["unreachable", "busy"] as const)(
    "a shop that is %s is called again by the job",
    async (trouble) => {
      scene.shop.next(trouble);
      expect(await scene.redeemed("once")).toMatchObject({ code: "", publication: "held" });
      expect(scene.shop.codes()).toEqual([]);
      await scene.job();
      const voucher = await scene.redeemed("once");
      expect(scene.shop.codes()).toMatchObject([{ code: voucher.code, isOn: true }]);
      expect(await scene.available()).toBe(700);
    },
  );

  test("a code whose making was lost, and whose voucher was given back meanwhile, is off", async () => {
    scene.shop.next("lost");
    await scene.redeemed();
    const [made] = scene.shop.codes();
    await scene.release(made?.code ?? "");
    await scene.job();
    await scene.job();
    expect(scene.shop.codes()).toMatchObject([{ code: made?.code, isOn: false }]);
    expect(await scene.available()).toBe(1200);
  });

  test("a code that is another discount's is refused: the points are back, and the other is left alone", async () => {
    scene.shop.takeNextCode();
    const answer = await scene.redeem();
    expect(answer.problem().code).toBe("voucher_refused");
    expect(scene.shop.codes()).toMatchObject([{ amount: 1, isOn: true }]);
    expect(await scene.available()).toBe(1200);
    // The next redemption is as good as any.
    expect(await scene.redeemed()).toMatchObject({ publication: "published" });
    expect(await scene.available()).toBe(700);
  });

  test("a voucher whose shop was disconnected before it was given back is told to be switched off by hand", async () => {
    const { code } = await scene.redeemed();
    const path = `/v1/connections/${scene.connection.id}/close`;
    expect((await scene.store.server("POST", path, { body: {} })).status).toBe(200);
    await scene.release(code);
    await scene.job();
    expect(await scene.available()).toBe(1200);
    const publications = await scene.store.server("GET", "/v1/voucher-publications?givenUp=true");
    expect(publications.text).toContain("switch it off by hand");
  });
});
