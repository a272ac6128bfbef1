/** A store's hosted page: its program in words, for anybody, with nothing that another can slip into it. */
import { describe, expect, test } from "vitest";
import { countsQueries } from "../database/bindings.ts";
import { StoreUnderTest, WORKER, type ProgramInput } from "../store-under-test.ts";
import { RICH, textOf } from "./rich-program.ts";

const open = (store: StoreUnderTest, handle = store.handle) => store.call("GET", `/p/${handle}`);
describe("a store's hosted page", () => {
  test("says the whole program in words", async () => {
    const store = await StoreUnderTest.make(RICH);
    const answer = await open(store);
    expect(answer.status).toBe(200);
    const text = textOf(answer.text);
    for (const said of [
      "Juniper & Co Juniper Circle",
      "1 point for every £1 you spend",
      "100 points for joining",
      "1 point on your birthday",
      "Write a review 50 points",
      "Double Saturdays 2 times the points · Saturday",
      "Some products give more or fewer points, and some none.",
      "An order’s points can be spent 14 days later.",
      "Points expire 365 days after they can be spent.",
      "£5 off 500 points on orders of at least £20",
      "Money off from 200 points",
      "An evening 3,000 points With the makers",
      "By what you spend in a calendar year. Leaf From the start Tree From £500 1.5 times the points 200 points for reaching it Free wrapping",
      "Your friend gets £10 off their first order of at least £40.",
      "You get 500 points when they have bought something for at least £40.",
      "Go to Juniper & Co",
    ])
      expect(text).toContain(said);
    expect(answer.text).toContain('href="https://shop.example.com/"');
  });

  test("has the store's tag, and a way to one's points without it", async () => {
    const store = await StoreUnderTest.make(RICH);
    const { text } = await open(store);
    expect(text).toContain(
      `src="/w/${store.keys.publishable.key}.js?lang=en" data-sign-in="https://shop.example.com/"`,
    );
    expect(text).toMatch(/<regulars-page><button type="button" data-regulars-open="home">/);
    expect(text).toMatch(
      /<noscript><p>To see your own points here, .+ Or ask Juniper &#38; Co: .+<\/noscript>/,
    );
  });

  test("runs its own script and style alone, and is kept for a minute", async () => {
    const store = await StoreUnderTest.make(RICH);
    const [one, other] = [await open(store), await open(store)];
    const nonceOf = (html: string) =>
      new Set([...html.matchAll(/nonce="([^"]+)"/g)].map(([, nonce]) => nonce));
    const [nonce] = nonceOf(one.text);
    expect(nonceOf(one.text).size).toBe(1);
    expect(nonceOf(other.text)).not.toContain(nonce);
    const policy = one.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain(`script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'nonce-${nonce}'`);
    for (const rule of [
      "default-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toContain("unsafe");
    expect(one.text.match(/<script\b/g)).toHaveLength(1);
    expect(one.text).not.toMatch(/\sstyle=|\son[a-z]+=/);
    expect(one.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(one.headers.get("Cache-Control")).toBe("private, max-age=60");
    expect(one.headers.get("Content-Type")).toBe("text/html; charset=UTF-8");
  });

  test("escapes whatever a store calls itself and its things", async () => {
    const evil = `<script>alert("1")</script>'&`;
    const program: ProgramInput = {
      ...RICH,
      name: evil,
      rewards: [{ id: "five-off", name: evil, type: "amount_off", amount: 500, points: 500 }],
      tiers: { levels: [{ id: "leaf", name: evil, threshold: 0, benefits: [evil] }] },
    };
    const store = await StoreUnderTest.make(program, undefined, { name: evil });
    await store.server("PUT", "/v1/look", {
      body: { accent: "#1f5c4a", greeting: evil, font: '"</style>', launcher: { words: "<b>" } },
    });
    await store.server("PUT", "/v1/look", { body: { accent: "#1f5c4a", greeting: evil } });
    const { text } = await open(store);
    expect(text.match(/<script\b/g)).toHaveLength(1);
    expect(text).not.toContain('alert("1")');
    expect(textOf(text)).toContain(`${evil} ${evil} ${evil}`);
  });

  test("wears the store's look", async () => {
    const store = await StoreUnderTest.make(RICH);
    await store.server("PUT", "/v1/look", {
      body: { accent: "#ffcc00", radius: 3, font: "Georgia, serif", scheme: "dark", greeting: "Hello again" },
    });
    const { text } = await open(store);
    expect(text).toContain(
      ":root{color-scheme:dark;--accent:#ffcc00;--on-accent:#000000;--radius:3px;--font:Georgia, serif;",
    );
    expect(text).toContain('<meta property="og:description" content="Hello again">');
  });

  test("says where it is, for search engines and for chats", async () => {
    const store = await StoreUnderTest.make(RICH);
    const { text } = await open(store, store.handle.toUpperCase());
    const url = `${WORKER}/p/${store.handle}`;
    for (const line of [
      `<link rel="canonical" href="${url}">`,
      `<meta property="og:url" content="${url}">`,
      '<meta property="og:title" content="Juniper Circle">',
      '<meta name="robots" content="index, follow">',
      '<html lang="en" dir="ltr">',
      "<title>Juniper Circle · Juniper &#38; Co</title>",
    ])
      expect(text).toContain(line);
    const sandbox = await StoreUnderTest.make(RICH, undefined, { sandbox: true });
    expect((await open(sandbox)).text).toContain('<meta name="robots" content="noindex">');
  });

  test("says of a store without a program that there is none yet", async () => {
    const answer = await open(await StoreUnderTest.make(null));
    expect(answer.status).toBe(200);
    expect(textOf(answer.text)).toContain("Juniper & Co has not opened its program yet.");
    expect(answer.text).toContain("noindex");
  });

  test.each(["unknown", "no-such-store", "%3Cscript%3E", "x".repeat(200)])(
    "helps a person who came to the wrong address: %s",
    async (handle) => {
      const answer = await open(await StoreUnderTest.make(), handle);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("Content-Type")).toBe("text/html; charset=UTF-8");
      expect(textOf(answer.text)).toContain("Ask the store for the address of its program.");
      expect(answer.text).not.toContain("<script");
    },
  );

  test("costs one round trip, and none where the store is in memory", async () => {
    const store = await StoreUnderTest.make(RICH);
    const counting = countsQueries();
    store.environment = counting.environment;
    await open(store);
    expect(counting.batches).toBe(1);
    await open(store);
    await open(store);
    expect(counting.batches).toBe(1);
  });

  test("calls the storefront API from its own origin, whatever the store's are", async () => {
    const store = await StoreUnderTest.make(RICH);
    const headers = { Origin: WORKER };
    const token = await store.token("anna");
    const started = await store.page("POST", "/storefront/sessions", { headers, body: { token } });
    expect([started.status, started.headers.get("Access-Control-Allow-Origin")]).toEqual([200, WORKER]);
    const own = `/storefront/program?key=${store.keys.publishable.key}`;
    expect((await store.call("GET", own)).status).toBe(200);
  });
});
