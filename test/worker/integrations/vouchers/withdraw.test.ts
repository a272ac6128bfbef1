/** A voucher that works no longer is switched off at the shop's checkout, whatever is lost on the way. */
import { beforeEach, describe, expect, test } from "vitest";
import { claimedSchema } from "../../../../worker/referrals/claim.ts";
import { referralLinkSchema } from "../../../../worker/referrals/link.ts";
import { voucherSchema } from "../../../../worker/rewards/answers.ts";
import { DAY, order, PROGRAM, START } from "../../store-under-test.ts";
import { fiveOff } from "../../rewards/shop.ts";
import { ConnectedStore, disconnect, LATER, playPlatform } from "./connected-store.ts";

playPlatform();

let shop: ConnectedStore;
beforeEach(async () => {
  shop = await ConnectedStore.connected();
});

/** Something that a test waits for, and lets go on. */
function stop() {
  let go: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (go = resolve));
  return {
    gone,
    go: () => {
      go();
    },
  };
}

/** A redemption's code, which works. */
async function working(): Promise<string> {
  const { code } = (await shop.have("five-off")).voucher;
  expect(shop.checkout.working()).toEqual([code]);
  return code;
}

describe("the code is switched off", () => {
  test("at once when the store releases the voucher", async () => {
    const code = await working();
    const answer = await shop.release(code);
    expect(answer.text).toContain('"publication":"withdrawing"');
    expect(shop.checkout.working()).toEqual([]);
    expect(await shop.publication()).toMatchObject({ status: "withdrawn", nextAttemptAt: null });
    expect((await shop.voucher(code)).publication).toBe("withdrawn");
  });

  test("at once when the member gives it back", async () => {
    const code = await working();
    const session = await shop.store.session("anna");
    await shop.store.page("POST", `/storefront/vouchers/${code}/cancel`, { session, body: {} });
    expect(shop.checkout.working()).toEqual([]);
    expect(await shop.available()).toBe(5000);
  });

  test.each(["use", "order"])("at once when it is used elsewhere, told by %s", async (how) => {
    const code = await working();
    if (how === "use")
      await shop.store.server("POST", `/v1/vouchers/${code}/use`, { body: { orderId: "1" } });
    else await shop.store.putOrder("1", order("anna", 9000, START, { vouchers: [code] }));
    expect(shop.checkout.working()).toEqual([]);
    expect((await shop.voucher(code)).status).toBe("used");
  });

  test("by the job where the shop could not be reached", async () => {
    const code = await working();
    shop.checkout.trouble = () => ({ kind: "lost_before" });
    await shop.release(code);
    expect(await shop.publication()).toMatchObject({
      status: "withdrawing",
      detail: "The shop could not be reached.",
    });
    shop.checkout.trouble = () => null;
    await shop.job(LATER);
    expect(shop.checkout.working()).toEqual([]);
  });

  test("and works again where the order that used it is cancelled", async () => {
    const code = await working();
    await shop.store.putOrder("1", order("anna", 9000, START, { vouchers: [code] }));
    const later = new Date(START + 1000).toISOString();
    await shop.store.putOrder(
      "1",
      order("anna", 9000, START, { vouchers: [code], updatedAt: later, cancelledAt: later }),
    );
    expect((await shop.voucher(code)).publication).toBe("held");
    await shop.job(LATER);
    expect(shop.checkout.working()).toEqual([code]);
    expect(shop.checkout.codes.size).toBe(1);
  });

  test("and not asked for where it has expired: the shop was given the end", async () => {
    shop = await ConnectedStore.connected([fiveOff({ validDays: 1, onExpiry: "give_back" })]);
    await working();
    const before = shop.checkout.requests.length;
    await shop.job(DAY);
    expect(await shop.available()).toBe(5000);
    expect(shop.checkout.requests).toHaveLength(before);
    expect((await shop.publication()).status).toBe("withdrawn");
  });

  test("and not asked for where nobody was ever asked to make it", async () => {
    await shop.have("five-off");
    shop.checkout.trouble = () => ({ kind: "throttled", seconds: 7200 });
    await shop.have("five-off");
    // While the shop wants quiet, the next is held without a call.
    const { code } = (await shop.have("five-off")).voucher;
    const before = shop.checkout.requests.length;
    await shop.release(code);
    expect((await shop.voucher(code)).publication).toBe("withdrawn");
    expect(shop.checkout.requests).toHaveLength(before);
  });
});

