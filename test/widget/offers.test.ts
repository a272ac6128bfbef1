import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { onCart } from "../../widget/panel/parts/on-cart.ts";
import { everyReward, everything } from "./every-reward.ts";
import { panel, reward } from "./fixtures.ts";
import { button, fake, find, focused, openAsMember, panelRoot, text, until } from "./stage.ts";
import type { FakeStorefront } from "./storefront.ts";
import { type Cart, voucherDiscount } from "../../worker/program/voucher-discount.ts";

async function openAll(data: Record<string, string> = {}): Promise<FakeStorefront> {
  const api = fake();
  api.panel = structuredClone(everything);
  return openAsMember("rewards", api, data);
}

const slider = (): HTMLInputElement => {
  const found = find("#price");
  if (!(found instanceof HTMLInputElement)) throw new Error("That is no slider");
  return found;
};

/** A cart of one line, as the Worker is told it. */
function cartOf(amount: number): Cart {
  const line = { id: "1", productId: "throw", collections: [], tags: [], giftCard: false, quantity: 1 };
  return {
    currency: "GBP",
    discount: 0,
    shipping: { amount: 0, tax: 0 },
    lines: [{ ...line, amount, discount: 0, tax: 0 }],
  };
}

describe("every kind of reward", () => {
  it("says what it is, what it costs, and what there is to know", async () => {
    await openAll();
    for (const words of [
      "£5 off 500 points · orders from £20",
      "Off your order 500–2,000 points · £5–£20 · any order Redeem pays for up to 50% of an order",
      "15% off 800 points · any order Redeem up to £30 · on some products · until 31 Dec",
      "Free delivery 1,400 points · 160 to go",
      "A mug of your own 600 points · any order Redeem Stoneware mug, sand · 2× a month · 4 left",
      "Store credit 550 points · any order",
      "Gift card 2,400 points · 1,160 to go",
      "An evening in the studio 700 points Redeem once Throw a bowl with Juno",
      "A bag of beans 450 points Redeem Kettle Row Coffee 250 g of the house roast.",
      "£3 for trees 300 points Redeem Woodland at Ashdown",
    ])
      expect(text()).toContain(words);
  });

  it("that can't be had says why, and when it can", async () => {
    await openAll();
    for (const words of [
      "Studio visit for two For Gold · 900 points · 4 left",
      "£8 off From 3 Dec · 700 points",
      "A linen throw All gone for now · 500 points",
      "£2 off Again from 1 Jan 2027 · 200 points",
      "A welcome mug You’ve had this one · 100 points",
    ])
      expect(text()).toContain(words);
    expect(panelRoot().querySelectorAll(".locked [id^=redeem]")).toHaveLength(0);
  });

  it("of another tier leads to the tiers", async () => {
    await openAll();
    const [visit] = panelRoot().querySelectorAll<HTMLElement>("button.locked");
    visit?.click();
    await until(() => find("h2").innerText === "Tiers and benefits", "the tiers");
    expect(focused()).toBe(find("h2"));
  });

  it.each(everyReward.filter(({ points }) => points <= 1240).map(({ id, name }) => [name, id] as const))(
    "gives what it is: %s",
    async (name, id) => {
      const api = await openAll();
      find(`#redeem-${id}`).click();
      await until(() => panelRoot().querySelector("#yes"), "the question");
      expect(text()).not.toMatch(/NaN|undefined|null/);
      find("#yes").click();
      await until(() => find("[role=status]").innerText === `${name} is yours`, "the status");
      expect(api.redeemed).toBe(1);
      const won = panelRoot().querySelector(".won, .ticket");
      await until(() => !!won?.matches(":focus-within, :focus"), "the focus");
    },
  );

  it("that went while it was asked for is said to be gone, and no question is left", async () => {
    const api = await openAll();
    find("#redeem-mug").click();
    await until(() => panelRoot().querySelector("#yes"), "the question");
    api.refused.redemptions = [409, "reward_out_of_stock"];
    const { program } = api.panel;
    api.panel.program = { ...program, rewards: program.rewards.filter(({ id }) => id !== "mug") };
    find("#yes").click();
    await until(() => find("[role=status]").innerText === "All gone for now", "the status");
    expect(panelRoot().querySelector("#yes")).toBeNull();
    expect(focused()).toBe(find("h2"));
  });

  it("whose price changed meanwhile is asked about anew", async () => {
    const api = await openAll();
    find("#redeem-mug").click();
    await until(() => panelRoot().querySelector("#yes"), "the question");
    const { program } = api.panel;
    api.panel.program = {
      ...program,
      rewards: program.rewards.map((each) => (each.id === "mug" ? { ...each, points: 650 } : each)),
    };
    find("#yes").click();
    await until(() => text().includes("Its price has changed. Take another look."), "the words");
    await until(() => text().includes("Spend 650 points on A mug of your own?"), "the new price");
    expect(api.redeemed).toBe(0);
  });
});

