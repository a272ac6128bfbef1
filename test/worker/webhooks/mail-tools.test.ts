/** A store's events in its mail tool: as the tool takes them, with a key that nobody sees, and of nobody who is gone. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { deliverySchema, endpointSchema } from "../../../worker/webhooks/answers.ts";
import type { EndpointKey } from "../../../worker/webhooks/claim.ts";
import { deliverTo } from "../../../worker/webhooks/deliver.ts";
import { mergeMembers } from "../../../worker/members/merge.ts";
import { contextOf } from "../members/merging.ts";
import { contents } from "../database/contents.ts";
import { PROGRAM, StoreUnderTest } from "../store-under-test.ts";
import { HOOKS } from "./hooked-store.ts";
import { KEYS, LIST, MailToolServer, SITE } from "./mail-tool-server.ts";

const SETTINGS = {
  klaviyo: {},
  mailchimp: { dataCenter: "us6", listId: LIST },
  customer_io: { region: "eu", siteId: SITE },
  segment: { region: "us" },
};
type Tool = keyof typeof SETTINGS;
const TOOLS = Object.keys(SETTINGS) as Tool[];
const anna = { email: "anna@shop.test", firstName: "Anna" };

let store: StoreUnderTest;
let server: MailToolServer;
/** The test's own endpoints: the scheduled run would send to those that other tests have left, too. */
let endpoints: EndpointKey[];
beforeEach(async () => {
  endpoints = [];
  store = await StoreUnderTest.make(PROGRAM, Date.now());
  server = new MailToolServer(store);
});

const newEndpoint = endpointSchema.extend({ secret: z.string().nullable() });

function create(tool: Tool, more: object = {}) {
  const body = { format: tool, apiKey: KEYS[tool], settings: SETTINGS[tool], ...more };
  return store.server("POST", HOOKS, { body });
}

async function endpoint(tool: Tool, more: object = {}): Promise<z.infer<typeof newEndpoint>> {
  const made = (await create(tool, { types: ["points.earned"], ...more })).as(newEndpoint);
  endpoints.push({ storeId: store.id, id: made.id });
  return made;
}

async function deliveries(id: string) {
  const answer = await store.server("GET", `${HOOKS}/${id}/deliveries?limit=100`);
  return answer.as(z.object({ items: z.array(deliverySchema) }).loose()).items;
}

async function later(milliseconds: number): Promise<void> {
  store.now += milliseconds;
  await deliverTo(store.environment, endpoints, store.now);
}

describe.each(TOOLS)("%s", (tool) => {
  test("takes the event with the person as they are now, and the delivery is done", async () => {
    const { id, secret, apiKeyHint } = await endpoint(tool);
    expect([secret, apiKeyHint]).toEqual([null, `…${KEYS[tool].slice(-4)}`]);
    const member = await store.member("c-1042", anna);
    await store.earn(member, 90);
    expect(await deliveries(id)).toMatchObject([
      { type: "points.earned", status: "delivered", problem: null },
    ]);
    const sent = JSON.stringify(server.got);
    expect(sent).toContain("90");
    if (tool !== "mailchimp") expect(sent).toContain(anna.email);
    expect(server.got.every(({ url }) => !url.includes("shop.test"))).toBe(true);
  });

  test("its key is nowhere as it is, and never answered again", async () => {
    const { id } = await endpoint(tool);
    const shown = [
      (await store.server("GET", HOOKS)).text,
      (await store.server("GET", `${HOOKS}/${id}`)).text,
      JSON.stringify(await contents(store.id)),
    ].join();
    expect(shown).not.toContain(KEYS[tool]);
    await store.server("DELETE", `${HOOKS}/${id}`);
    const [kept] = (await contents(store.id)).webhook_endpoints ?? [];
    expect(
      z
        .object({ api_key: z.null(), api_key_hint: z.null(), settings: z.literal("{}") })
        .loose()
        .safeParse(JSON.parse(kept ?? "{}")).success,
    ).toBe(true);
  });

  test("too many calls: it waits as long as the tool asks, and then sends", async () => {
    const { id } = await endpoint(tool);
    const member = await store.member("c-1042", anna);
    server.instead = () => new Response("{}", { status: 429, headers: { "Retry-After": "120" } });
    await store.earn(member, 90);
    server.instead = null;
    const tried = server.got.length;
    await later(100_000);
    expect(server.got).toHaveLength(tried);
    await later(30_000);
    expect(await deliveries(id)).toMatchObject([{ status: "delivered", attempts: 2 }]);
  });

  test("who was erased since is not sent, and neither is what is about nobody", async () => {
    const { id } = await endpoint(tool, { types: ["points.earned", "program.published", "member.erased"] });
    await store.server("PATCH", `${HOOKS}/${id}`, { body: { enabled: false } });
    const member = await store.member("c-1042", anna);
    await store.earn(member, 90);
    await store.publish({ ...PROGRAM, name: "Another" });
    await store.server("DELETE", `/v1/members/${member}`);
    await store.server("PATCH", `${HOOKS}/${id}`, { body: { enabled: true } });
    const all = await deliveries(id);
    expect(all.map(({ type, status }) => [type, status])).toEqual([
      ["member.erased", "delivered"],
      ["program.published", "delivered"],
      ["points.earned", "delivered"],
    ]);
    expect(
      all.every(({ problem, attempts }) => problem?.startsWith("Nothing was sent") && attempts === 1),
    ).toBe(true);
    expect(server.got).toEqual([]);
  });
});

