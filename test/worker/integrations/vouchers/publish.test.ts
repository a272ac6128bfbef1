/** A redemption becomes a code that the shop's checkout takes: once, whatever is lost; or the points are back. */
import { beforeEach, describe, expect, test } from "vitest";
import { redeemedSchema } from "../../../../worker/rewards/answers.ts";
import { panelSchema } from "../../../../worker/storefront/answers.ts";
import { DAY, environment, START } from "../../store-under-test.ts";
import { redeemed } from "../../http/furnished-store.ts";
import { fiveOff, Shop } from "../../rewards/shop.ts";
import { connected, ConnectedStore, disconnect, LATER, playPlatform } from "./connected-store.ts";

playPlatform();

let shop: ConnectedStore;
beforeEach(async () => {
  shop = await ConnectedStore.connected();
});

describe("the code", () => {
  test("works at the checkout when the redemption is answered", async () => {
    const { voucher } = await shop.have("five-off");
    expect(voucher).toMatchObject({ status: "issued", publication: "published" });
    expect(shop.checkout.working()).toEqual([voucher.code]);
    expect(shop.checkout.codes.get(voucher.code)).toMatchObject({
      amount: 500,
      endsAt: Date.parse(voucher.expiresAt ?? ""),
    });
    expect(await shop.publication()).toMatchObject({
      code: voucher.code,
      connectionId: shop.connectionId,
      status: "published",
      reference: "discount/1",
      givenUp: false,
      nextAttemptAt: null,
    });
  });

  test("is shown to the shopper who redeems", async () => {
    const { voucher } = (await shop.redeemHerself()).as(redeemedSchema);
    expect(shop.checkout.working()).toEqual([voucher.code]);
    expect(voucher.status).toBe("issued");
  });

  test.each([
    ["a store without a shop", async () => Shop.open([fiveOff()])],
    [
      "a reward that a checkout can't honour",
      async () =>
        ConnectedStore.connected([
          { id: "five-off", name: "A talk", type: "experience", description: "An hour", points: 500 },
        ]),
    ],
    [
      "a code of the store's own",
      async () => {
        const own = await ConnectedStore.connected([fiveOff({ codes: { pool: "own" } })]);
        await own.importCodes("own", ["OWN-1"]);
        return own;
      },
    ],
  ])("is made by nobody for %s", async (_name, open) => {
    const other = await open();
    const { voucher } = await other.have("five-off");
    expect(voucher.publication).toBeNull();
    expect((await other.store.server("GET", "/v1/voucher-publications")).text).toBe(
      '{"items":[],"next":null}',
    );
    if (other instanceof ConnectedStore) expect(other.checkout.requests).toEqual([]);
  });

  test("promise 3: of 50 redemptions at once each that there are points for has a code that works, and no other", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => shop.redeem("five-off")));
    const given = answers.filter(({ status }) => status === 201).map((answer) => answer.as(redeemed).voucher);
    expect(given).toHaveLength(10);
    expect(shop.checkout.working()).toEqual(given.map(({ code }) => code).sort());
    expect(await shop.available()).toBe(0);
    expect(await shop.store.problems()).toEqual([]);
  });

  test("of a sandbox ahead of time is told by the real clock, which is the shop's", async () => {
    await environment.DB.prepare(
      "UPDATE stores SET sandbox = 1, clock_offset = ?, configuration_version = configuration_version + 1 WHERE id = ?",
    )
      .bind(40 * DAY, shop.store.id)
      .run();
    const { voucher } = await shop.have("five-off");
    expect(shop.checkout.codes.get(voucher.code)?.endsAt).toBe(
      Date.parse(voucher.expiresAt ?? "") - 40 * DAY,
    );
  });
});