describe("a sliding reward", () => {
  it("is chosen with the arrow keys, and read out with what it is worth", async () => {
    const api = await openAll();
    find("#redeem-as-you-like").click();
    await until(() => focused() === slider(), "the focus");
    expect([slider().min, slider().max, slider().step]).toEqual(["500", "1200", "100"]);
    // As the accessibility tree has it.
    expect(page.getByRole("slider", { name: "How many points?" }).query()).toBe(slider());
    expect(page.getByRole("group", { name: "Spend 500 points on Off your order?" }).query()).toBe(
      find(".ask"),
    );
    expect(slider().ariaValueText).toBe("500 points, worth £5");
    await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}");
    await until(() => slider().ariaValueText === "800 points, worth £8", "the words");
    await until(() => find("#ask").innerText === "Spend 800 points on Off your order?", "the question");
    expect(text()).toContain("440 points will be left");
    await userEvent.keyboard("{End}");
    await until(() => slider().ariaValueText === "1,200 points, worth £12", "the most there are points for");
    await userEvent.keyboard("{Home}{ArrowRight}{Tab}");
    expect(focused()?.id).toBe("yes");
    await userEvent.keyboard("{Enter}");
    await until(() => api.redeemed === 1, "the redemption");
    expect(api.to("redemptions")[0]?.body).toEqual({ rewardId: "as-you-like", points: 600 });
  });

  it("is no smaller than a finger", async () => {
    await openAll();
    find("#redeem-as-you-like").click();
    await until(() => focused() === slider(), "the focus");
    const { width, height } = slider().getBoundingClientRect();
    expect(height).toBeGreaterThanOrEqual(44);
    expect(width).toBeGreaterThan(200);
  });

  it("begins with what takes the most off the cart, and no more", async () => {
    // It pays for half of an order at most: £8 of £16.
    await openAll({ cartTotal: "1600" });
    find("#redeem-as-you-like").click();
    await until(() => focused() === slider(), "the focus");
    expect(slider().value).toBe("800");
    await userEvent.keyboard("{ArrowRight}");
    await until(() => text().includes("worth £9 · £8 off this cart"), "what is lost");
  });

  it("has no slider where the points are there for one price only", async () => {
    const api = fake();
    api.panel = structuredClone(everything);
    api.panel.balance.available = 580;
    await openAsMember("rewards", api);
    find("#redeem-as-you-like").click();
    await until(() => focused()?.id === "yes", "the focus");
    expect(panelRoot().querySelector("#price")).toBeNull();
  });
});

describe("on the page's cart", () => {
  it("a reward says what it takes off, or what the cart lacks for it", async () => {
    await openAll({ cartTotal: "800" });
    expect(text()).toContain("£5 off 500 points · needs £12 more in the cart");
    expect(text()).toContain("Store credit 550 points · £5 off this cart");
  });

  it.each(["", "no", "-5", "12.5", "0"])("nothing is said of a total of %j", async (cartTotal) => {
    await openAll({ cartTotal });
    expect(text()).not.toContain("this cart");
    expect(text()).toContain("£5 off 500 points · orders from £20");
  });

  it("takes off what the Worker does at the checkout, to the penny", () => {
    let seed = 7;
    const upTo = (most: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % (most + 1);
    };
    for (let times = 0; times < 500; times++) {
      const total = 1 + upTo(20_000);
      const isPercent = upTo(1) === 1;
      const offered = reward({
        type: isPercent ? "percentage_off" : "amount_off",
        amount: isPercent ? null : 1 + upTo(15_000),
        ...(isPercent ? { percent: 1 + upTo(99) } : {}),
        ...(isPercent && upTo(1) ? { ceiling: 1 + upTo(4000) } : {}),
        maximumShare: upTo(1) ? 1 + upTo(99) : null,
        minimumOrder: upTo(1) ? upTo(10_000) : 0,
      });
      const { ceiling, maximumShare, minimumOrder, type, percent } = offered;
      const decided = voucherDiscount(
        {
          type,
          amount: percent ?? offered.amount ?? 0,
          currency: "GBP",
          minimumOrder,
          details: {
            ...(ceiling === undefined ? {} : { ceiling }),
            ...(maximumShare === null ? {} : { maximumShare }),
          },
        },
        cartOf(total),
      );
      expect(onCart(offered, offered.amount, total)).toEqual(
        "why" in decided
          ? { missing: "missing" in decided ? decided.missing : null }
          : { off: decided.goods },
      );
    }
  });

  it("nothing is promised of what is not known: some products, shipping, a product", () => {
    for (const each of everyReward.filter(
      ({ type, someProducts }) => type.startsWith("free_") || someProducts,
    ))
      expect(onCart({ ...each, minimumOrder: 0 }, each.amount, 5000)).toEqual({});
  });
});

it("the question comes from home with the focus, though its chunk comes later", async () => {
  const api = fake();
  api.panel = structuredClone(panel);
  await openAsMember("home", api);
  button("Redeem").click();
  await until(() => focused()?.id === "yes", "the focus");
  expect(text()).toContain("Spend 1,000 points on £10 off?");
});
