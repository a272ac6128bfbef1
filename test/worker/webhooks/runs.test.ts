/** Webhooks have a scheduled run of their own, known by its schedule. */
import { createScheduledController } from "cloudflare:test";
import { expect, test } from "vitest";
import worker from "../../../worker/index.ts";
import { HookedStore } from "./hooked-store.ts";

const files = import.meta.glob<string>("../../../wrangler.toml", { query: "?raw", import: "default" });

test("the schedule of every minute sends what is waiting, the other one posts what is due", async () => {
  const wrangler = (await files["../../../wrangler.toml"]?.()) ?? "";
  const [line = ""] = /^crons = .*$/m.exec(wrangler) ?? [];
  const schedules = JSON.parse(line.slice("crons = ".length)) as string[];
  expect(schedules).toHaveLength(2);
  const [usual = "", minutely = ""] = schedules;
  const at = await HookedStore.make();
  const { id } = await at.endpoint("/well");
  await at.unsent(id, () => at.store.member("anna"));
  const run = (cron: string) =>
    worker.scheduled(createScheduledController({ cron, scheduledTime: at.store.now }), at.store.environment);
  await run(usual);
  expect(at.receiver.got).toHaveLength(0);
  await run(minutely);
  expect(at.receiver.types("/well")).toEqual(["member.created"]);
});