describe("while the code is being made", () => {
  test("a voucher that is released ends switched off, and its points are back once", async () => {
    const { gone, go } = stop();
    shop.checkout.gate = (request) => (request === "POST /codes" ? gone : Promise.resolve());
    const redeeming = shop.redeem("five-off");
    await expect.poll(() => shop.checkout.requests.length).toBe(1);
    const { code } = await shop.publication();
    await shop.release(code);
    expect(shop.checkout.working()).toEqual([]);
    go();
    const answer = await redeeming;
    expect(answer.text).toContain('"publication":"withdrawing"');
    expect(shop.checkout.working()).toEqual([code]);
    await shop.job();
    expect(shop.checkout.working()).toEqual([]);
    expect(await shop.available()).toBe(5000);
    expect(await shop.store.problems()).toEqual([]);
  });

  test("a voucher that is released, and whose code's answer is lost, ends switched off", async () => {
    const { gone, go } = stop();
    shop.checkout.gate = (request) => (request === "POST /codes" ? gone : Promise.resolve());
    shop.checkout.trouble = () => ({ kind: "lost_after" });
    const redeeming = shop.redeem("five-off");
    await expect.poll(() => shop.checkout.requests.length).toBe(1);
    const { code } = await shop.publication();
    await shop.release(code);
    // Nobody calls while the first call may still arrive.
    await shop.job(60_000);
    expect(shop.checkout.requests).toHaveLength(1);
    go();
    await redeeming;
    shop.checkout.trouble = () => null;
    expect(shop.checkout.working()).toEqual([code]);
    await shop.job(LATER);
    expect(shop.checkout.working()).toEqual([]);
    expect((await shop.publication()).status).toBe("withdrawn");
  });

  test("a voucher that is used keeps its points spent, though the shop refuses the code", async () => {
    const { gone, go } = stop();
    shop.checkout.gate = () => gone;
    shop.checkout.trouble = () => ({ kind: "mistake", message: "No." });
    const redeeming = shop.redeem("five-off");
    await expect.poll(() => shop.checkout.requests.length).toBe(1);
    const { code } = await shop.publication();
    await shop.store.server("POST", `/v1/vouchers/${code}/use`, { body: { orderId: "1" } });
    go();
    await redeeming;
    expect((await shop.voucher(code)).status).toBe("used");
    expect(await shop.available()).toBe(4500);
    shop.checkout.trouble = () => null;
    await shop.job(LATER);
    expect((await shop.publication()).status).toBe("withdrawn");
    expect(shop.checkout.working()).toEqual([]);
    expect(await shop.store.problems()).toEqual([]);
  });
});

describe("a shop that can't switch it off", () => {
  test("is not asked for ever: the store sees what to do", async () => {
    const code = await working();
    shop.checkout.trouble = () => ({ kind: "locked_out" });
    await shop.release(code);
    expect(await shop.publications("&givenUp=true")).toMatchObject([
      { status: "withdrawing", detail: "The shop does not know the access token any more." },
    ]);
    shop.checkout.trouble = () => null;
    await shop.store.server("POST", `/v1/voucher-publications/${code}/retry`, { body: {} });
    await shop.job();
    expect(shop.checkout.working()).toEqual([]);
  });

  test("because it is disconnected: the store is told which code to switch off by hand", async () => {
    const code = await working();
    await disconnect(shop.store, shop.connectionId);
    await shop.release(code);
    const [{ detail, givenUp } = { detail: "", givenUp: false }] = await shop.publications();
    expect(givenUp).toBe(true);
    expect(detail).toContain(`If ${code} is there, switch it off by hand.`);
  });
});

