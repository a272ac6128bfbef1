/** Random histories of writes, failing receivers, dying workers and runs at once: every event arrives, or says why not. */
import { afterEach, expect, test, vi } from "vitest";
import { eventsOf } from "../events/replay.ts";
import { chanceFrom } from "../ledger/lost-answers.ts";
import { seedOf } from "../ledger/sequences.ts";
import { environment } from "../store-under-test.ts";
import { losing } from "../ledger/lost-answers.ts";
import { deliverDue, deliverTo } from "../../../worker/webhooks/deliver.ts";
import { HookedStore } from "./hooked-store.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const seeds = Array.from({ length: 3 }, (_, index) => seedOf(1) + index);

test.each(seeds)("from seed %i", { timeout: 60_000 }, async (seed) => {
  // Each lost batch is an error that the Worker notes.
  vi.spyOn(console, "error").mockImplementation(() => {});
  const chance = chanceFrom(seed);
  const at = await HookedStore.make();
  const memberId = await at.store.member("anna");
  const all = await at.endpoint("/as-told");
  const some = await at.endpoint("/well", ["points.earned"]);
  const began = (await eventsOf(environment, at.store.id)).length;
  const whole = at.store.environment;
  // Only what is sent may be lost: the writes themselves are tested elsewhere.
  const { OUTBOUND } = whole;
  const lossy = losing(environment, { before: 0.15, after: 0.15 }, chance);
  const dying = { ...lossy.environment, ...(OUTBOUND ? { OUTBOUND } : {}) };
  const keys = [all.id, some.id].map((id) => ({ storeId: at.store.id, id }));
  at.receiver.beforeAnswer = async () => {
    at.receiver.answer = { status: chance() < 0.6 ? 200 : chance() < 0.5 ? 500 : 302 };
  };

  for (let round = 0; round < 25; round++) {
    const writes = Array.from({ length: Math.floor(chance() * 4) }, (_, index) =>
      chance() < 0.5 ? at.store.earn(memberId, 1 + index) : at.store.member(`c${round}-${index}`),
    );
    const runs = Array.from({ length: Math.floor(chance() * 3) }, () =>
      chance() < 0.5 ? deliverTo(dying, keys, at.store.now) : deliverDue(dying, at.store.now),
    );
    await Promise.all([...writes, ...runs.map((run) => run.catch(() => undefined))]);
    at.store.now += Math.floor(chance() * 400_000);
  }
  // The end of it: a receiver that answers well, and a day of runs.
  at.receiver.beforeAnswer = async () => {
    at.receiver.answer = { status: 200 };
  };
  for (let run = 0; run < 24; run++) await at.later(3_600_000);

  const events = (await eventsOf(environment, at.store.id)).slice(began);
  const wanted = [
    { endpoint: all, path: "/as-told", ids: events.map(({ id }) => id) },
    {
      endpoint: some,
      path: "/well",
      ids: events.filter(({ type }) => type === "points.earned").map(({ id }) => id),
    },
  ];
  for (const { endpoint, path, ids } of wanted) {
    const came = at.receiver.at(path).map(({ headers }) => headers["webhook-id"] ?? "");
    expect([...new Set(came)].sort()).toEqual(ids);
    const log = (await at.deliveries(endpoint.id)).filter(({ eventId }) => ids.includes(eventId));
    expect(log.map(({ status }) => status)).toEqual(log.map(() => "delivered"));
    expect(log.map(({ eventId }) => eventId).sort()).toEqual(ids.slice(-100));
    // Each attempt that was noted was made, and only one whose note was lost was made without.
    const noted = log.reduce((sum, { attempts }) => sum + attempts, 0);
    expect(came.length).toBeGreaterThanOrEqual(noted);
  }
  expect(lossy.lost()).toBeGreaterThan(0);
});
