/** The Worker's doors. */
import { createApp } from "./app.ts";
import { databaseOf } from "./database/client.ts";
import type { Environment } from "./environment.ts";
import { scheduled } from "./scheduled.ts";
import { deliverDue } from "./webhooks/deliver.ts";

const app = createApp();

/** The schedule (wrangler.toml) that sends webhooks: a run of its own, because D1 answers so many queries a run. */
const WEBHOOKS = "* * * * *";

export default {
  fetch: app.fetch,
  scheduled: async (controller, environment) => {
    if (controller.cron === WEBHOOKS) await deliverDue(environment, controller.scheduledTime);
    else await scheduled(databaseOf(environment), controller.scheduledTime);
  },
} satisfies ExportedHandler<Environment>;
