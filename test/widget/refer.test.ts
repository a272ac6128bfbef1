import decodeQR from "qr/decode.js";
import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { panel } from "./fixtures.ts";
import { pixelsOf } from "./pixels.ts";
import {
  after,
  button,
  emulate,
  fake,
  find,
  focused,
  openAsMember,
  panelRoot,
  text,
  until,
} from "./stage.ts";

const withoutLink = () => {
  const api = fake();
  if (api.panel.referral) api.panel.referral = { ...api.panel.referral, link: null };
  return api;
};

describe("refer", () => {
  it("says what both sides get, and when", async () => {
    await openAsMember("refer");
    expect(find("h2").innerText).toBe("Give £10, get £10");
    expect(text()).toContain(
      "Your friend gets £10 off on a first order from £40. You get £10, 30 days after they order.",
    );
  });

  it("offers the link by copy, share sheet, WhatsApp, mail and SMS, as plain links", async () => {
    const real = Object.getOwnPropertyDescriptor(Navigator.prototype, "share");
    const shared: ShareData[] = [];
    Object.defineProperty(Navigator.prototype, "share", {
      value: (data: ShareData) => Promise.resolve(void shared.push(data)),
      configurable: true,
    });
    after(() => {
      if (real) Object.defineProperty(Navigator.prototype, "share", real);
      else Reflect.deleteProperty(Navigator.prototype, "share");
    });
    await openAsMember("refer");
    expect(find("code").innerText).toBe("juniper.shop/r/juniper-7Q4KM2X");
    const links = [...panelRoot().querySelectorAll<HTMLAnchorElement>(".share a")];
    const url = encodeURIComponent("https://juniper.shop/r/juniper-7Q4KM2X");
    expect(links.map(({ protocol, hostname }) => protocol + hostname)).toEqual([
      "https:wa.me",
      "mailto:",
      "sms:",
    ]);
    for (const link of links) expect(link.href).toContain(url);
    button("Share").click();
    await until(() => shared.length, "the share sheet");
    expect(shared[0]).toMatchObject({ url: "https://juniper.shop/r/juniper-7Q4KM2X" });
  });

  it.each(["light", "dark"])(
    "shows the link as a QR that any scanner reads, on a %s device too",
    async (scheme) => {
      await emulate("prefers-color-scheme", scheme);
      await openAsMember("refer");
      const ask = button("QR code");
      expect(ask.ariaExpanded).toBe("false");
      ask.focus();
      ask.click();
      await until(() => panelRoot().querySelector("svg.qr"), "the QR");
      const picture = panelRoot().querySelector<SVGSVGElement>("svg.qr");
      expect(picture && decodeQR(await pixelsOf(picture, 264))).toBe(
        "https://juniper.shop/r/juniper-7Q4KM2X",
      );
      await expect.element(page.getByRole("img", { name: "QR code" })).toBeVisible();
      expect(picture?.querySelectorAll("path")).toHaveLength(1);
      expect(picture?.querySelector("rect")?.getAttribute("fill")).toBe("#fff");
      expect(ask.ariaExpanded).toBe("true");
      // Drawn again with the panel, it stays the same picture.
      button("Copy").click();
      await until(() => find("[role=status]").innerText, "the status");
      expect(panelRoot().querySelector("svg.qr")).toBe(picture);
      button("QR code").click();
      await until(() => !panelRoot().querySelector("svg.qr"), "the QR to go");
      expect(focused()).not.toBe(document.body);
    },
  );

  it("copies the link, and lets it be copied by hand where the browser won't", async () => {
    const copied: string[] = [];
    const real = Object.getOwnPropertyDescriptor(Navigator.prototype, "clipboard");
    const clipboard = { writeText: (words: string) => Promise.resolve(void copied.push(words)) };
    Object.defineProperty(navigator, "clipboard", { get: () => clipboard, configurable: true });
    after(() => {
      Reflect.deleteProperty(navigator, "clipboard");
      expect(Object.getOwnPropertyDescriptor(Navigator.prototype, "clipboard")).toEqual(real);
    });
    await openAsMember("refer");
    button("Copy").click();
    await until(() => button("Copied"), "the word");
    expect(copied).toEqual(["https://juniper.shop/r/juniper-7Q4KM2X"]);
    clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    button("Copied").click();
    await until(() => find("[role=status]").innerText === "Copy it with your keyboard", "the words");
  });

  it("says the terms of what a friend gets", async () => {
    await openAsMember("refer");
    expect(text()).toContain("The code is good for 30 days, on orders from £40. For new customers.");
  });

  it("counts points where points are what it gives, and both where the terms have changed", async () => {
    const api = fake();
    const { referral } = api.panel.program;
    if (!referral || !api.panel.referral) throw new Error("The fixtures have a referral");
    referral.advocate = { type: "points", points: 200 };
    api.panel.referral.earned = { points: 0, amount: 0 };
    await openAsMember("refer", api);
    expect(text()).toContain("0 points earned so far");
    api.panel.referral = { ...api.panel.referral, earned: { points: 400, amount: 1000 } };
    await window.regulars?.open("refer");
    await until(() => text().includes("400 points + £10 earned so far"), "the sum");
  });

  it("makes the link when it is looked at for the first time, once", async () => {
    const api = withoutLink();
    await openAsMember("home", api);
    expect(api.to("referral-links")).toHaveLength(0);
    button("Refer").click();
    await until(() => find("code").innerText === "juniper.shop/r/anna-1", "the link");
    expect(api.to("referral-links")).toHaveLength(1);
    expect(api.to("referral-links")[0]?.headers.get("Idempotency-Key")).toBeTruthy();
  });

  it("says how each friend is getting on", async () => {
    await openAsMember("refer");
    expect(text()).toContain("Ben Ordered 14 Nov · yours on 14 Dec £10");
    expect(text()).toContain("Mira Claimed, hasn’t ordered yet");
    expect(text()).toContain("A friend Ordered 14 Aug · yours £10");
    expect(text()).not.toContain("returned");
    expect(text()).toContain("3 friends joined");
    expect(text()).toContain("£20 earned so far");
  });

  it("says of a friend whose order went back that it did, and promises nothing", async () => {
    const api = fake();
    const [ben] = api.panel.referral?.friends ?? [];
    if (api.panel.referral && ben)
      api.panel.referral.friends = [{ ...ben, status: "void", availableAt: null }];
    await openAsMember("refer", api);
    expect(text()).toContain("Ben Their order was returned");
    expect(text()).not.toContain("yours on");
  });

  it("is designed before the first friend", async () => {
    const api = fake();
    if (panel.referral)
      api.panel.referral = { ...panel.referral, friends: [], claimed: 0, earned: { points: 0, amount: 0 } };
    await openAsMember("refer", api);
    expect(text()).toContain("The friends who use your link will show up here.");
    expect(text()).toContain("£0 earned so far");
  });

  it("falls back to home where the program has no referral terms", async () => {
    const api = fake();
    api.panel.referral = api.panel.program.referral = null;
    await openAsMember("refer", api);
    expect(find(".figure").innerText).toBe("1,240 points");
    expect(api.to("referral-links")).toHaveLength(0);
  });

  it("says why there is no link, if there is none", async () => {
    const api = withoutLink();
    api.refused["referral-links"] = [500, "internal"];
    await openAsMember("refer", api);
    await until(() => text().includes("Something went wrong at our end"), "the words");
    expect(api.to("referral-links")).toHaveLength(1);
  });
});