describe("while the shop can't be reached", () => {
  beforeEach(() => {
    shop.checkout.trouble = () => ({ kind: "broken" });
  });

  test("the shopper is told that it is on its way, and is shown no code", async () => {
    const { voucher, balance } = (await shop.redeemHerself()).as(redeemedSchema);
    expect(voucher).toMatchObject({ code: "", status: "pending", publication: "held", cancellable: false });
    expect(balance.available).toBe(4500);
    const session = await shop.store.session("anna");
    const panel = (await shop.store.page("GET", "/storefront/panel", { session })).as(panelSchema);
    expect(panel.vouchers).toMatchObject([{ code: "", status: "pending", publication: "held" }]);
  });

  test("the same request again shows the code as soon as it works", async () => {
    await shop.redeemHerself("hers");
    expect((await shop.redeemHerself("hers")).as(redeemedSchema).voucher.code).toBe("");
    shop.checkout.trouble = () => null;
    await shop.job(LATER);
    const { voucher } = (await shop.redeemHerself("hers")).as(redeemedSchema);
    expect(voucher.publication).toBe("published");
    expect(shop.checkout.working()).toEqual([voucher.code]);
    expect(await shop.available()).toBe(4500);
  });

  test("the job tries again after half a minute, then after twice as long each time, and gives up after days", async () => {
    await shop.have("five-off");
    const waits: number[] = [];
    for (let tries = 1; tries < 30; tries++) {
      const { nextAttemptAt } = await shop.publication();
      if (nextAttemptAt === null) break;
      waits.push((Date.parse(nextAttemptAt) - shop.store.now) / 1000);
      await shop.job(Date.parse(nextAttemptAt) - shop.store.now);
    }
    expect(waits.slice(0, 5)).toEqual([30, 60, 120, 240, 480]);
    expect(waits).toHaveLength(19);
    expect(shop.checkout.requests).toHaveLength(20);
    expect((shop.store.now - START) / DAY).toBeGreaterThan(2);
    const [given] = await shop.publications("&givenUp=true");
    expect(given).toMatchObject({ status: "held", givenUp: true, detail: "The shop answered 502." });
    await shop.job(LATER);
    expect(shop.checkout.requests).toHaveLength(20);
  });

  test("what was given up goes on when the store says so", async () => {
    const { voucher } = await shop.have("five-off");
    for (let tries = 1; tries < 20; tries++) await shop.job(LATER);
    expect((await shop.publication()).givenUp).toBe(true);
    shop.checkout.trouble = () => null;
    const path = `/v1/voucher-publications/${voucher.code.toLowerCase()}/retry`;
    const answer = await shop.store.server("POST", path, { body: {} });
    expect(answer.status).toBe(200);
    await shop.job();
    expect(await shop.publication()).toMatchObject({ status: "published", detail: null, attempts: 0 });
    expect((await shop.store.server("POST", path, { body: {} })).problem().code).toBe(
      "voucher_publication_settled",
    );
  });

  test("one that expires before the shop took it gives the points back: it never worked", async () => {
    shop = await ConnectedStore.connected([fiveOff({ validDays: 1 })]);
    shop.checkout.trouble = () => ({ kind: "broken" });
    const before = await shop.lots();
    const { voucher } = await shop.have("five-off");
    await shop.job(DAY);
    expect((await shop.voucher(voucher.code)).status).toBe("released");
    expect(await shop.lots()).toEqual(before);
    expect((await shop.publication()).detail).toBe("The voucher expired before the shop took its code.");
  });
});

describe("a shop that refuses", () => {
  beforeEach(() => {
    shop.checkout.trouble = () => ({ kind: "mistake", message: "Value is above the plan's limit." });
  });

  test("promise 8: where the shop refuses the code the points go back to the very lots", async () => {
    await shop.store.earn(shop.memberId, 300);
    const before = await shop.lots();
    const problem = (await shop.redeem("five-off")).problem();
    expect(problem).toMatchObject({
      code: "voucher_refused",
      detail: "The shop can't take the code of this reward. You have your points back.",
    });
    expect(await shop.lots()).toEqual(before);
    expect(await shop.available()).toBe(5300);
    expect(await shop.publication()).toMatchObject({
      status: "refused",
      detail: "The shop says: Value is above the plan's limit.",
    });
    expect(await shop.store.problems()).toEqual([]);
  });

  test("its place in stock and limits is free again", async () => {
    shop = await ConnectedStore.connected([fiveOff({ stock: 1, limits: [{ count: 1, period: "ever" }] })]);
    shop.checkout.trouble = () => ({ kind: "mistake", message: "No." });
    expect((await shop.redeem("five-off")).status).toBe(409);
    shop.checkout.trouble = () => null;
    expect((await shop.have("five-off")).voucher.publication).toBe("published");
  });

  test("the same request again is answered the same, and gives nothing back twice", async () => {
    const first = await shop.redeemHerself("hers");
    shop.checkout.trouble = () => null;
    const second = await shop.redeemHerself("hers");
    expect([second.status, second.text]).toEqual([409, first.text]);
    expect(await shop.available()).toBe(5000);
    expect(shop.checkout.working()).toEqual([]);
  });

  test("the job gives back what was refused when nobody waited for it", async () => {
    shop.checkout.trouble = () => ({ kind: "broken" });
    const { voucher } = await shop.have("five-off");
    shop.checkout.trouble = () => ({ kind: "locked_out" });
    await shop.job(LATER);
    expect((await shop.voucher(voucher.code)).status).toBe("released");
    expect(await shop.available()).toBe(5000);
    expect((await shop.store.server("GET", `/v1/members/${shop.memberId}/entries`)).text).toContain(
      "The shop could not take its code.",
    );
  });

  test("a code that a lost call had made all the same is found and switched off; why it was refused stays", async () => {
    shop.checkout.trouble = () => ({ kind: "lost_after" });
    const { code } = (await shop.have("five-off")).voucher;
    expect(shop.checkout.working()).toEqual([code]);
    const detail = "The shop says: Value is above the plan's limit.";
    shop.checkout.trouble = () => ({ kind: "mistake", message: "Value is above the plan's limit." });
    await shop.job(LATER);
    expect(await shop.available()).toBe(5000);
    await shop.job(LATER);
    expect(await shop.publication()).toMatchObject({ status: "refused", detail });
    shop.checkout.trouble = () => null;
    await shop.job(LATER);
    expect(shop.checkout.working()).toEqual([]);
    expect(await shop.publication()).toMatchObject({ status: "refused", detail, nextAttemptAt: null });
    expect(await shop.available()).toBe(5000);
  });

  test("a code that another discount has is none of ours: it is refused, and left alone", async () => {
    shop.checkout.trouble = () => null;
    shop.checkout.gate = async (request) => {
      // Between the redemption and the call somebody makes a discount with the very code.
      const [held] = await shop.publications("&status=held");
      if (request === "POST /codes" && held)
        shop.checkout.codes.set(held.code, {
          id: "theirs",
          code: held.code,
          on: true,
          amount: 9999,
          endsAt: null,
        });
    };
    expect((await shop.redeem("five-off")).problem().code).toBe("voucher_refused");
    expect([...shop.checkout.codes.values()]).toMatchObject([{ id: "theirs", on: true }]);
  });

  test("the store's shop was disconnected before it took the code: the points are back", async () => {
    shop.checkout.trouble = () => ({ kind: "broken" });
    await shop.have("five-off");
    await disconnect(shop.store, shop.connectionId);
    await shop.job(LATER);
    expect(await shop.available()).toBe(5000);
    expect((await shop.publication()).detail).toBe("The shop was disconnected before it took the code.");
  });
});

