import { describe, expect, it } from "vitest";
import { createFormat } from "../../widget/format/format.ts";
import * as english from "../../widget/words/en.ts";
import type { Language } from "../../widget/words/language.ts";
import { languages } from "../../widget/words/languages.ts";
import { createWords, type English } from "../../widget/words/say.ts";
import { now, store } from "./fixtures.ts";

const parts = ["core", "more", "inline", "launcher"] as const;

const files = import.meta.glob<Language>(["../../widget/words/??.ts", "../../widget/words/zh-*.ts"], {
  eager: true,
});

interface Said {
  key: string;
  text: string;
  /** What English says there. */
  en: string;
  forms: string[];
}

/** Every sentence of a language, beside the English one. */
function sentences(lang: string): Said[] {
  const language = dictionary(lang);
  return parts.flatMap((part) => {
    const forms = language.core.forms.split(" ");
    const said: Record<string, string> = language[part];
    return Object.entries<string>(english[part])
      .filter(([key]) => key !== "forms")
      .map(([key, en]) => ({ key: `${part}.${key}`, text: said[key] ?? "", en, forms }));
  });
}

function dictionary(lang: string): Language {
  const found = files[`../../widget/words/${lang}.ts`];
  if (!found) throw new Error(`There is no widget/words/${lang}.ts`);
  return found;
}

/** `[point|points]`, `[1:day|days]`: the place of the number, and the forms. */
const groups = (text: string): { place: number; forms: string[] }[] =>
  [...text.matchAll(/\[(?:(\d):)?([^\]]*)\]/g)].map(([, place, forms]) => ({
    place: Number(place ?? 0),
    forms: (forms ?? "").split("|"),
  }));

/** The sentence for one of the forms. */
const formed = (text: string, form: number): string =>
  text.replace(/\[(?:\d:)?([^\]]*)\]/g, (_, forms: string) => forms.split("|")[form] ?? "");

const holes = (text: string): string[] => [...new Set(text.match(/\{\d\}/g) ?? [])].sort();

/** The same in English and in that language, and rightly so. */
const alike: Record<string, string[]> = {
  da: ["more.forTiers", "more.mail"],
  it: ["core.home"],
  nb: ["more.forTiers"],
  nl: ["core.home"],
};
const anywhere = ["core.emailExample"];

/** Words in Latin letters that are at home in other scripts too. */
const guests = /\b(QR|OK|email|\w+@example\.com)\b/gi;

describe.each(languages)("%s", (lang) => {
  const all = sentences(lang);

  it("has the plural forms that Unicode gives it", () => {
    const forms = dictionary(lang).core.forms.split(" ");
    const rules = new Intl.PluralRules(lang);
    expect([...forms].sort()).toEqual([...rules.resolvedOptions().pluralCategories].sort());
    expect(dictionary(lang).inline.forms).toBe(forms.join(" "));
    for (const count of [0, 1, 2, 3, 5, 11, 21, 22, 100, 101, 1_000_000, 1.5])
      expect(forms).toContain(rules.select(count));
  });

  it("has one form for each of them wherever it counts, and counts only what is a number", () => {
    for (const { key, text, en, forms } of all) {
      const counted = new Set(groups(en).map(({ place }) => place));
      for (const group of groups(text)) {
        expect([key, group.forms.length]).toEqual([key, forms.length]);
        expect([key, counted.has(group.place)]).toEqual([key, true]);
        expect([key, group.forms.some((form) => !form.trim())]).toEqual([key, false]);
      }
      expect(text.replace(/\[[^\][]*\]/g, ""), key).not.toMatch(/[[\]|]/);
    }
  });

  it("puts in what English puts in, but for numbers that a form spells out", () => {
    for (const { key, text, en, forms } of all) {
      expect([key, holes(text)]).toEqual([key, holes(en)]);
      forms.forEach((category, form) => {
        const spelled = groups(text).length > 0 && ["zero", "one", "two"].includes(category);
        if (!spelled) expect([key, category, holes(formed(text, form))]).toEqual([key, category, holes(en)]);
      });
    }
  });

  it("says everything, and nothing in English", () => {
    const same = all.filter(
      ({ key, text, en }) => /[a-z]{3}/i.test(text) && text === en && !anywhere.includes(key),
    );
    expect(same.map(({ key }) => key).sort()).toEqual((alike[lang] ?? []).sort());
    for (const { key, text } of all) expect([key, text.trim() !== ""]).toEqual([key, true]);
    // What is written in letters of its own has no others, names aside.
    if (["ar", "el", "he", "hi", "ja", "ko", "uk"].includes(lang) || lang.startsWith("zh"))
      for (const { key, text } of all) expect(text.replace(guests, ""), key).not.toMatch(/[a-z]{2}/i);
  });

  it("is set as its people set it", () => {
    for (const { key, text } of all) {
      expect(text, key).not.toMatch(/["'`´]|\.\.\.|\s{2}|^\s|\s$/);
      // A narrow space that doesn't break stands before these in French, and in no other language any space.
      if (lang === "fr") expect(text, key).not.toMatch(/[^\u202f][!?;:](?!\d)/);
      else expect(text, key).not.toMatch(/\s[!?;:,.]/);
      if (lang === "ar") expect(text, key).not.toMatch(/[?,;]/);
      if (lang === "ja" || lang.startsWith("zh")) expect(text, key).not.toMatch(/[\u3000-\u9fff][,.!?:;]/);
    }
  });
});

describe("numbers decide the form", () => {
  const say = (lang: string) =>
    createWords<English>(lang, dictionary(lang).core, createFormat("en", store, () => now).number).t;

  it.each([
    ["ar", [0, 1, 2, 3, 11, 100], "لا نقاط, نقطة واحدة, نقطتان, 3 نقاط, 11 نقطة, 100 نقطة"],
    ["cs", [1, 2, 5, 22, 1.5], "1 bod, 2 body, 5 bodů, 22 bodů, 1.5 bodu"],
    ["de", [0, 1, 2], "0 Punkte, 1 Punkt, 2 Punkte"],
    ["el", [1, 2], "1 πόντος, 2 πόντοι"],
    ["es", [1, 2, 1_000_000], "1 punto, 2 puntos, 1,000,000 de puntos"],
    ["fi", [1, 2], "1 piste, 2 pistettä"],
    ["fr", [0, 1, 2, 1_000_000], "0 point, 1 point, 2 points, 1,000,000 de points"],
    ["he", [0, 1, 2, 3], "0 נקודות, נקודה אחת, שתי נקודות, 3 נקודות"],
    ["it", [1, 2, 1_000_000], "1 punto, 2 punti, 1,000,000 di punti"],
    ["ja", [1, 2], "1ポイント, 2ポイント"],
    [
      "pl",
      [1, 2, 5, 12, 22, 101, 1.5],
      "1 punkt, 2 punkty, 5 punktów, 12 punktów, 22 punkty, 101 punktów, 1.5 punktu",
    ],
    ["pt", [1, 2, 1_000_000], "1 ponto, 2 pontos, 1,000,000 de pontos"],
    ["tr", [1, 2], "1 puan, 2 puan"],
    ["uk", [1, 3, 5, 11, 21, 22, 100], "1 бал, 3 бали, 5 балів, 11 балів, 21 бал, 22 бали, 100 балів"],
  ] as const)("in %s", (lang, counts, said) => {
    expect(counts.map((count) => say(lang)("points", count)).join(", ")).toBe(said);
  });
});
