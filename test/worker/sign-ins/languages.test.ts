/** Mail in every language there is: complete, and found by what a browser says. */
import { expect, test } from "vitest";
import { directionOf, languageOf, languages } from "../../../worker/http/languages.ts";
import { mailWords } from "../../../worker/mail/words.ts";
import { wordsOf, written } from "./words.ts";

test("there are words for each language and for no other", () => {
  expect(written.sort()).toEqual([...languages].sort());
});

test.each(languages)("%s has every sentence, with its places", async (language) => {
  const words = mailWords.parse(await wordsOf(language));
  const english = mailWords.parse(await wordsOf("en"));
  for (const [name, sentence] of Object.entries(words)) {
    expect([name, sentence.trim()]).not.toEqual([name, ""]);
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    expect([name, places(sentence)]).toEqual([name, places(english[name as keyof typeof words])]);
    if (language !== "en") expect(sentence).not.toBe(english[name as keyof typeof words]);
  }
});

test.each([
  [["de"], "de"],
  [["de-CH"], "de"],
  [["DE_at"], "de"],
  [["pt-BR"], "pt"],
  [["no"], "nb"],
  [["nn-NO"], "nb"],
  [["nb"], "nb"],
  [["iw"], "he"],
  [["zh"], "zh-Hans"],
  [["zh-CN"], "zh-Hans"],
  [["zh-SG"], "zh-Hans"],
  [["zh-TW"], "zh-Hant"],
  [["zh-HK"], "zh-Hant"],
  [["zh-MO"], "zh-Hant"],
  [["zh-Hant"], "zh-Hant"],
  [["zh-Hant-CN"], "zh-Hant"],
  [["zh-Hans-TW"], "zh-Hans"],
  [["zh-hans-hk"], "zh-Hans"],
  [["yue"], "zh-Hant"],
  [["yue-Hans"], "zh-Hans"],
  [["xx", "sv-FI"], "sv"],
  [[undefined, "ko-KR"], "ko"],
  [[null, ""], "en"],
  [["xx", "yy"], "en"],
  // What every object of JavaScript has is no language.
  [["constructor", "__proto__", "toString", "fi"], "fi"],
])("%j is read as %s", (tags, language) => {
  expect(languageOf(...tags)).toBe(language);
});

test("Arabic and Hebrew go from right to left, and no other", () => {
  expect(languages.filter((language) => directionOf(language) === "rtl")).toEqual(["ar", "he"]);
});
