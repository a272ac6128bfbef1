/** What a Worker holds in memory of a store never answers for what the store is now. */
import { beforeAll, describe, expect, test } from "vitest";
import { setOrigins } from "../../../worker/stores/create.ts";
import { rotateKey } from "../../../worker/stores/keys.ts";
import { endpointOf, endpoints, methodOf, send } from "../http/endpoints.ts";
import { furnish, type Furnished } from "../http/furnished-store.ts";
import { DAY, environment, PROGRAM, SHOP, StoreUnderTest } from "../store-under-test.ts";

const NO_REFERRAL = { ...PROGRAM, referral: null };

describe("a program that was just published", () => {
  test.each([
    ["POST /v1/earn", { points: 5, description: "A review" }, 201],
    ["POST /v1/redeem", { rewardId: "five-off" }, 409],
    ["POST /v1/referral-links", {}, 201],
  ])("holds for the very next %s", async (route, body, status) => {
    const store = await StoreUnderTest.make(null);
    const memberId = await store.member("anna");
    await store.publish(PROGRAM);
    const answer = await store.server("POST", route.slice("POST ".length), { body: { memberId, ...body } });
    expect([answer.status, answer.text]).toEqual([status, expect.anything()]);
  });

  test("holds for the next page that is opened", async () => {
    const store = await StoreUnderTest.make(null);
    expect((await store.page("GET", "/storefront/program")).status).toBe(404);
    await store.publish(PROGRAM);
    expect((await store.page("GET", "/storefront/program")).status).toBe(200);
  });

  test("that first has referral terms gives links at once, at both doors", async () => {
    const store = await StoreUnderTest.make(NO_REFERRAL);
    const memberId = await store.member("anna");
    const session = await store.session("anna");
    await store.publish(PROGRAM);
    const server = await store.server("POST", "/v1/referral-links", { body: { memberId } });
    const page = await store.page("POST", "/storefront/referral-links", { session, body: {} });
    expect([server.status, page.status]).toEqual([201, 201]);
  });

  test("that no longer has them gives none, at once", async () => {
    const store = await StoreUnderTest.make();
    const session = await store.session("anna");
    await store.publish(NO_REFERRAL);
    const answer = await store.page("POST", "/storefront/referral-links", { session, body: {} });
    expect(answer.problem().code).toBe("referral_terms_missing");
  });

  test("sells a new reward, and no longer the old one", async () => {
    const store = await StoreUnderTest.make();
    const memberId = await store.member("anna");
    const session = await store.session("anna");
    await store.earn(memberId, 1000);
    const rewards = PROGRAM.rewards.map((reward) => ({ ...reward, id: "new", points: 100 }));
    await store.publish({ ...PROGRAM, rewards });
    const redeem = async (rewardId: string) =>
      (await store.page("POST", "/storefront/redemptions", { session, body: { rewardId } })).status;
    expect([await redeem("new"), await redeem("five-off")]).toEqual([201, 404]);
    expect(await store.balance(memberId)).toMatchObject({ available: 900 });
  });
});

/** A whole store whose keys and origins change from test to test; what is refused there changes nothing else. */
let changing: Furnished;
beforeAll(async () => {
  changing = await furnish();
});

describe("a secret key that was replaced", () => {
  test.each(endpoints.filter(({ door }) => door === "server"))(
    "is refused by the very next call: $route",
    async (endpoint) => {
      const { store } = changing;
      const request = await endpoint.request(changing);
      expect((await store.server("GET", "/v1/program")).status).toBe(200);
      store.now += 1;
      const next = await rotateKey(environment, store.id, "secret", store.now);
      const answer = await send(changing, endpoint, request);
      store.keys.secret = next;
      expect(answer.problem().code).toBe("key_invalid");
    },
  );

  test("makes way for the new one at once", async () => {
    const store = await StoreUnderTest.make();
    const { key } = await rotateKey(environment, store.id, "secret", store.now + 1);
    const headers = { Authorization: `Bearer ${key}` };
    expect((await store.call("GET", "/v1/program", { headers })).status).toBe(200);
  });
});