test.each(["klaviyo", "mailchimp", "customer_io"] as const)(
  "%s: a key that isn't good fails at once, in the tool's words, and for five days switches the endpoint off",
  async (tool) => {
    const types = ["points.earned", "program.published"];
    const { id } = await endpoint(tool, { apiKey: "pk_wrongwrongwrong", types });
    const member = await store.member("c-1042", anna);
    await store.earn(member, 90);
    const [failed] = await deliveries(id);
    expect(failed).toMatchObject({ status: "failed", attempts: 1, responseStatus: 401, nextAttemptAt: null });
    expect(failed?.problem).toMatch(/^The tool answered 401: \w.+/);
    // What is about nobody is done without the key, and is no success of it.
    await store.publish({ ...PROGRAM, name: "Another" });
    store.now += 5 * 86_400_000;
    await store.earn(member, 5);
    const off = (await store.server("GET", `${HOOKS}/${id}`)).as(endpointSchema);
    expect(off).toMatchObject({ enabled: false, disabledBecause: "failing" });

    // A new key, on again, and what failed is sent once more.
    const body = { format: tool, apiKey: KEYS[tool], enabled: true };
    expect((await store.server("PATCH", `${HOOKS}/${id}`, { body })).status).toBe(200);
    await store.server("POST", `${HOOKS}/${id}/resend`, { body: { after: null } });
    expect((await deliveries(id)).map(({ status }) => status)).toEqual(Array(4).fill("delivered"));
  },
);

test("what a tool refuses is not tried again, says nobody's address, and is not held against the endpoint", async () => {
  const { id } = await endpoint("klaviyo");
  const member = await store.member("c-1042", { email: "anna.q@invalid.example", firstName: "Anna" });
  await store.earn(member, 90);
  const [failed] = await deliveries(id);
  expect(failed).toMatchObject({
    status: "failed",
    responseStatus: 400,
    problem: "The tool answered 400: Invalid email address: …",
  });
  expect((await store.server("GET", `${HOOKS}/${id}`)).as(endpointSchema).failingSince).toBeNull();
});

test("Customer.io's 207 is a refusal, though it is a 2xx", async () => {
  const { id } = await endpoint("customer_io");
  const member = await store.member("c-1042", anna);
  server.instead = () =>
    Response.json(
      { errors: [{ batch_index: 1, reason: "invalid", field: "name", message: "name of Anna" }] },
      { status: 207 },
    );
  await store.earn(member, 90);
  expect(await deliveries(id)).toMatchObject([
    { status: "failed", problem: "The tool answered 207: name of …" },
  ]);
});

test("who is erased between two attempts is not in the second", async () => {
  const { id } = await endpoint("klaviyo");
  const member = await store.member("c-1042", anna);
  server.instead = () => new Response(null, { status: 503 });
  await store.earn(member, 90);
  await store.server("DELETE", `/v1/members/${member}`);
  server.instead = null;
  const before = server.got.length;
  await later(60_000);
  expect(server.got).toHaveLength(before);
  const [done] = await deliveries(id);
  expect(done).toMatchObject({ status: "delivered", attempts: 2, responseStatus: null });
  expect(done?.problem).toMatch(/^Nothing was sent/);
});

