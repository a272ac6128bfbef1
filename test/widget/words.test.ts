import { describe, expect, it } from "vitest";
import { createFormat } from "../../widget/format/format.ts";
import { core, more } from "../../widget/words/en.ts";
import { languageOf } from "../../widget/words/languages.ts";
import { createWords, type English } from "../../widget/words/say.ts";
import { now, store } from "./fixtures.ts";

const format = createFormat("en-GB", store, () => now);
const english = () => {
  const words = createWords<English>("en", core, format.number);
  words.add(more);
  return words;
};

describe("words", () => {
  it("know one from many, by whichever number they are told to", () => {
    const { t } = english();
    expect([t("points", 0), t("points", 1), t("points", 2)]).toEqual(["0 points", "1 point", "2 points"]);
    expect([t("joined", 1), t("joined", 2)]).toEqual(["friend joined", "friends joined"]);
    expect(t("giveBackAsk", 1, "£5 off")).toBe("Give £5 off back for 1 point?");
    const german = createWords<English>(
      "de",
      { forms: "one other", goodFor: "{0} [Punkt|Punkte], {1} [1:Tag|Tage]" },
      String,
    );
    expect(german.t("goodFor", 1, 2)).toBe("1 Punkt, 2 Tage");
  });

  it("know the forms of a language that has more than two", () => {
    const polish = createWords<English>(
      "pl",
      { forms: "one few many other", points: "{0} [punkt|punkty|punktów|punktu]" },
      String,
    );
    expect([1, 2, 5, 22, 1.5].map((count) => polish.t("points", count))).toEqual([
      "1 punkt",
      "2 punkty",
      "5 punktów",
      "22 punkty",
      "1.5 punktu",
    ]);
    const arabic = createWords<English>(
      "ar",
      {
        forms: "zero one two few many other",
        points: "[لا نقاط|نقطة واحدة|نقطتان|{0} نقاط|{0} نقطة|{0} نقطة]",
      },
      String,
    );
    expect([0, 1, 2, 3, 11, 100].map((count) => arabic.t("points", count))).toEqual([
      "لا نقاط",
      "نقطة واحدة",
      "نقطتان",
      "3 نقاط",
      "11 نقطة",
      "100 نقطة",
    ]);
  });

  it("take the last form for a category that they have none of", () => {
    const { t } = createWords<English>("pl", { forms: "one other", points: "{0} [punkt|punktów]" }, String);
    expect(t("points", 2)).toBe("2 punktów");
  });

  it("put a name in as it is, whatever brackets and braces it has", () => {
    const { t } = english();
    expect(t("canHave", "{0} [a|b] $&")).toBe("You can have {0} [a|b] $& now");
    expect(t("away", 1, "[x|y] {0}")).toBe("[x|y] {0} is 1 point away");
  });

  it("keep a name's own direction among words from right to left", () => {
    const { t } = createWords<English>("ar", { canHave: "متاح لك الآن: {0}", points: "{0} نقطة" }, String);
    expect(t("canHave", "£10 off")).toBe("متاح لك الآن: \u2068£10 off\u2069");
    expect(t("points", 3)).toBe("3 نقطة");
  });

  it("are a store's own where it has some, also before its language came", () => {
    const words = english();
    words.own = { points: "{0} [bean|beans]" };
    words.add(more);
    expect(words.t("points", 3)).toBe("3 beans");
    words.own = {};
    expect(words.t("points", 3)).toBe("3 points");
  });
});

describe("the widget's language", () => {
  it.each([
    ["en-GB", "en"],
    ["de-AT", "de"],
    ["pt-BR", "pt"],
    ["pt-PT", "pt"],
    ["es-419", "es"],
    ["nb-NO", "nb"],
    ["nn", "nb"],
    ["no", "nb"],
    ["zh", "zh-Hans"],
    ["zh-CN", "zh-Hans"],
    ["zh-SG", "zh-Hans"],
    ["zh-TW", "zh-Hant"],
    ["zh-HK", "zh-Hant"],
    ["zh-Hant-MY", "zh-Hant"],
    // Hebrew's code of before 1989, which some pages still carry.
    ["iw", "he"],
    ["xx", "en"],
    ["en_GB", "en"],
    ["de_DE", "en"],
    ["", "en"],
  ])("for %s is %s", (locale, lang) => {
    expect(languageOf(locale)).toBe(lang);
  });
});
