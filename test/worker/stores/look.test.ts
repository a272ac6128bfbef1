/** A store's look: written whole, read back whole, and told to every page at once. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { storefrontSchema } from "../../../worker/storefront/answers.ts";
import { tagSchema } from "../../../worker/storefront/tag.ts";
import { setLook } from "../../../worker/stores/change-look.ts";
import { contrastOn, contrastSchema } from "../../../worker/stores/contrast.ts";
import { lookDocument } from "../../../worker/stores/look.ts";
import { environment, PROGRAM, StoreUnderTest } from "../store-under-test.ts";

const answer = z.object({ look: lookDocument, contrast: contrastSchema });
const changed = answer.extend({ changes: z.array(z.object({ pointer: z.string() })), dryRun: z.boolean() });

const USUAL = {
  radius: 20,
  font: "page",
  scheme: "auto",
  corner: "bottom-end",
  offset: { inline: 20, block: 20 },
  launcher: { show: "button", icon: "stamps", words: null },
  greeting: null,
};

const OWN = {
  accent: "#ffcc00",
  radius: 0,
  font: 'Georgia, "Times New Roman", serif',
  scheme: "dark",
  corner: "bottom-start",
  offset: { inline: 0, block: 88 },
  launcher: { show: "icon", icon: "heart", words: "Perks" },
  greeting: "Welcome to the orchard",
  words: {
    pt: { rewards: "Recompensas", refer: "Convidar" },
    "pt-BR": { refer: "Indicar" },
    de: { home: "Start" },
  },
} as const;

const read = async (store: StoreUnderTest) => (await store.server("GET", "/v1/look")).as(answer);
const put = (store: StoreUnderTest, body: object, query = "") =>
  store.server("PUT", `/v1/look${query}`, { body });
const tagOf = async (store: StoreUnderTest) => (await store.page("GET", "/storefront/tag")).as(tagSchema);
const versionOf = (store: StoreUnderTest) =>
  environment.DB.prepare("SELECT configuration_version FROM stores WHERE id = ?")
    .bind(store.id)
    .first("configuration_version");

describe("a store's look", () => {
  test("is the usual one before it is written", async () => {
    const store = await StoreUnderTest.make();
    expect((await read(store)).look).toEqual({ ...USUAL, accent: "#1f5c4a", words: {} });
    const { look } = (await tagOf(store)).store;
    expect(look).toEqual(USUAL);
  });

  test("is read back as it was written, its colour too, which is the store's one colour", async () => {
    const store = await StoreUnderTest.make();
    const { changes, dryRun } = (await put(store, OWN)).as(changed);
    expect(dryRun).toBe(false);
    expect(changes.map(({ pointer }) => pointer)).toContain("/accent");
    expect((await read(store)).look).toEqual(OWN);
    expect((await tagOf(store)).store.accent).toBe("#ffcc00");
    // What is left out is as usual again.
    await put(store, { accent: "#1f5c4a" });
    expect((await read(store)).look).toEqual({ ...USUAL, accent: "#1f5c4a", words: {} });
  });

  test("is a change of the configuration, and only where it changes something", async () => {
    const store = await StoreUnderTest.make();
    const before = Number(await versionOf(store));
    await put(store, OWN);
    expect(await versionOf(store)).toBe(before + 1);
    expect((await put(store, OWN)).as(changed).changes).toEqual([]);
    expect(await versionOf(store)).toBe(before + 1);
  });

  test("holds for the very next page, whichever Worker wrote it", async () => {
    const store = await StoreUnderTest.make();
    await tagOf(store);
    await setLook(environment, store.id, OWN);
    expect((await tagOf(store)).store.look.corner).toBe("bottom-start");
  });

  test("is not written by a dry run, which says what it would change and how the colour reads", async () => {
    const store = await StoreUnderTest.make();
    const { changes, dryRun, contrast } = (await put(store, OWN, "?dryRun=true")).as(changed);
    expect(dryRun).toBe(true);
    expect(changes.length).toBeGreaterThan(5);
    expect(contrast).toMatchObject({ text: "#000000", corrected: true });
    expect(contrast.note).toBe(
      "White on #ffcc00 would have 1.51:1, and text needs 4.5:1. It is black, which has 13.88:1.",
    );
    expect((await read(store)).look.accent).toBe("#1f5c4a");
    const bad = (await put(store, { ...OWN, radius: 29 }, "?dryRun=true")).problem();
    expect(bad.errors).toEqual([{ pointer: "/radius", detail: "This can be at most 28." }]);
  });

  test("is refused with a sentence", async () => {
    const store = await StoreUnderTest.make();
    const many = Object.fromEntries(
      Array.from({ length: 301 }, (_, index) => [
        `k${String.fromCharCode(97 + (index % 26)).repeat(1 + Math.floor(index / 26))}`,
        "x",
      ]),
    );
    const cases: [object, string, RegExp][] = [
      [{ radius: 4 }, "/accent", /required/],
      [{ ...OWN, font: "a; color: red" }, "/font", /font families as CSS lists them/],
      [{ ...OWN, words: { de: { "not a key": "x" } } }, "/words/de/not a key", /1 to 40 letters/],
      [{ ...OWN, words: { german: { home: "x" } } }, "/words/german", /BCP 47/],
      [{ ...OWN, words: { de: many } }, "/words", /at most 300 sentences/],
      [{ ...OWN, shadow: true }, "/shadow", /no such field/],
    ];
    for (const [body, pointer, words] of cases) {
      const problem = (await put(store, body)).problem();
      expect(problem.code).toBe("invalid_request");
      expect(problem.errors?.[0]).toMatchObject({ pointer, detail: expect.stringMatching(words) as string });
    }
  });
});

describe("what a page is told of it", () => {
  test("the tag has all but the sentences, and the style of what is not as usual", async () => {
    const store = await StoreUnderTest.make();
    expect((await tagOf(store)).style).toBe(":host{--regulars-accent:#1f5c4a}");
    await put(store, OWN);
    const tag = await tagOf(store);
    const { accent: _, words: __, ...shown } = OWN;
    expect(tag.store.look).toEqual(shown);
    expect(tag.label).toBe("Perks");
    expect(tag.style).toMatch(
      new RegExp(
        "^:host{--regulars-accent:#ffcc00;--regulars-radius:0px;" +
          '--regulars-font:Georgia, "Times New Roman", serif;font-family:var\\(--regulars-font\\)!important;' +
          "--regulars-scheme:dark;--regulars-inline:0px auto;--regulars-block:88px;inset-inline:[^}]+}" +
          'button{[^}]+}button{[^}]*font-size:0}button::before{[^}]*clip-path:path\\("M[^"]+Z"\\);[^}]+}$',
      ),
    );
    await put(store, { accent: "#1f5c4a", font: "system", launcher: { show: "hidden" } });
    expect((await tagOf(store)).style).toBe(
      ":host{--regulars-accent:#1f5c4a;--regulars-font:system-ui,sans-serif;font-family:var(--regulars-font)!important}" +
        "button{display:none}",
    );
  });

  test("the tag is good for a minute, in any cache", async () => {
    const store = await StoreUnderTest.make(PROGRAM);
    const answered = await store.page("GET", "/storefront/tag");
    expect(answered.headers.get("Cache-Control")).toBe("public, max-age=60");
    const tag = answered.as(tagSchema);
    expect(tag).toMatchObject({ key: store.keys.publishable.key, offer: { amount: 1000 } });
    expect(tag.panel).toMatch(/^https:\/\/regulars\.example\.com\/widget\/[a-z]+-[0-9a-f]{8}\.js$/);
  });

  test("the loader holds the same tag", async () => {
    const store = await StoreUnderTest.make();
    await put(store, { ...OWN, greeting: "</script>$&" });
    const { text } = await store.call("GET", `/w/${store.keys.publishable.key}.js`);
    expect(text).not.toContain("</script>");
    const told = { ...(await tagOf(store)) };
    expect(text).toContain(JSON.stringify(told).replaceAll("<", "\\u003c"));
  });

  test.each([
    ["", {}],
    ["lang=en", {}],
    ["lang=de-AT", { home: "Start" }],
    ["lang=pt", { rewards: "Recompensas", refer: "Convidar" }],
    ["lang=PT-br", { rewards: "Recompensas", refer: "Indicar" }],
  ])("sentences come for the one language asked for: %s", async (query, words) => {
    const store = await StoreUnderTest.make();
    await put(store, OWN);
    const { store: told } = (await store.page("GET", `/storefront/program?${query}`)).as(storefrontSchema);
    expect(told.words).toEqual(words);
    expect(told.look.greeting).toBe("Welcome to the orchard");
    const session = await store.session("anna");
    const panel = await store.page("GET", `/storefront/panel?${query}`, { session });
    expect(panel.as(z.object({ store: z.object({ words: z.unknown() }) })).store.words).toEqual(words);
    const started = await store.page("POST", `/storefront/sessions?${query}`, {
      body: { token: await store.token("anna") },
    });
    const shape = z.object({ panel: z.object({ store: z.object({ words: z.unknown() }) }) });
    expect(started.as(shape).panel.store.words).toEqual(words);
  });
});

describe("contrast", () => {
  test.each([
    ["#ffffff", "#000000", 21, true],
    ["#000000", "#ffffff", 21, false],
    ["#1f5c4a", "#ffffff", 7.81, false],
    ["#777777", "#000000", 4.68, true],
    ["#767676", "#ffffff", 4.54, false],
  ])("on %s", (colour, text, ratio, corrected) => {
    expect(contrastOn(colour)).toMatchObject({ text, ratio, corrected });
  });

  test("always reads", () => {
    for (let red = 0; red < 256; red += 15)
      for (let green = 0; green < 256; green += 15)
        for (let blue = 0; blue < 256; blue += 15) {
          const colour = `#${[red, green, blue].map((each) => each.toString(16).padStart(2, "0")).join("")}`;
          expect(contrastOn(colour).ratio, colour).toBeGreaterThanOrEqual(4.5);
        }
  });
});
