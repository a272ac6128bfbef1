/** Every event reaches every endpoint that wants it, at least once, whatever fails on the way. */
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { eventSchema } from "../../../worker/events/answers.ts";
import { HookedStore } from "./hooked-store.ts";
import { webhookPart } from "./webhook-part.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let at: HookedStore;
beforeEach(async () => {
  at = await HookedStore.make();
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("right after the request that brought it about", () => {
  test("an event is there, signed so that the package standardwebhooks takes it", async () => {
    const { secret } = await at.endpoint("/well");
    const memberId = await at.store.member("anna", { email: "anna@example.com", firstName: "Anna" });
    await at.store.earn(memberId, 50);
    expect(at.receiver.types("/well")).toEqual(["member.created", "points.earned"]);
    for (const { headers, body } of at.receiver.got) {
      expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
      expect(headers["content-type"]).toBe("application/json");
      expect(headers["webhook-id"]).toMatch(/^evt_[0-9a-z]{36}$/);
      // The log's own answer, without its id, which is the header's.
      const event = await at.store.server("GET", `/v1/events/${headers["webhook-id"]}`);
      const { id, ...rest } = event.as(eventSchema);
      expect(id).toBe(headers["webhook-id"]);
      expect(webhookPart.parse(JSON.parse(body))).toEqual(rest);
      expect(body).not.toMatch(/anna@example|"Anna"/);
    }
    const [earned] = at.receiver.got.slice(-1);
    expect(JSON.parse(earned?.body ?? "")).toMatchObject({
      type: "points.earned",
      timestamp: new Date(at.store.now).toISOString(),
      data: { memberId, customerId: "anna", points: 50, balance: 50, debt: 0, rule: "action" },
    });
  });

  test("each endpoint gets the types that it asked for, and only what is written from then on", async () => {
    const memberId = await at.store.member("anna");
    const all = await at.endpoint("/well");
    await at.endpoint("/as-told", ["points.redeemed", "voucher.issued"]);
    await at.store.earn(memberId, 600);
    await at.store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
    // Several are on their way at once, so that they come in any order.
    expect(at.receiver.types("/well").sort()).toEqual(["points.earned", "points.redeemed", "voucher.issued"]);
    expect(at.receiver.types("/as-told").sort()).toEqual(["points.redeemed", "voucher.issued"]);
    const listed = await at.deliveries(all.id);
    expect(
      listed.map(({ type, status, attempts, responseStatus }) => [type, status, attempts, responseStatus]),
    ).toEqual([
      ["points.redeemed", "delivered", 1, 200],
      ["voucher.issued", "delivered", 1, 200],
      ["points.earned", "delivered", 1, 200],
    ]);
  });

  test("a request that is refused, and one that only reads, send nothing and ask nothing", async () => {
    await at.endpoint("/well");
    await at.store.server("POST", "/v1/earn", {
      body: { memberId: "mem_nobody", points: 5, description: "x" },
    });
    await at.store.server("GET", "/v1/members");
    expect(at.receiver.got).toEqual([]);
  });

  test("one store's events never reach another's endpoint", async () => {
    const other = await HookedStore.make();
    await other.endpoint("/well");
    await at.endpoint("/well");
    await at.store.member("anna");
    await other.later(0);
    await at.later(0);
    expect(other.receiver.got).toEqual([]);
    expect(at.receiver.types("/well")).toEqual(["member.created"]);
  });
});

describe("an endpoint that fails", () => {
  test("with 500 gets it again by the schedule, under the same id with the same body, ten times and no more", async () => {
    const { id } = await at.endpoint("/broken");
    await at.store.member("anna");
    const first = at.receiver.got[0];
    const pauses = [5 / 3600, 5 / 60, 0.5, 2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR);
    for (const [index, pause] of pauses.entries()) {
      const [waiting] = await at.deliveries(id);
      expect(waiting).toMatchObject({ status: "pending", attempts: index + 1, responseStatus: 500 });
      expect(Date.parse(waiting?.nextAttemptAt ?? "") - at.store.now).toBeGreaterThanOrEqual(pause);
      await at.later(Math.floor(pause * 0.99));
      expect(at.receiver.got).toHaveLength(index + 1);
      await at.later(Math.ceil(pause * 0.12));
      expect(at.receiver.got).toHaveLength(index + 2);
    }
    expect(await at.deliveries(id)).toMatchObject([
      {
        status: "failed",
        attempts: 10,
        nextAttemptAt: null,
        responseStatus: 500,
        problem: "The endpoint answered 500.",
      },
    ]);
    for (const { headers, body } of at.receiver.got)
      expect([headers["webhook-id"], body]).toEqual([first?.headers["webhook-id"], first?.body]);
    await at.later(DAY);
    expect(at.receiver.got).toHaveLength(10);
  });

  test("and then answers well is no longer failing", async () => {
    const { id } = await at.endpoint("/as-told");
    at.receiver.answer = { status: 503 };
    await at.store.member("anna");
    expect((await at.read(id)).failingSince).toBe(new Date(at.store.now).toISOString());
    at.receiver.answer = { status: 204 };
    await at.later(6000);
    expect(await at.read(id)).toMatchObject({ failingSince: null, enabled: true });
    expect(await at.deliveries(id)).toMatchObject([{ status: "delivered", attempts: 2, problem: null }]);
  });

  test.each([
    ["/moved", 302, "The endpoint answered 302: redirects are not followed."],
    ["/cut-off", null, "There was no answer: no connection, or none within 10 seconds."],
  ])("%s: nothing else is called, and the log says why", async (path, responseStatus, problem) => {
    const { id } = await at.endpoint(path);
    await at.store.member("anna");
    expect(at.receiver.got.map((each) => each.path)).toEqual([path]);
    expect(await at.deliveries(id)).toMatchObject([
      { status: "pending", attempts: 1, responseStatus, problem },
    ]);
  });

  test("that never answers is given up after the time, and nobody else waits behind it", async () => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    vi.spyOn(AbortSignal, "timeout").mockImplementation(() => timeout(100));
    const silent = await at.endpoint("/silent");
    const well = await at.endpoint("/well");
    for (const customer of ["anna", "ben", "cleo"]) await at.store.member(customer);
    expect(at.receiver.types("/well")).toHaveLength(3);
    const [latest] = await at.deliveries(silent.id);
    expect(latest).toMatchObject({ status: "pending", responseStatus: null });
    expect((await at.deliveries(well.id)).map(({ status }) => status)).toEqual(Array(3).fill("delivered"));
  });

  test("fifteen that never answer don't keep the sixteenth from its events", async () => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    vi.spyOn(AbortSignal, "timeout").mockImplementation(() => timeout(20));
    for (let made = 0; made < 15; made++) await at.endpoint("/silent");
    await at.endpoint("/well");
    for (const customer of ["anna", "ben"]) await at.store.member(customer);
    expect(at.receiver.types("/well")).toEqual(["member.created", "member.created"]);
    // Those that fail come last from now on.
    at.receiver.got.length = 0;
    await at.store.member("cleo");
    expect(at.receiver.got.slice(0, 6).map(({ path }) => path)).toContain("/well");
  });

  test("a 200 whose body never ends is a delivery: what it says is not read", async () => {
    const { id } = await at.endpoint("/garbage");
    await at.store.member("anna");
    expect(await at.deliveries(id)).toMatchObject([{ status: "delivered", responseStatus: 200 }]);
  });

  test("and asks to wait is left alone for as long", async () => {
    const { id } = await at.endpoint("/as-told");
    at.receiver.answer = { status: 429, headers: { "Retry-After": "3600" } };
    await at.store.member("anna");
    const [waiting] = await at.deliveries(id);
    expect(Date.parse(waiting?.nextAttemptAt ?? "")).toBe(at.store.now + HOUR);
    await at.later(HOUR - 1000);
    expect(at.receiver.got).toHaveLength(1);
    await at.later(1000);
    expect(at.receiver.got).toHaveLength(2);
  });

  test("with 410 is switched off at once, and the others are told", async () => {
    const gone = await at.endpoint("/gone");
    await at.endpoint("/well", ["webhook_endpoint.disabled"]);
    await at.store.member("anna");
    await at.later(0);
    expect(await at.read(gone.id)).toMatchObject({ enabled: false, disabledBecause: "gone" });
    expect(await at.deliveries(gone.id)).toMatchObject([{ status: "failed", responseStatus: 410 }]);
    expect(at.receiver.at("/well").map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { type: "webhook_endpoint.disabled", data: { endpointId: gone.id, reason: "gone" } },
    ]);
    await at.store.member("ben");
    expect(at.receiver.at("/gone")).toHaveLength(1);
  });

  test("with 410 at an address that it no longer has, is left on", async () => {
    const { id } = await at.endpoint("/gone");
    at.receiver.beforeAnswer = async () => {
      at.receiver.beforeAnswer = async () => undefined;
      const moved = { url: at.receiver.url("/well") };
      await at.store.server("PATCH", `/v1/webhook-endpoints/${id}`, { body: moved });
    };
    await at.store.member("anna");
    expect(await at.read(id)).toMatchObject({ enabled: true, disabledBecause: null });
    await at.store.member("ben");
    expect(at.receiver.types("/well")).toEqual(["member.created"]);
  });

  test("for five days without one success is switched off, and told of as an event", async () => {
    const { id } = await at.endpoint("/broken");
    await at.store.member("anna");
    await at.later(4.9 * DAY);
    await at.store.member("ben");
    expect((await at.read(id)).enabled).toBe(true);
    await at.later(0.2 * DAY);
    expect(await at.read(id)).toMatchObject({ enabled: false, disabledBecause: "failing" });
    const told = await at.store.server("GET", "/v1/events?types=webhook_endpoint.disabled");
    expect(told.text).toContain(id);
    const before = at.receiver.got.length;
    await at.later(DAY);
    expect(at.receiver.got).toHaveLength(before);
  });
});
