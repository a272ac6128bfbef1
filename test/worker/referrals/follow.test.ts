/** A link always lands the friend on the store, costs no query while it is hot, and counts people, not robots. */
import { beforeEach, describe, expect, test } from "vitest";
import { referralLinkSchema } from "../../../worker/referrals/link.ts";
import { countsQueries, outOfReach } from "../database/bindings.ts";
import { environment, SHOP, StoreUnderTest } from "../store-under-test.ts";

let store: StoreUnderTest;
let code: string;
beforeEach(async () => {
  store = await StoreUnderTest.make();
  await store.member("anna");
  code = (await link()).code;
});

async function link() {
  const body = { customerId: "anna" };
  return (await store.server("POST", "/v1/referral-links", { body })).as(referralLinkSchema);
}

const landed = () => `${SHOP}/?from=friend&regulars_ref=${code}`;

describe("following", () => {
  test("sends the friend to the store's page with the code, in whatever case it was typed", async () => {
    for (const typed of [code, code.toLowerCase(), code.toUpperCase(), ` ${code}`.trim()]) {
      const answer = await store.call("GET", `/r/${typed}`, { headers: { "User-Agent": "Slackbot" } });
      expect([answer.status, answer.headers.get("Location"), answer.text]).toEqual([302, landed(), ""]);
      expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    }
  });

  test("a second time asks the database nothing, and still counts", async () => {
    await store.call("GET", `/r/${code}`);
    const counting = countsQueries();
    store.environment = counting.environment;
    await store.call("HEAD", `/r/${code}`);
    expect(counting.queries).toEqual([]);
    await Promise.all([1, 2, 3].map(() => store.call("GET", `/r/${code}`)));
    expect(counting.queries.filter((query) => /SELECT .* FROM (stores|referral_links)/.test(query))).toEqual(
      [],
    );
    expect(counting.queries).toHaveLength(1);
    store.environment = environment;
    expect((await link()).clicks).toBe(4);
  });

  test("works while the database is out of reach, for a link that is hot", async () => {
    await store.call("HEAD", `/r/${code}`);
    store.environment = outOfReach();
    const answer = await store.call("HEAD", `/r/${code}`);
    expect(answer.headers.get("Location")).toBe(landed());
  });

  test("is asked for anew after five minutes", async () => {
    await store.call("HEAD", `/r/${code}`);
    await environment.DB.prepare("UPDATE referral_links SET active = 0 WHERE code = ?").bind(code).run();
    store.now += 300_000;
    const answer = await store.call("HEAD", `/r/${code}`);
    expect(answer.headers.get("Location")).toBe(`${SHOP}/?from=friend`);
  });
});

describe("a link that is not there", () => {
  test.each(["-2222222", "-", "-%3Cscript%3E", "-%0D%0ASet-Cookie:%20a=b", "-☃", `-${"X".repeat(1000)}`])(
    "of a store that is (%s) lands on the store without a code",
    async (rest) => {
      const answer = await store.call("GET", `/r/${store.handle}${rest}`);
      expect([answer.status, answer.headers.get("Location")]).toEqual([302, `${SHOP}/?from=friend`]);
      expect(answer.headers.get("Set-Cookie")).toBeNull();
    },
  );

  test.each(["nobodys-2222222", "x", "%00", "☃-1", "__proto__-1", `${"x".repeat(1000)}-1`])(
    "of no store (%s) says so in words",
    async (typed) => {
      const answer = await store.call("GET", `/r/${typed}`);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("Content-Type")).toMatch(/^text\/html/);
      expect(answer.text).toContain("<h1");
    },
  );

  test("of another store with the same end is not this one's", async () => {
    const other = await StoreUnderTest.make();
    const answer = await store.call("HEAD", `/r/${other.handle}-${code.split("-")[1] ?? ""}`);
    expect(answer.headers.get("Location")).toBe(`${SHOP}/?from=friend`);
  });

  test("switched off lands on the store without a code, and counts nothing", async () => {
    await environment.DB.prepare("UPDATE referral_links SET active = 0 WHERE code = ?").bind(code).run();
    const answer = await store.call("GET", `/r/${code}`);
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, `${SHOP}/?from=friend`]);
    expect(await link()).toMatchObject({ clicks: 0, active: false });
  });
});

describe("what is no friend is not counted", () => {
  test.each([
    ["HEAD", {}],
    ["GET", { "User-Agent": "facebookexternalhit/1.1" }],
    ["GET", { "User-Agent": "WhatsApp/2.23.20.0" }],
    ["GET", { "User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)" }],
    ["GET", { "User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" }],
    ["GET", { "User-Agent": "TelegramBot (like TwitterBot)" }],
    ["GET", { "Sec-Purpose": "prefetch;prerender" }],
    ["GET", { Purpose: "prefetch" }],
  ])("%s %j", async (method, headers) => {
    await store.call(method, `/r/${code}`, { headers });
    expect((await link()).clicks).toBe(0);
  });

  test.each([
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 14; CUBOT X70) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
  ])("a person is: %s", async (agent) => {
    await store.call("GET", `/r/${code}`, { headers: { "User-Agent": agent } });
    expect((await link()).clicks).toBe(1);
  });
});
