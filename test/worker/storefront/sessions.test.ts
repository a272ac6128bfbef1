/** A session is a shopper proved to the Worker: for half an hour, in one store, as one member. */
import { base64url, SignJWT, UnsecuredJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { memberSchema } from "../../../worker/members/answers.ts";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import { sessionSecret } from "../../../worker/stores/seal.ts";
import { contents, count } from "../database/contents.ts";
import { endpoints, methodOf } from "../http/endpoints.ts";
import { furnish, type Furnished } from "../http/furnished-store.ts";
import { environment, START, StoreUnderTest } from "../store-under-test.ts";

const HALF_AN_HOUR = 30 * 60_000;
const seconds = START / 1000;

let at: Furnished;
let other: Furnished;
beforeAll(async () => {
  at = await furnish();
  other = await furnish();
});

/** What every endpoint that wants a session says to this one. */
async function answersTo(session: string): Promise<string[]> {
  const codes = new Set<string>();
  const before = await contents(at.store.id);
  for (const { route, request } of endpoints.filter(({ door }) => door === "member")) {
    const { path, body } = await request(at);
    const answer = await at.store.page(methodOf(route), path, { ...(body ? { body } : {}), session });
    codes.add(answer.problem().code);
  }
  expect(await contents(at.store.id)).toEqual(before);
  return [...codes];
}

test("lasts half an hour by the clock, to the second", async () => {
  const token = await at.store.token("anna");
  const opened = (await at.store.page("POST", "/storefront/sessions", { body: { token } })).as(
    z.object({ session: z.string(), expiresAt: z.iso.datetime() }).loose(),
  );
  expect(opened.expiresAt).toBe(new Date(START + HALF_AN_HOUR).toISOString());
  at.store.now = START + HALF_AN_HOUR - 1000;
  const { session } = opened;
  expect((await at.store.page("GET", "/storefront/panel", { session })).status).toBe(200);
  at.store.now = START + HALF_AN_HOUR;
  expect(await answersTo(session)).toEqual(["session_expired"]);
  at.store.now = START;
});

test("of another store is none", async () => {
  expect(await answersTo(other.session)).toEqual(["session_invalid"]);
});

describe("one that nobody was given", () => {
  const secretOf = async () => sessionSecret(environment);
  const usual = () => ({ aud: at.store.id, sub: at.memberId, exp: seconds + 1800 });

  test("changed in its payload or signature", async () => {
    const [header = "", payload = "", signature = ""] = at.session.split(".");
    const claims = base64url.encode(JSON.stringify({ ...usual(), sub: other.memberId }));
    for (const session of [
      `${header}.${claims}.${signature}`,
      `${header}.${payload}.${signature.slice(1)}A`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      at.memberId,
      "a.b.c",
    ])
      expect(await answersTo(session)).toEqual(["session_invalid"]);
  });

  test("without a signature", async () => {
    expect(await answersTo(new UnsecuredJWT(usual()).encode())).toEqual(["session_invalid"]);
  });

  test("signed by the store's own server", async () => {
    const token = await at.store.token("anna", { claims: { aud: at.store.id, sub: at.memberId } });
    expect(await answersTo(token)).toEqual(["session_invalid"]);
    expect(await answersTo(await at.store.token("anna"))).toEqual(["session_invalid"]);
  });

  test.each([
    ["for the publishable key", { aud: "pk" }],
    ["for no store", { aud: undefined }],
    ["without an end", { exp: undefined }],
    ["without a member", { sub: undefined }],
  ])("%s, though signed as the Worker does", async (_what, change) => {
    const session = await new SignJWT({ ...usual(), ...change })
      .setProtectedHeader({ alg: "HS256" })
      .sign(await secretOf());
    expect(await answersTo(session)).toEqual(["session_invalid"]);
  });

  test("with another algorithm", async () => {
    const session = await new SignJWT(usual())
      .setProtectedHeader({ alg: "HS512" })
      .sign(new Uint8Array([...(await secretOf()), ...(await secretOf())]));
    expect(await answersTo(session)).toEqual(["session_invalid"]);
  });
});

test.each(["", "Bearer", "Bearer ", "Basic YTpi", "bearer", "Token x", "Bearer a b"])(
  "is missing where the header is %j",
  async (header) => {
    const answer = await at.store.page("GET", "/storefront/panel", { headers: { Authorization: header } });
    expect(answer.problem().code).toBe("session_missing");
  },
);

describe("a shopper who opens a session", () => {
  const opened = z.object({ session: z.string(), panel: panelSchema }).loose();
  const members = z.object({ items: z.array(memberSchema), next: z.null() });

  test("and is no member yet becomes one, once, however many pages are open", async () => {
    const { store } = at;
    const token = await store.token("newcomer", { claims: { email: "New@Example.com", name: "New" } });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => store.page("POST", "/storefront/sessions", { body: { token } })),
    );
    const ids = new Set(answers.map((answer) => answer.as(opened).panel.member.id));
    expect(ids.size).toBe(1);
    const found = (await store.server("GET", "/v1/members?email=new@example.com")).as(members);
    expect(found.items).toMatchObject([
      { customerId: "newcomer", firstName: "New", email: "New@Example.com" },
    ]);
  });

  test("gets the sign-up points once", async () => {
    const store = await StoreUnderTest.make({
      name: "Signing up",
      earning: { order: null, signUp: 100, holdDays: 14 },
    });
    const token = await store.token("anna");
    for (let turn = 0; turn < 3; turn++)
      await store.page("POST", "/storefront/sessions", { body: { token } });
    const answer = (await store.page("POST", "/storefront/sessions", { body: { token } })).as(opened);
    expect(answer.panel.balance).toEqual({ available: 100, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });

  test("with the address of a member without a customer id is that member", async () => {
    const { store } = at;
    const body = { email: "guest@example.com" };
    const { id } = (await store.server("POST", "/v1/members", { body })).as(memberSchema);
    const token = await store.token("guest", { claims: { email: "GUEST@example.com" } });
    const answer = (await store.page("POST", "/storefront/sessions", { body: { token } })).as(opened);
    expect(answer.panel.member.id).toBe(id);
  });

  test("with the address of another customer is not that customer", async () => {
    const { store, memberId } = at;
    const token = await store.token("stranger", { claims: { email: "anna@example.com" } });
    const answer = (await store.page("POST", "/storefront/sessions", { body: { token } })).as(opened);
    expect(answer.panel.member.id).not.toBe(memberId);
    expect(answer.panel.balance.available).toBe(0);
  });

  test("of a store without a program is refused before anything is written", async () => {
    const store = await StoreUnderTest.make(null);
    const token = await store.token("anna");
    const answer = await store.page("POST", "/storefront/sessions", { body: { token } });
    expect(answer.problem().code).toBe("program_not_found");
    expect(await count("SELECT count(*) AS count FROM members WHERE store_id = ?", store.id)).toBe(0);
  });
});
