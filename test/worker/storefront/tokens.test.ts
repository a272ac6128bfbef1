/** A shopper is only who the store's server signed for, and only for as long as it said. */
import { base64url, CompactSign, SignJWT, UnsecuredJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { contents } from "../database/contents.ts";
import { environment, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";

const MINUTE = 60;
const now = START / 1000;

let store: StoreUnderTest;
let other: StoreUnderTest;
beforeAll(async () => {
  store = await StoreUnderTest.make();
  other = await StoreUnderTest.make(PROGRAM);
});

async function signIn(token: string) {
  return store.page("POST", "/storefront/sessions", { body: { token } });
}

/** The code of the refusal, after nothing was written. */
async function refusalOf(token: string): Promise<string> {
  const before = await contents(store.id);
  const answer = await signIn(token);
  expect(await contents(store.id)).toEqual(before);
  const { code, detail } = answer.problem();
  expect(detail).not.toContain(store.keys.signing.secret);
  return code;
}

async function signed(
  claims: Record<string, unknown>,
  header: Record<string, unknown> = {},
): Promise<string> {
  return store.token("mallory", { claims, header });
}

/** The token with a part replaced: 0 the header, 1 the payload, 2 the signature. */
function tampered(token: string, part: number, change: (text: string) => string): string {
  const parts = token.split(".");
  parts[part] = change(parts[part] ?? "");
  return parts.join(".");
}

function withClaims(change: Record<string, unknown>) {
  return (payload: string) => {
    const claims = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(new TextDecoder().decode(base64url.decode(payload))));
    return base64url.encode(JSON.stringify({ ...claims, ...change }));
  };
}

describe("times", () => {
  test.each([
    ["an hour ago", now - 60 * MINUTE, "token_expired"],
    ["a minute ago", now - MINUTE, "token_expired"],
    ["in 11 minutes", now + 11 * MINUTE, "token_invalid"],
    ["in a year", now + 365 * 24 * 60 * MINUTE, "token_invalid"],
    ["never", 1e300, "token_invalid"],
    ["before time began", -5, "token_expired"],
  ])("exp %s", async (_when, exp, code) => {
    expect(await refusalOf(await signed({ exp }))).toBe(code);
  });

  test("exp in 10 minutes is good until then, give or take half a minute for clocks", async () => {
    const token = await store.token("anna");
    expect((await signIn(token)).status).toBe(200);
    store.now = START + 10 * MINUTE * 1000;
    expect((await signIn(token)).status).toBe(200);
    store.now = START + 10 * MINUTE * 1000 + 30_000;
    expect((await signIn(token)).problem().code).toBe("token_expired");
    store.now = START;
  });

  test.each([
    ["nbf in an hour", { nbf: now + 60 * MINUTE }],
    ["exp missing", { exp: undefined }],
    ["exp as text", { exp: String(now + MINUTE) }],
    ["exp null", { exp: null }],
    ["nbf as text", { nbf: "soon" }],
    ["iat as text", { iat: "now" }],
  ])("%s", async (_what, claims) => {
    expect(await refusalOf(await signed(claims))).toBe("token_invalid");
  });
});

describe("claims", () => {
  test.each([
    ["sub missing", { sub: undefined }],
    ["sub empty", { sub: "" }],
    ["sub a number", { sub: 5 }],
    ["sub null", { sub: null }],
    ["sub a list", { sub: ["anna"] }],
    ["sub of 256 characters", { sub: "x".repeat(256) }],
    ["aud missing", { aud: undefined }],
    ["aud empty", { aud: "" }],
    ["aud null", { aud: null }],
    ["aud an empty list", { aud: [] }],
    ["aud of nobody", { aud: "pk_nobodys" }],
    ["email that is none", { email: "nobody" }],
    ["email a list", { email: ["a@example.com"] }],
    ["name too long", { name: "x".repeat(81) }],
  ])("%s", async (_what, claims) => {
    expect(await refusalOf(await signed(claims))).toBe("token_invalid");
  });

  test("aud of another store, of its id, or of the secret key", async () => {
    for (const aud of [other.keys.publishable.key, store.id, other.id, store.keys.secret.key])
      expect(await refusalOf(await signed({ aud }))).toBe("token_invalid");
  });
});

describe("signatures", () => {
  test("a payload that was changed", async () => {
    const token = await store.token("anna");
    for (const change of [{ sub: "ben" }, { exp: now + 9 * MINUTE }, { email: "anna@example.com" }])
      expect(await refusalOf(tampered(token, 1, withClaims(change)))).toBe("token_invalid");
  });

  test("a signature that was changed, cut or left out", async () => {
    const token = await store.token("anna");
    const changes = [
      (text: string) => (text.startsWith("A") ? "B" : "A") + text.slice(1),
      (text: string) => text.slice(0, -4),
      () => "",
      (text: string) => text + text,
      () => base64url.encode(new Uint8Array(32)),
    ];
    for (const change of changes) expect(await refusalOf(tampered(token, 2, change))).toBe("token_invalid");
  });

  test("a header that was changed", async () => {
    const token = await store.token("anna");
    for (const header of [{ alg: "HS256" }, { alg: "HS256", kid: other.keys.signing.key }, {}, null, []]) {
      const text = base64url.encode(JSON.stringify(header));
      expect(await refusalOf(tampered(token, 0, () => text))).toBe("token_invalid");
    }
  });

  test("alg none, in every spelling, with and without a signature", async () => {
    const claims = { aud: store.keys.publishable.key, sub: "anna", exp: now + MINUTE };
    const unsigned = new UnsecuredJWT(claims).encode();
    expect(await refusalOf(unsigned)).toBe("token_invalid");
    const token = await store.token("anna");
    for (const alg of ["none", "None", "NONE", "nOnE", "", null, "HS256 "]) {
      const header = base64url.encode(JSON.stringify({ alg, kid: store.keys.signing.key }));
      expect(await refusalOf(tampered(token, 0, () => header))).toBe("token_invalid");
      expect(
        await refusalOf(
          tampered(
            tampered(token, 0, () => header),
            2,
            () => "",
          ),
        ),
      ).toBe("token_invalid");
    }
  });

  test("another algorithm, though signed with the right secret", async () => {
    const secret = (store.keys.signing.secret ?? "").repeat(2);
    const claims = { aud: store.keys.publishable.key, sub: "anna", exp: now + MINUTE };
    for (const alg of ["HS384", "HS512"]) {
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg, kid: store.keys.signing.key })
        .sign(new TextEncoder().encode(secret));
      expect(await refusalOf(token)).toBe("token_invalid");
    }
  });

  test("a key of nobody, of another store, of another kind, or none", async () => {
    const { publishable, secret, signing } = other.keys;
    for (const kid of [
      "kid_nobodys",
      signing.key,
      publishable.key,
      secret.key,
      store.keys.secret.key,
      "",
      undefined,
      5,
    ])
      expect(await refusalOf(await signed({}, { kid }))).toBe("token_invalid");
  });

  test("signed with another store's secret, under our key's name", async () => {
    const token = await store.token("anna", { secret: other.keys.signing.secret ?? "" });
    expect(await refusalOf(token)).toBe("token_invalid");
  });

  test("signed with what anyone can know", async () => {
    for (const secret of [
      store.keys.signing.key,
      store.keys.publishable.key,
      "secret",
      environment.SEALING_KEY,
    ])
      expect(await refusalOf(await store.token("anna", { secret }))).toBe("token_invalid");
  });

  test("what demands understanding of a header that nobody has (crit)", async () => {
    const key = new TextEncoder().encode(store.keys.signing.secret ?? "");
    const claims = { aud: store.keys.publishable.key, sub: "anna", exp: now + MINUTE };
    const token = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ alg: "HS256", kid: store.keys.signing.key, crit: ["b64"], b64: true })
      .sign(key);
    expect(["token_invalid", "ok"]).toContain(await refusalOrOk(token));
    const header = { alg: "HS256", kid: store.keys.signing.key, crit: ["odd"], odd: 1 };
    const text = base64url.encode(JSON.stringify(header));
    expect(await refusalOf(tampered(await store.token("anna"), 0, () => text))).toBe("token_invalid");
  });
});

async function refusalOrOk(token: string): Promise<string> {
  const answer = await signIn(token);
  return answer.status === 200 ? "ok" : answer.problem().code;
}

describe("what is no token at all", () => {
  test.each([
    "a",
    "a.b",
    "a.b.c",
    "a.b.c.d",
    "..",
    "....",
    "é.é.é",
    "null",
    "{}",
    "x".repeat(4096),
    "e30.e30.e30",
  ])("%s", async (token) => {
    expect(await refusalOf(token)).toBe("token_invalid");
  });

  test("a session is no token", async () => {
    expect(await refusalOf(await store.session("anna"))).toBe("token_invalid");
  });

  test("a payload that is no JSON, or no object", async () => {
    const key = new TextEncoder().encode(store.keys.signing.secret ?? "");
    for (const payload of ["", "null", "5", '"anna"', "[]", "{", "anna"]) {
      const token = await new CompactSign(new TextEncoder().encode(payload))
        .setProtectedHeader({ alg: "HS256", kid: store.keys.signing.key })
        .sign(key);
      expect(await refusalOf(token)).toBe("token_invalid");
    }
  });
});
