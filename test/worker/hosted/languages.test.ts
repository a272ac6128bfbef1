/** The hosted page in every language there is: all of it, by its own rules of grammar, and for whom. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { describe, expect, test, vi } from "vitest";
import { troubleOf } from "../../../scripts/hosted/trouble.ts";
import { sentences as english } from "../../../worker/hosted/words/en.ts";
import type { English, HostedSentences } from "../../../worker/hosted/words/language.ts";
import { acceptedLanguages, languages } from "../../../worker/http/languages.ts";
import { createWords } from "../../../worker/program/words.ts";
import { countsQueries } from "../database/bindings.ts";
import { Answer, environment, StoreUnderTest, WORKER, type ProgramInput } from "../store-under-test.ts";
import { RICH, textOf } from "./rich-program.ts";

const files = import.meta.glob<HostedSentences>("../../../worker/hosted/words/*.ts", { import: "sentences" });
const written = new Map<string, HostedSentences>();
for (const [path, load] of Object.entries(files)) {
  const sentences = await load?.();
  if (sentences) written.set(path.replace(/^.*\/|\.ts$/g, ""), sentences);
}
const sentencesOf = (language: string): HostedSentences => {
  const found = written.get(language);
  if (!found) throw new Error(`Nobody wrote ${language}.`);
  return found;
};

/** What stands in English sentences between what they are given, where it is long enough to be English and nothing else. */
const ENGLISH = Object.entries(english)
  .flatMap(([key, sentence]) => (key === "forms" ? [] : sentence.split(/\{\d\}|\[[^\]]*\]/)))
  .filter((piece) => piece.replace(/[^a-z]/gi, "").length >= 7);

/** Names that no language has a word of, in a store that says everything. */
const FOREIGN: ProgramInput = {
  ...RICH,
  name: "Ж1",
  earning: {
    ...RICH.earning,
    actions: [{ id: "review", name: "Ж2", points: 50 }],
    campaigns: [
      {
        id: "much",
        name: "Ж3",
        type: "multiply",
        multiplier: 2,
        weekdays: ["saturday", "sunday"],
        hours: { from: 9, until: 18 },
        until: "2026-12-31T00:00:00Z",
        tiers: ["leaf", "tree"],
        firstOrder: true,
        minimumOrder: 2000,
        products: { tags: ["tea"] },
      },
      { id: "more", name: "Ж4", type: "add", points: 30 },
    ],
  },
  tiers: {
    by: "orders",
    over: "lifetime",
    levels: [
      { id: "leaf", name: "Ж5", threshold: 0 },
      { id: "tree", name: "Ж6", threshold: 5, multiplier: 1.5, bonus: 200, benefits: ["Ж7"] },
    ],
  },
  rewards: [
    { id: "a", name: "Ж8", type: "amount_off", amount: 500, points: 500, minimumOrder: 2000 },
    {
      id: "b",
      name: "Ж9",
      type: "amount_off",
      amount: 100,
      points: 100,
      sliding: { minimum: 200, maximum: 5000 },
    },
  ],
};

const shop = (locale: string, program: ProgramInput | null = FOREIGN) =>
  StoreUnderTest.make(program, undefined, { name: "Ж0", locale, currency: "EUR" });
const open = (store: StoreUnderTest, query = "", headers: Record<string, string> = {}) =>
  store.call("GET", `/p/${store.handle}${query}`, { headers });

test("there are words for each language and for no other", () => {
  expect([...written.keys()].sort()).toEqual([...languages].sort());
});