describe("a shop that asks for patience", () => {
  test.each([
    ["by status", { kind: "throttled", seconds: 7200 }],
    ["by cost", { kind: "costly", milliseconds: 7_200_000 }],
  ] as const)(
    "%s is left alone until then, by requests and by the job, and it counts as no try",
    async (_name, trouble) => {
      shop.checkout.trouble = () => trouble;
      await shop.have("five-off");
      shop.checkout.trouble = () => null;
      const { attempts, nextAttemptAt } = await shop.publication();
      expect([attempts, Date.parse(nextAttemptAt ?? "")]).toEqual([0, START + 7_200_000]);
      expect((await shop.have("five-off")).voucher.publication).toBe("held");
      await shop.job(7_199_000);
      expect(shop.checkout.requests).toHaveLength(1);
      await shop.job(1000);
      expect(shop.checkout.working()).toHaveLength(2);
    },
  );

  test("keeps no other shop waiting, and neither does one that is slow", async () => {
    const other = await ConnectedStore.connected();
    for (const each of [shop, other]) {
      each.checkout.trouble = () => ({ kind: "broken" });
      await each.have("five-off");
      each.checkout.trouble = () => null;
    }
    let open: () => void = () => undefined;
    shop.checkout.gate = () => new Promise<void>((resolve) => (open = resolve));
    const job = shop.job(LATER);
    await expect.poll(() => other.checkout.working().length).toBe(1);
    expect(shop.checkout.working()).toEqual([]);
    open();
    await job;
    expect(shop.checkout.working()).toHaveLength(1);
  });
});

test("a shop that can't be reached is asked once a run, the others keep their tries, and then all are made", async () => {
  await shop.store.earn(shop.memberId, 10_000);
  shop.checkout.trouble = () => ({ kind: "throttled", seconds: 7200 });
  for (let made = 0; made < 25; made++) await shop.have("five-off");
  shop.checkout.trouble = () => ({ kind: "broken" });
  await shop.job(7_200_000);
  expect(shop.checkout.requests).toHaveLength(2);
  const tries = (await shop.publications()).map(({ attempts }) => attempts);
  expect(tries.sort()).toEqual([...Array.from({ length: 24 }, () => 0), 1]);
  shop.checkout.trouble = () => null;
  await shop.job(60_000);
  expect(shop.checkout.working()).toHaveLength(25);
});

test("three jobs and the shopper's own request at once make one code", async () => {
  shop.checkout.trouble = () => ({ kind: "broken" });
  await shop.redeemHerself("hers");
  shop.checkout.trouble = () => null;
  shop.store.now += LATER;
  const [, , , answer] = await Promise.all([shop.job(), shop.job(), shop.job(), shop.redeemHerself("hers")]);
  expect(answer.status).toBe(201);
  expect(shop.checkout.asked("POST /codes")).toBe(2);
  expect(shop.checkout.working()).toHaveLength(1);
  expect(shop.store.environment).toBe(connected);
});
