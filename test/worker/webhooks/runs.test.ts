/** Every schedule of the Worker is known to it, and webhooks have one of their own. */
import { createScheduledController } from "cloudflare:test";
import { expect, test } from "vitest";
import worker from "../../../worker/index.ts";
import { HookedStore } from "./hooked-store.ts";

const files = import.meta.glob<string>("../../../wrangler.toml", { query: "?raw", import: "default" });

test("the schedule of every minute sends what is waiting, and each does something", async () => {
  const wrangler = (await files["../../../wrangler.toml"]?.()) ?? "";
  const [line = ""] = /^crons = .*$/m.exec(wrangler) ?? [];
  const schedules = JSON.parse(line.slice("crons = ".length)) as string[];
  const at = await HookedStore.make();
  const { id } = await at.endpoint("/well");
  await at.unsent(id, () => at.store.member("anna"));
  const run = (cron: string) =>
    worker.scheduled(createScheduledController({ cron, scheduledTime: at.store.now }), at.store.environment);
  for (const cron of schedules.filter((each) => each !== "* * * * *")) await run(cron);
  expect(at.receiver.got).toHaveLength(0);
  await run("* * * * *");
  expect(at.receiver.types("/well")).toEqual(["member.created"]);
  await expect(run("7 7 7 7 7")).rejects.toThrow("Nothing is done on the schedule");
});