describe("a publishable key that was replaced", () => {
  test.each(endpoints.filter(({ door }) => door !== "server"))(
    "is refused by the very next call: $route",
    async (endpoint) => {
      const { store } = changing;
      const request = await endpoint.request(changing);
      expect((await store.page("GET", "/storefront/program")).status).toBe(200);
      store.now += 1;
      const next = await rotateKey(environment, store.id, "publishable", store.now);
      const answer = await send(changing, endpoint, request);
      store.keys.publishable = next;
      expect(answer.problem().code).toBe("key_invalid");
    },
  );

  test("takes no session with it: the new key goes on with it", async () => {
    const at = await furnish(({ session }) => session);
    const { key } = await rotateKey(environment, at.store.id, "publishable", at.store.now + 1);
    const answer = await at.store.call("GET", `/storefront/panel?key=${key}`, {
      headers: { Origin: SHOP, Authorization: `Bearer ${at.session}` },
    });
    expect(answer.status).toBe(200);
  });
});

describe("signing keys", () => {
  test("a token of the new key is good at once, of the one before too, of the third no more", async () => {
    const store = await StoreUnderTest.make();
    const first = store.keys.signing;
    const tokenOf = async ({ key, secret }: { key: string; secret: string | null }) =>
      store.token("anna", { header: { kid: key }, secret: secret ?? "" });
    const signIn = async (token: string) =>
      (await store.page("POST", "/storefront/sessions", { body: { token } })).status;
    expect(await signIn(await tokenOf(first))).toBe(200);

    const second = await rotateKey(environment, store.id, "signing", store.now + DAY);
    expect([await signIn(await tokenOf(second)), await signIn(await tokenOf(first))]).toEqual([200, 200]);

    const third = await rotateKey(environment, store.id, "signing", store.now + 2 * DAY);
    expect(await signIn(await tokenOf(first))).toBe(401);
    expect([await signIn(await tokenOf(third)), await signIn(await tokenOf(second))]).toEqual([200, 200]);
  });

  test("the oldest is refused at once, though it was good a moment ago", async () => {
    const store = await StoreUnderTest.make();
    const token = await store.token("anna");
    expect((await store.page("POST", "/storefront/sessions", { body: { token } })).status).toBe(200);
    await rotateKey(environment, store.id, "signing", store.now + 1);
    await rotateKey(environment, store.id, "signing", store.now + 2);
    const answer = await store.page("POST", "/storefront/sessions", { body: { token } });
    expect(answer.problem().code).toBe("token_invalid");
  });

  test("two rotations within a millisecond leave the two newest", async () => {
    const store = await StoreUnderTest.make();
    for (let turn = 0; turn < 5; turn++) {
      const older = await rotateKey(environment, store.id, "signing", store.now);
      const newer = await rotateKey(environment, store.id, "signing", store.now);
      for (const { key, secret } of [older, newer]) {
        const token = await store.token("anna", { header: { kid: key }, secret: secret ?? "" });
        await store.page("GET", "/storefront/program");
        const answer = await store.page("POST", "/storefront/sessions", { body: { token } });
        expect(answer.status).toBe(200);
      }
    }
  });
});

describe("origins", () => {
  const NEW = "https://new.example.com";

  test("a page on one that was just added is let in at once", async () => {
    const at = await furnish();
    await setOrigins(environment, at.store.id, [SHOP, NEW]);
    for (const { route, request } of endpoints.filter(({ door }) => door === "page")) {
      const headers = { Origin: NEW };
      const answer = await send(at, endpointOf(route), await request(at), { headers });
      expect(`${route} ${answer.status}`).toMatch(/ 20[012]$/);
      expect(answer.headers.get("Access-Control-Allow-Origin")).toBe(NEW);
    }
  });

  test("a preflight from one that was just added is let in at once", async () => {
    const store = await StoreUnderTest.make();
    await setOrigins(environment, store.id, [SHOP, NEW]);
    const answer = await store.page("OPTIONS", "/storefront/panel", { headers: { Origin: NEW } });
    expect([answer.status, answer.headers.get("Access-Control-Allow-Origin")]).toEqual([204, NEW]);
  });

  test.each(endpoints.filter(({ door }) => door !== "server"))(
    "a page on one that was just taken away is refused at once: $route",
    async (endpoint) => {
      const { store } = changing;
      const request = await endpoint.request(changing);
      await setOrigins(environment, store.id, [SHOP]);
      expect((await store.page("GET", "/storefront/program")).status).toBe(200);
      await setOrigins(environment, store.id, []);
      const answer = await send(changing, endpoint, request);
      expect(`${methodOf(endpoint.route)} ${answer.status}`).toMatch(/ 403$/);
    },
  );
});