test("what is tried again says the points of now, and of who was merged those of the one who is kept", async () => {
  await endpoint("segment");
  const member = await store.member("c-1042", anna);
  server.instead = () => new Response(null, { status: 503 });
  await store.earn(member, 90);
  server.instead = null;
  const kept = await store.member("c-7", { email: "ben@shop.test" });
  await mergeMembers(await contextOf(store), "c-1042", "c-7");
  await store.earn(kept, 5);
  await later(60_000);
  const [call] = server.got.slice(-1);
  expect(call?.body).toMatchObject({
    batch: [
      { type: "identify", userId: "c-7", traits: { email: "ben@shop.test", regulars_points: 95 } },
      { type: "track", userId: "c-7", properties: { points: 90, balance: 90, regulars_member_id: kept } },
    ],
  });
});

test("Mailchimp: points first, then the event; and who is not in the audience is no failure", async () => {
  const { id } = await endpoint("mailchimp");
  const member = await store.member("c-1042", anna);
  await store.earn(member, 90);
  expect(server.got.map(({ method }) => method)).toEqual(["PATCH", "POST"]);
  expect(server.got[0]?.body).toEqual({ merge_fields: { POINTS: 90 } });
  server.audience = [];
  await store.earn(member, 5);
  const [last] = await deliveries(id);
  expect(last).toMatchObject({ status: "delivered", responseStatus: 404 });
  expect(last?.problem).toContain("404");
  const nameless = await store.member("c-7");
  await store.earn(nameless, 5);
  expect((await deliveries(id))[0]).toMatchObject({ status: "delivered", responseStatus: null });
});

test("an answer that never ends, is no JSON or is a redirect does no harm", async () => {
  const { id } = await endpoint("klaviyo");
  const member = await store.member("c-1042", anna);
  const endless = () =>
    new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1024).fill(0x7b)) });
  for (const answer of [
    () => new Response(endless(), { status: 500 }),
    () => new Response("<h1>Bad gateway</h1>", { status: 502 }),
    () => new Response(null, { status: 302, headers: { Location: "https://evil.example/" } }),
  ]) {
    server.instead = answer;
    await store.earn(member, 1);
  }
  expect((await deliveries(id)).map(({ status, problem }) => [status, problem])).toEqual([
    ["pending", "The tool answered 302."],
    ["pending", "The tool answered 502."],
    ["pending", "The tool answered 500."],
  ]);
});

test("the regions have addresses of their own, and settings can be changed", async () => {
  const { id, url } = await endpoint("segment", { settings: { region: "eu" } });
  expect(url).toBe("https://eu1.api.segmentapis.com");
  const body = { format: "segment", settings: { region: "us" } };
  const changed = (await store.server("PATCH", `${HOOKS}/${id}`, { body })).as(endpointSchema);
  expect([changed.url, changed.settings]).toEqual(["https://api.segment.io", { region: "us" }]);
});

test.each<[string, object]>([
  [
    "another's host in the data centre",
    { format: "mailchimp", apiKey: KEYS.mailchimp, settings: { dataCenter: "evil.example/", listId: LIST } },
  ],
  [
    "a path in the list",
    { format: "mailchimp", apiKey: KEYS.mailchimp, settings: { dataCenter: "us6", listId: "a/../b" } },
  ],
  ["a key with a line break", { format: "segment", apiKey: "0123456789\r\nX-Evil: 1" }],
  ["a public key of Klaviyo's", { format: "klaviyo", apiKey: "AbCdEf123456" }],
  ["no key", { format: "klaviyo" }],
  ["no settings", { format: "mailchimp", apiKey: KEYS.mailchimp }],
  ["a tool with an address", { format: "klaviyo", apiKey: KEYS.klaviyo, url: "https://shop.example.com/" }],
  ["Standard Webhooks with a key", { url: "https://shop.example.com/", apiKey: KEYS.klaviyo }],
  ["a tool that there is not", { format: "hubspot", apiKey: "0123456789" }],
])("refused: %s", async (_, body) => {
  const answer = await store.server("POST", HOOKS, { body });
  expect(answer.status, answer.text).toBe(422);
  expect(answer.text).not.toContain("0123456789");
});
