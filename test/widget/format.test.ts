import { describe, expect, it } from "vitest";
import { createFormat } from "../../widget/format/format.ts";
import { chooseLocale } from "../../widget/loader/locale.ts";
import { nextRewards } from "../../widget/panel/next.ts";
import { now, store, storefront } from "./fixtures.ts";
import { after, fake, find, runTag, settled, text } from "./stage.ts";

const format = (locale: string, changes: Partial<typeof store> = {}) =>
  createFormat(locale, { ...store, ...changes }, () => now);

/** Intl puts narrow and unbreakable spaces where a test would write a plain one. */
const plain = (words: string): string => words.replace(/\s/g, " ");

describe("formats", () => {
  it.each([
    ["en-GB", "GBP", 2, 1000, "£10"],
    ["en-GB", "GBP", 2, 1050, "£10.50"],
    ["de-DE", "EUR", 2, 123456, "1.234,56 €"],
    ["tr-TR", "TRY", 2, 150000, "₺1.500"],
    ["ja-JP", "JPY", 0, 500, "¥500"],
    ["en-GB", "KWD", 3, 1500, "KWD 1.500"],
    ["en-GB", "KWD", 3, 2000, "KWD 2"],
    // Platforms tell forints with two decimals, as ISO 4217 has them; nobody writes those.
    ["hu-HU", "HUF", 2, 150000, "1500 Ft"],
  ])(
    "write money as %s does in %s with %i decimals: %i is %s",
    (locale, currency, decimals, amount, written) => {
      expect(plain(format(locale, { currency, decimals }).money(amount)).replace("￥", "¥")).toBe(written);
    },
  );

  it.each([
    ["en-GB", "1,240", "+86", "−500", "6 Dec"],
    ["de-DE", "1.240", "+86", "−500", "6. Dez."],
    ["tr-TR", "1.240", "+86", "−500", "6 Ara"],
  ])("write numbers and days as %s does", (locale, number, earned, spent, day) => {
    const written = format(locale);
    expect([
      written.number(1240),
      written.signed(86),
      written.signed(-500),
      written.date("2026-12-06T09:00:00Z"),
    ]).toEqual([number, earned, spent, day]);
  });

  it("write the year only where it isn't this one, by the Worker's clock and in the store's time zone", () => {
    expect(format("en-GB").date("2027-01-20T10:00:00Z")).toBe("20 Jan 2027");
    expect(format("en-GB", { timeZone: "Pacific/Auckland" }).date("2026-12-31T12:00:00Z")).toBe("1 Jan 2027");
    expect(format("en-GB", { timeZone: "America/New_York" }).date("2027-01-01T02:00:00Z")).toBe("31 Dec");
  });

  it("a page in German and one in Turkish show their own figures", async () => {
    for (const [locale, figure] of [
      ["de-DE", "1.240"],
      ["tr-TR", "1.240"],
      ["fr-FR", "1 240"],
    ]) {
      fake();
      runTag({}, { token: "token", locale: locale ?? "" });
      await window.regulars?.open();
      await settled();
      expect(plain(find(".figure b").innerText)).toBe(figure);
      window.regulars?.remove();
      delete window.regulars;
    }
  });

  it("a page in a language writes as the store's own country does", async () => {
    document.documentElement.lang = "en";
    fake();
    runTag({}, { token: "token" });
    await window.regulars?.open();
    await settled();
    expect(text()).toContain("6 Dec");
  });

  it("take the tag's locale, else the page's, else the browser's, and survive one that is none", () => {
    const { lang } = document.documentElement;
    after(() => (document.documentElement.lang = lang));
    document.documentElement.lang = "tr";
    expect(chooseLocale("de-AT")).toBe("de-AT");
    expect(chooseLocale(undefined)).toBe("tr");
    expect(chooseLocale("en_GB")).toBeUndefined();
    document.documentElement.lang = "";
    expect(chooseLocale(undefined)).toBeUndefined();
  });
});

describe("what is next", () => {
  const { rewards } = storefront.program;

  it("is the dearest reward one can have, and the cheapest one can't yet", () => {
    const ids = (available: number) => {
      const { now: have, next } = nextRewards([...rewards].reverse(), available);
      return [have?.id, next?.id];
    };
    expect(ids(0)).toEqual([undefined, "five-off"]);
    expect(ids(500)).toEqual(["five-off", "ten-off"]);
    expect(ids(1499)).toEqual(["ten-off", "fifteen-off"]);
    expect(ids(9999)).toEqual(["fifteen-off", undefined]);
  });
});
