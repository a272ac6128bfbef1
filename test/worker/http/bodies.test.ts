/** A body that is too large, no JSON, or not called JSON never reaches a route, and writes nothing. */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { contents, type Contents } from "../database/contents.ts";
import { responseTo, type Call } from "../store-under-test.ts";
import { TWO_MEGABYTES } from "./door-cases.ts";
import { endpoints, methodOf, send, takesBody, type Endpoint } from "./endpoints.ts";
import { furnish, type Furnished } from "./furnished-store.ts";

let at: Furnished;
let before: Contents;
beforeAll(async () => {
  at = await furnish();
  before = await contents(at.store.id);
});
afterEach(async () => {
  expect(await contents(at.store.id)).toEqual(before);
});

/** What every endpoint that takes a body says to this one: code and pointers, by route where it is not as wanted. */
async function otherThan(wanted: string, call: (endpoint: Endpoint) => Call | Promise<Call>) {
  const others: string[] = [];
  for (const endpoint of endpoints.filter(takesBody)) {
    const { path } = await endpoint.request(at);
    const answer = await send(at, endpoint, { path }, await call(endpoint));
    const { code, errors = [] } = answer.problem();
    const said = [code, ...errors.map(({ pointer }) => `"${pointer}"`)].join(" ");
    if (said !== wanted) others.push(`${endpoint.route}: ${said}`);
  }
  return others;
}

describe("every endpoint that takes a body", () => {
  test.each([
    ["nothing", ""],
    ["half of a document", '{"name": "x"'],
    ["two documents", "{}{}"],
    ["NaN", '{"points": NaN}'],
    ["Infinity", '{"points": Infinity}'],
    ["a comment", "{} // really"],
    ["a form", "name=x&points=5"],
    ["a null character", "\u0000"],
    ["bytes that are no UTF-8", new Uint8Array([0xff, 0xfe, 0x7b, 0x7d])],
  ])("refuses %s as JSON", async (_what, raw) => {
    expect(await otherThan("malformed_json", () => ({ raw }))).toEqual([]);
  });

  // The whole document is the empty pointer (RFC 6901): "/" would be a field without a name.
  test.each(["null", "[]", '"text"', "5", "true", "[{}]"])(
    "refuses %s where it wants an object",
    async (raw) => {
      expect(await otherThan('invalid_request ""', () => ({ raw }))).toEqual([]);
    },
  );

  test("refuses 2 MB whose length is told", async () => {
    const headers = { "Content-Length": String(TWO_MEGABYTES.length) };
    expect(await otherThan("body_too_large", () => ({ raw: TWO_MEGABYTES, headers }))).toEqual([]);
  });

  test.each(endpoints.filter(takesBody))("refuses 2 MB that come in pieces: $route", async (endpoint) => {
    const { path } = await endpoint.request(at);
    const { store, session } = at;
    const query = endpoint.door === "server" ? "" : `?key=${store.keys.publishable.key}`;
    const bearer = endpoint.door === "server" ? store.keys.secret.key : session;
    const headers = {
      "Content-Type": "application/json",
      "Idempotency-Key": "in pieces",
      Authorization: `Bearer ${bearer}`,
    };
    const request = { method: methodOf(endpoint.route), body: pieces(), headers };
    const response = await responseTo(store, path + query, request);
    expect(await response.json()).toMatchObject({ code: "body_too_large" });
  });

  test.each([
    "application/xml",
    "text/html",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "application/json-seq",
    "application/jsonp",
    "application/json x",
    "json",
    "",
  ])("refuses JSON that is called %j", async (type) => {
    const call = async (endpoint: Endpoint): Promise<Call> => ({
      raw: new Uint8Array(new TextEncoder().encode(JSON.stringify((await endpoint.request(at)).body))),
      headers: { "Content-Type": type },
    });
    expect(await otherThan("unsupported_media_type", call)).toEqual([]);
  });
});

/** Two megabytes of blanks, 64 KiB at a time. */
function pieces(): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (sent === 32) controller.close();
      else controller.enqueue(new Uint8Array(65_536).fill(0x20));
      sent += 1;
    },
  });
}

describe("a body that is JSON by another spelling of the type is read", () => {
  test.each([
    "application/json; charset=utf-8",
    "application/json;charset=UTF-8",
    "Application/JSON",
    "application/json ;charset=utf-8",
  ])("%s", async (type) => {
    const answer = await at.store.server("POST", "/v1/members", {
      raw: JSON.stringify({ customerId: type, firstName: "Zoë" }),
      headers: { "Content-Type": type },
    });
    expect([answer.status, answer.text]).toEqual([201, expect.stringContaining("Zoë")]);
    before = await contents(at.store.id);
  });

  test("a session may be asked for as text/plain, so that the page needs no preflight", async () => {
    const raw = JSON.stringify({ token: await at.store.token("anna") });
    for (const type of ["text/plain", "text/plain;charset=UTF-8", "TEXT/PLAIN"]) {
      const headers = { "Content-Type": type };
      expect((await at.store.page("POST", "/storefront/sessions", { raw, headers })).status).toBe(200);
      const other = await at.store.page("POST", "/storefront/referral-claims", { raw, headers });
      expect(other.problem().code).toBe("unsupported_media_type");
    }
  });
});
