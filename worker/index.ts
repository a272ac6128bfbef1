/** The Worker's doors. */
import { createApp } from "./app.ts";
import { databaseOf } from "./database/client.ts";
import type { Environment } from "./environment.ts";
import { runImports } from "./imports/run-due.ts";
import { workQueue } from "./integrations/inbox/wake-inbox.ts";
import { workDuePublications } from "./integrations/vouchers/work-due.ts";
import { workDue } from "./integrations/work-due.ts";
import { scheduled } from "./scheduled.ts";
import { deliverDue } from "./webhooks/deliver.ts";

const app = createApp();

/**
 * What each schedule of wrangler.toml does, at the real time `now` (milliseconds). Each is a run of its own, for D1 answers
 * 1,000 queries of one; all of it may stop anywhere and run again, and beside itself.
 */
const schedules: Record<string, (environment: Environment, now: number) => Promise<void>> = {
  "*/5 * * * *": (environment, now) => scheduled(databaseOf(environment), now),
  "* * * * *": deliverDue,
  "*/2 * * * *": async (environment, now) => {
    await workDue(environment, now);
    // Not the time that the run was planned for: how long a call is waited for is counted from here.
    await workDuePublications(environment, Date.now());
  },
  "1-59/2 * * * *": runImports,
};

export default {
  fetch: app.fetch,
  scheduled: async ({ cron, scheduledTime }, environment) => {
    const run = schedules[cron];
    if (!run) throw new Error(`Nothing is done on the schedule ${cron}.`);
    await run(environment, scheduledTime);
  },
  queue: async (messages, environment) => {
    await workQueue(messages, environment, Date.now());
  },
} satisfies ExportedHandler<Environment, { storeId: string }>;