describe.each(languages)("in %s", (language) => {
  const rightToLeft = language === "ar" || language === "he";

  test("every sentence is said, in the language's own words", () => {
    const said = sentencesOf(language);
    expect(troubleOf(said, english, language)).toBeNull();
    if (language === "en") return;
    const same = Object.entries(said).filter(([, sentence]) =>
      ENGLISH.some((piece) => sentence.includes(piece)),
    );
    expect(same).toEqual([]);
  });

  test("a store of that language has its page in it, whole", async () => {
    const answer = await open(await shop(language));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Language")).toBe(language);
    expect(answer.headers.get("Vary")).toBeNull();
    expect(answer.text).toContain(`<html lang="${language}" dir="${rightToLeft ? "rtl" : "ltr"}">`);
    expect(answer.text).toMatch(/src="\/w\/pk_\w+\.js\?lang=([\w-]+)"/);
    expect(/\.js\?lang=([\w-]+)"/.exec(answer.text)?.[1]).toBe(language);
    const text = textOf(answer.text);
    // Nothing is left to fill in, and no form of a plural is left to choose.
    expect(text).not.toMatch(/[{}[\]|]|undefined|NaN/);
    for (const place of Array.from({ length: 10 }, (_, place) => place)) expect(text).toContain(`Ж${place}`);
    if (language !== "en") expect(ENGLISH.filter((piece) => text.includes(piece))).toEqual([]);
  });

  test("the store's name stands where it belongs, and is text", async () => {
    const evil = `<img src=x>"&{0}[a|b]`;
    const store = await StoreUnderTest.make(RICH, undefined, { name: evil, locale: language });
    const { text } = await open(store);
    expect(text).not.toContain("<img");
    const said = textOf(text).replaceAll(/[\u2068\u2069]/g, "");
    for (const key of ["description", "yoursHow", "visit"] as const)
      expect(said).toContain(sentencesOf(language)[key].replace("{0}", () => evil));
  });

  test("a store without a program says so, and an address without a store too", async () => {
    const store = await shop(language, null);
    expect(textOf((await open(store)).text).replaceAll(/[\u2068\u2069]/g, "")).toContain(
      sentencesOf(language).notOpen.replace("{0}", "Ж0"),
    );
    const lost = await store.call("GET", "/p/nowhere", {
      headers: { "Accept-Language": `xx, ${language};q=0.8` },
    });
    expect(lost.status).toBe(404);
    expect([lost.headers.get("Content-Language"), lost.headers.get("Vary")]).toEqual([
      language,
      "Accept-Language",
    ]);
    expect(textOf(lost.text)).toContain(sentencesOf(language).unknown);
  });
});

describe("whose language it is", () => {
  test("the store's, whatever the browser's", async () => {
    const answer = await open(await shop("de-AT"), "", { "Accept-Language": "fr" });
    expect(answer.headers.get("Content-Language")).toBe("de");
    expect(textOf(answer.text)).toContain("So sammelst du Punkte");
  });

  test.each([
    ["?lang=fr", "fr"],
    ["?lang=fr-CA", "fr"],
    ["?lang=zh-TW", "zh-Hant"],
    ["?lang=iw", "he"],
    ["?lang=EN", "en"],
  ])("the address's, where it says one that there is: %s", async (query, language) => {
    const { headers, text } = await open(await shop("de-DE"), query);
    expect(headers.get("Content-Language")).toBe(language);
    expect(text).toContain(`.js?lang=${language}"`);
  });

  test.each([
    "?lang=",
    "?lang=xx",
    "?lang=%22%3E%3Cscript%3E",
    "?lang=../en",
    "?lang=constructor",
    "?lang=__proto__",
    `?lang=${"e".repeat(5000)}`,
  ])("not what is no language: %s", async (query) => {
    const { status, headers, text } = await open(await shop("de-DE"), query);
    expect([status, headers.get("Content-Language")]).toEqual([200, "de"]);
    expect(text.match(/<script\b/g)).toHaveLength(1);
  });

  test("English, where there are no words in the store's", async () => {
    const { headers, text } = await open(await shop("hu-HU"));
    expect(headers.get("Content-Language")).toBe("en");
    expect(textOf(text)).toContain("1 point for every €1 you spend");
  });

  test.each([
    [undefined, []],
    ["", [""]],
    ["de-CH, en;q=0.8,*;q=0.1", ["de-CH", "en", "*"]],
  ])("an Accept-Language of %j is read in the order written", (header, read) => {
    expect(acceptedLanguages(header)).toEqual(read);
  });

  test("?lang= goes before the browser's where no store has the address", async () => {
    const store = await shop("de");
    const headers = { "Accept-Language": "ja,en" };
    const lost = async (query: string, more = headers) =>
      (await store.call("GET", `/p/nowhere${query}`, { headers: more })).headers.get("Content-Language");
    expect(await lost("?lang=sv")).toBe("sv");
    expect(await lost("?lang=xx")).toBe("ja");
    expect(await lost("", { "Accept-Language": "hu, *" })).toBe("en");
  });

  test("search engines are told of one page, the one in the store's language", async () => {
    const store = await shop("de");
    const { text } = await open(store, "?lang=fr");
    expect(text).toContain(`<link rel="canonical" href="${WORKER}/p/${store.handle}">`);
    expect(text).toContain(`<meta property="og:url" content="${WORKER}/p/${store.handle}">`);
  });
});

describe("grammar", () => {
  const said = (language: string) =>
    createWords<English>(language, sentencesOf(language), (value) =>
      new Intl.NumberFormat("en").format(value),
    ).t;

  test.each([
    ["en", ["1 point", "2 points"]],
    ["pl", ["1 punkt", "2 punkty", "5 punktów", "22 punkty", "25 punktów"]],
    ["cs", ["1 bod", "2 body", "5 bodů"]],
    ["uk", ["1 бал", "2 бали", "5 балів", "21 бал", "22 бали"]],
    ["ar", ["0 لا نقاط", "1 نقطة واحدة", "2 نقطتان", "3 نقاط", "11 نقطة", "100 نقطة"]],
    ["he", ["1 נקודה אחת", "2 שתי נקודות", "3 נקודות"]],
    ["fr", ["0 point", "1 point", "2 points", "1,000,000 de points"]],
    ["fi", ["1 piste", "2 pistettä"]],
    ["da", ["1 point", "2 point"]],
    ["ja", ["1ポイント", "2ポイント"]],
  ])("%s counts its points", (language, counted) => {
    for (const expected of counted) {
      const count = Number(/^[\d,]+/.exec(expected)?.[0].replaceAll(",", ""));
      const points = said(language)("points", count);
      // Where the count is a word of its own, the figure is not said.
      expect([expected, expected.replace(/^\d+ /, "")]).toContain(points);
    }
  });

  test("each case has its forms", () => {
    const polish = said("pl");
    expect(polish("from", 1)).toBe("od 1 punktu");
    expect(polish("from", 200)).toBe("od 200 punktów");
    expect(polish("hold", 1)).toBe("Punktów za zamówienie można użyć 1 dzień później.");
    expect(polish("hold", 14)).toBe("Punktów za zamówienie można użyć 14 dni później.");
    expect(polish("from_orders", 1)).toBe("Od 1 zamówienia");
    expect(said("de")("from_points", 500)).toBe("Ab 500 Punkten");
    expect(said("he")("from", 2)).toBe("משתי נקודות");
    expect(said("he")("from", 200)).toBe("מ־200 נקודות");
    expect(said("ar")("hold", 14)).toBe("نقاط الطلب متاحة بعد 14 يومًا.");
    expect(said("en")("times", 1.5)).toBe("1.5 times the points");
  });

  test("figures and money are the store's own where it speaks the language, else the language's", async () => {
    const swiss = await StoreUnderTest.make(RICH, undefined, { locale: "de-CH", currency: "CHF" });
    expect(textOf((await open(swiss)).text)).toContain("1 Punkt je CHF 1 Einkaufswert");
    expect(textOf((await open(swiss)).text)).toContain("3'000 Punkte");
    expect(textOf((await open(swiss, "?lang=pl")).text)).toContain("1 punkt za każde wydane 1 CHF");
    const taiwan = await StoreUnderTest.make(RICH, undefined, { locale: "zh-TW", currency: "TWD" });
    expect(textOf((await open(taiwan)).text)).toContain("每消費 $1 得 1 點");
  });

  test("a campaign says all it depends on, in the page's language", async () => {
    const line = async (query: string) =>
      /Ж3 (.*?) Ж4/.exec(textOf((await open(await shop("en-GB"), query)).text))?.[1];
    expect(await line("")).toBe(
      "2 times the points · on your first order · on orders of at least €20 · on some products · Saturday and Sunday · from 09:00 to 18:00 · until 30 December 2026 · for Ж5 and Ж6",
    );
    expect(await line("?lang=de")).toBe(
      "2-fache Punkte · bei deiner ersten Bestellung · bei Bestellungen ab 20 € · auf ausgewählte Artikel · Samstag und Sonntag · von 09:00 bis 18:00 · bis 30. Dezember 2026 · für Ж5 und Ж6",
    );
  });

  test.each([
    [{ holdDays: 0 }, null],
    [{ holdDays: 1 }, "An order’s points can be spent 1 day later."],
    [{ holdDays: 0, holdFrom: "fulfilment" }, "An order’s points can be spent once the order is sent."],
    [
      { holdDays: 3, holdFrom: "fulfilment" },
      "An order’s points can be spent 3 days after the order is sent.",
    ],
    [
      { holdDays: 3, holdFrom: "release" },
      "An order’s points can be spent once the store confirms the order.",
    ],
  ] as const)("when points can be spent: %j", async (hold, expected) => {
    const store = await StoreUnderTest.make({ ...RICH, earning: { ...RICH.earning, ...hold } });
    const text = textOf((await open(store)).text);
    if (expected === null) expect(text).not.toContain("An order’s points");
    else expect(text).toContain(expected);
  });

  test.each([
    [null, "Points don’t expire."],
    [{ type: "dates", dates: ["12-31"] }, "Points expire on fixed days; the panel shows yours."],
    [
      { type: "inactivity", afterDays: 180 },
      "Points expire after 180 days in which you do nothing with them.",
    ],
  ] as const)("when they expire: %j", async (expiry, expected) => {
    const store = await StoreUnderTest.make({ ...RICH, expiry: expiry as ProgramInput["expiry"] });
    expect(textOf((await open(store)).text)).toContain(expected);
  });

  test("what a store wrote finds its own direction, and what the page says goes the page's way", async () => {
    const { text } = await open(await shop("ar"));
    expect(text).toContain("<h1><bdi>Ж1</bdi></h1>");
    expect(text).toContain("<h3><bdi>Ж8</bdi></h3>");
    // The store's name in a sentence is isolated from it.
    expect(text).toContain("\u2068Ж0\u2069");
    // No rule of the sheet knows left from right.
    expect(text).not.toMatch(/(margin|padding|border|text-align)[-:](left|right)/);
  });
});

describe("the files of the words", () => {
  test("cost the database nothing: a page in memory is asked of no query, in any language", async () => {
    const store = await shop("de");
    const counting = countsQueries();
    store.environment = counting.environment;
    await open(store);
    for (const language of languages) await open(store, `?lang=${language}`);
    expect(counting.batches).toBe(1);
  });

  test.each([
    ["lacks a sentence", { a: "x", forms: "one other" }, `doesn't say "b"`],
    ["says nothing", { a: "x", b: " ", forms: "one other" }, `doesn't say "b"`],
    [
      "says one too many",
      { a: "x", b: "{0} {1}", c: "z", forms: "one other" },
      `says "c", which English doesn't`,
    ],
    [
      "takes another value",
      { a: "x", b: "{0} {2}", forms: "one other" },
      `gives "b" {0} {2} where English gives it {0} {1}`,
    ],
    [
      "leaves a value out",
      { a: "x", b: "{1}", forms: "one other" },
      `gives "b" {1} where English gives it {0} {1}`,
    ],
    [
      "takes one where there is none",
      { a: "{0}", b: "{0} {1}", forms: "one other" },
      `gives "a" {0} where English gives it nothing`,
    ],
    [
      "has a form too few",
      { a: "x", b: "{1} [y]", forms: "one other" },
      `has other forms than "one other" in "b"`,
    ],
    [
      "doesn't close a bracket",
      { a: "x", b: "{1} [y|z", forms: "one other" },
      `has a bracket too many or too few in "b"`,
    ],
    [
      "misspells a place",
      { a: "x{", b: "{0} {1}", forms: "one other" },
      `has a bracket too many or too few in "a"`,
    ],
    [
      "lacks a category of its plural",
      { a: "x", b: "{0} {1}", forms: "one few other" },
      `has no form for "many"`,
    ],
  ])("stop the build where a language %s", (_, sentences: Record<string, string>, trouble) => {
    const like = { a: "x", b: "[y|ys] {0} {1}", forms: "one other" };
    expect(troubleOf(sentences, like, trouble.includes('many"') ? "pl" : "sv")).toBe(trouble);
  });
});

test("where the words can't be read, that is said as a problem, and the next who asks finds them", async () => {
  const store = await shop("sv");
  // Another isolate, in which nothing was read yet.
  vi.resetModules();
  const { createApp } = await import("../../../worker/app.ts");
  const app = createApp(() => store.now);
  const noted = vi.spyOn(console, "error").mockReturnValue();
  const ask = async (ASSETS: Fetcher) => {
    const context = createExecutionContext();
    const answer = await app.fetch(
      new Request(`${WORKER}/p/${store.handle}`),
      { ...environment, ASSETS },
      context,
    );
    await waitOnExecutionContext(context);
    return new Answer(answer.status, answer.headers, await answer.text());
  };
  const missing = { fetch: () => Promise.resolve(new Response("", { status: 404 })) } as unknown as Fetcher;
  const lost = await ask(missing);
  expect([lost.status, lost.problem().code]).toEqual([500, "internal_error"]);
  expect(lost.problem().detail).toContain("Something went wrong on our side. It was noted as");
  expect(noted).toHaveBeenCalledOnce();
  noted.mockRestore();
  expect(textOf((await ask(environment.ASSETS)).text)).toContain("Så tjänar du poäng");
  // Once read they are kept.
  expect((await ask(missing)).status).toBe(200);
});