describe("a code that the shop took after its voucher was released", () => {
  test("costs its points again: it was used while it still worked", async () => {
    const code = await working();
    shop.checkout.trouble = () => ({ kind: "broken" });
    await shop.release(code);
    expect(await shop.available()).toBe(5000);
    shop.store.now += 60_000;
    const { vouchers } = await shop.store.putOrder(
      "1",
      order("anna", 9000, shop.store.now, { vouchers: [code], paidAt: null }),
    );
    expect(vouchers).toEqual([{ code, accepted: true, detail: null }]);
    expect(await shop.available()).toBe(4500);
    expect(await shop.voucher(code)).toMatchObject({ status: "used", orderId: "1" });
    shop.checkout.trouble = () => null;
    await shop.job(LATER);
    expect(shop.checkout.working()).toEqual([]);
    expect(await shop.store.problems()).toEqual([]);
  });

  test("costs them again also where the order is told late, and only where it was placed in time", async () => {
    const code = await working();
    shop.store.now += 60_000;
    await shop.release(code);
    const late = await shop.store.putOrder("1", order("anna", 9000, START + 60_001, { vouchers: [code] }));
    expect(late.vouchers).toMatchObject([{ accepted: false }]);
    const inTime = await shop.store.putOrder(
      "2",
      order("anna", 9000, START + 30_000, { vouchers: [code], paidAt: null }),
    );
    expect(inTime.vouchers).toMatchObject([{ accepted: true }]);
    expect(await shop.store.problems()).toEqual([]);
  });
});

describe("a referral's vouchers", () => {
  const terms = {
    ...PROGRAM.referral,
    advocate: { type: "amount_off", amount: 700, minimumOrder: 0, validDays: 60 },
  } as const;
  let link: string;
  beforeEach(async () => {
    shop = await ConnectedStore.connected([fiveOff()], { referral: terms });
    const shared = await shop.store.server("POST", "/v1/referral-links", {
      body: { memberId: shop.memberId },
    });
    link = shared.as(referralLinkSchema).code;
  });
  const claim = (key: string) =>
    shop.store.page("POST", "/storefront/referral-claims", {
      body: { code: link, email: "ben@example.com", firstName: "Ben" },
      key,
    });

  test("a friend has a code that works, or asks again until it does", async () => {
    shop.checkout.trouble = () => ({ kind: "broken" });
    expect((await claim("his")).problem().code).toBe("voucher_on_its_way");
    expect((await claim("another")).problem().code).toBe("voucher_on_its_way");
    shop.checkout.trouble = () => null;
    await shop.job(LATER);
    const { voucher } = (await claim("his")).as(claimedSchema);
    expect((await claim("another")).as(claimedSchema).voucher.code).toBe(voucher.code);
    expect(shop.checkout.working()).toEqual([voucher.code]);
  });

  test("one that the shop refuses stays, is shown to the store, and can be tried again", async () => {
    shop.checkout.trouble = () => ({ kind: "mistake", message: "Value is above the plan's limit." });
    expect((await claim("his")).problem()).toMatchObject({
      code: "voucher_refused",
      detail: "The shop can't take the code of this voucher. Please ask the store.",
    });
    const [refused] = await shop.publications("&status=refused");
    expect(refused?.detail).toBe("The shop says: Value is above the plan's limit.");
    const code = refused?.code ?? "";
    expect((await shop.voucher(code)).status).toBe("issued");
    expect((await claim("another")).problem().code).toBe("voucher_refused");
    shop.checkout.trouble = () => null;
    await shop.store.server("POST", `/v1/voucher-publications/${code}/retry`, { body: {} });
    await shop.job();
    expect((await claim("his")).as(claimedSchema).voucher.code).toBe(code);
  });

  test("the advocate's is at the shop before its hold ends, and off again where the friend's order is cancelled", async () => {
    const friend = (await claim("his")).as(claimedSchema).voucher.code;
    const placed = order("ben", 9000, START, {
      customer: { id: "ben", email: "ben@example.com" },
      vouchers: [friend],
      discount: 1000,
    });
    await shop.store.putOrder("1", placed);
    await shop.job(LATER);
    const [theirs] = shop.checkout.working();
    const voucher = (await shop.store.server("GET", `/v1/vouchers/${theirs ?? ""}`)).as(voucherSchema);
    expect(voucher).toMatchObject({
      source: "referral_advocate",
      status: "pending",
      publication: "published",
    });
    const later = new Date(shop.store.now).toISOString();
    await shop.store.putOrder("1", { ...placed, updatedAt: later, cancelledAt: later });
    await shop.job(LATER);
    expect((await shop.voucher(voucher.code)).status).toBe("void");
    expect(shop.checkout.working()).toEqual([friend]);
  });
});
