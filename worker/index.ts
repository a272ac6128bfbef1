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

/** The schedule of what integrations have to do: a run of its own, with D1's 1,000 queries to itself (wrangler.toml). */
const EVERY_MINUTE = "* * * * *";

export default {
  fetch: app.fetch,
  scheduled: async ({ cron, scheduledTime }, environment) => {
    if (cron !== EVERY_MINUTE) return scheduled(databaseOf(environment), scheduledTime);
    // Not the time that the run was planned for: how long an answer is waited for is counted from here.
    await workDue(environment, Date.now());
    await workDuePublications(environment, Date.now());
    await deliverDue(environment, Date.now());
    await runImports(environment, Date.now());
  },
  queue: async (messages, environment) => {
    await workQueue(messages, environment, Date.now());
  },
} satisfies ExportedHandler<Environment, { storeId: string }>;
