import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { everything } from "./every-reward.ts";
import { voucher } from "./fixtures.ts";
import { button, dialog, fake, find, focused, openAsMember, panelRoot, text, until } from "./stage.ts";
import type { FakeStorefront } from "./storefront.ts";

async function openWith(...vouchers: ReturnType<typeof voucher>[]): Promise<FakeStorefront> {
  const api = fake();
  api.panel.vouchers = vouchers;
  return openAsMember("rewards", api);
}

describe("a member's vouchers", () => {
  it("are given back after a question, by keyboard alone, and the points are there again", async () => {
    const api = await openWith(voucher({ cancellable: true }));
    button("Give back").focus();
    await userEvent.keyboard("{Enter}");
    await until(() => focused()?.id === "yes", "the focus");
    expect(text()).toContain("Give £5 off back for 500 points?");
    expect(api.to("vouchers/JUN-7Q4K-M2XP/cancel")).toHaveLength(0);
    await userEvent.keyboard("{Enter}");
    await until(() => find("[role=status]").innerText === "500 points are back", "the status");
    expect(find(".figure").innerText).toBe("1,740 points to spend");
    expect(text()).toContain("Handed back, points returned");
    expect(panelRoot().querySelector(".ticket")).toBeNull();
    expect(focused()).toBe(find("h2"));
  });

  it("stay after a no, with the focus back where it was", async () => {
    const api = await openWith(voucher({ cancellable: true }));
    button("Give back").click();
    await until(() => focused()?.id === "yes", "the focus");
    button("Not now").click();
    await until(() => focused() === button("Give back"), "the focus");
    expect(api.calls.filter(({ path }) => path.startsWith("vouchers/"))).toHaveLength(0);
  });

  it("are given back once when the answer is lost", async () => {
    const api = await openWith(voucher({ cancellable: true }));
    button("Give back").click();
    await until(() => focused()?.id === "yes", "the focus");
    api.loseAnswer = true;
    find("#yes").click();
    // Looked at again, it is done.
    await until(() => find("[role=status]").innerText === "500 points are back", "the status");
    expect(find(".figure").innerText).toBe("1,740 points to spend");
    expect(focused()).toBe(find("h2"));
    expect(text()).toContain("Handed back, points returned");
    expect(api.panel.balance.available).toBe(1740);
  });

  it("can't be given back where a checkout has them by now, and that is said", async () => {
    const api = await openWith(voucher({ cancellable: true }));
    button("Give back").click();
    await until(() => focused()?.id === "yes", "the focus");
    api.refused["vouchers/JUN-7Q4K-M2XP/cancel"] = [
      409,
      "voucher_not_releasable",
      "The voucher is reserved for a checkout.",
    ];
    find("#yes").click();
    await until(() => text().includes("The voucher is reserved for a checkout."), "the words");
    expect(find(".refusal").role).toBe("alert");
  });

  it("are not offered to be given back where that can't be", async () => {
    await openWith(voucher({ cancellable: false }));
    expect(text()).not.toContain("Give back");
  });

  it("show whom they are for, and where", async () => {
    await openWith(...everything.vouchers);
    expect(text()).toContain("Kettle Row Coffee · 250 g of the house roast.");
    const link = find(".ticket a");
    expect(link.innerText).toBe("Kettle Row Coffee");
    expect(link.getAttribute("href")).toBe("https://kettle-row.example/juniper");
    expect(link.getAttribute("rel")).toBe("noopener");
  });

  it("say that a code is on its way to the shop, and until when a pending one waits", async () => {
    await openWith(
      voucher({ code: "", status: "pending" }),
      voucher({ code: "", name: "£10 off", status: "pending", availableAt: "2026-12-14T10:00:00.000Z" }),
    );
    expect(text()).toContain("£5 off The shop is making the code");
    expect(text()).toContain("£10 off Ready on 14 Dec");
    expect(panelRoot().querySelector("code")).toBeNull();
  });

  it("have their code as soon as the shop took it, while somebody looks, and only then", async () => {
    const made = { code: "", status: "pending", createdAt: "2026-11-22T09:59:58.000Z" } as const;
    const api = await openWith(voucher({ ...made, availableAt: made.createdAt }));
    expect(text()).toContain("The shop is making the code");
    const looks = api.to("panel").length;
    api.panel.vouchers = [voucher()];
    const end = performance.now() + 6000;
    while (!panelRoot().querySelector(".ticket") && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(find(".ticket code").innerText).toBe("JUN-7Q4K-M2XP");
    expect(api.to("panel")).toHaveLength(looks + 1);
    api.panel.vouchers = [voucher({ ...made, availableAt: made.createdAt })];
    await window.regulars?.open("rewards");
    await until(() => text().includes("The shop is making the code"), "the code on its way");
    dialog().close();
    const seen = api.to("panel").length;
    await new Promise((resolve) => setTimeout(resolve, 4500));
    expect(api.to("panel")).toHaveLength(seen);
  });

  it("that were donated have no code to use", async () => {
    await openWith(
      voucher({ type: "donation", name: "£3 for trees", amount: 300, cause: "Woodland at Ashdown" }),
    );
    expect(text()).toContain("£3 for trees Woodland at Ashdown");
    expect(panelRoot().querySelector("code")).toBeNull();
    await window.regulars?.open();
    await until(() => text().includes("How you earn"), "home");
    expect(panelRoot().querySelector(".ticket")).toBeNull();
  });

  it("can be given back as soon as they are won", async () => {
    const api = await openWith();
    find("#redeem-five-off").click();
    await until(() => focused()?.id === "yes", "the question");
    find("#yes").click();
    await until(() => find(".ticket code").innerText === "JUN-NEW-1", "the voucher");
    await until(() => focused() === button("Copy code"), "the focus");
    button("Give back").click();
    await until(() => focused()?.id === "yes", "the question");
    find("#yes").click();
    await until(() => find("[role=status]").innerText === "500 points are back", "the status");
    expect(api.panel.balance.available).toBe(1240);
    expect(panelRoot().querySelector(".ticket")).toBeNull();
  });
});
