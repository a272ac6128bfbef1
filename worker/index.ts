/** The Worker's doors. */
import { createApp } from "./app.ts";
import { databaseOf } from "./database/client.ts";
import type { Environment } from "./environment.ts";
import { workDuePublications } from "./integrations/vouchers/work-due.ts";
import { scheduled } from "./scheduled.ts";

const app = createApp();

export default {
  fetch: app.fetch,
  scheduled: async (controller, environment) => {
    await scheduled(databaseOf(environment), controller.scheduledTime);
    // Not the time that the run was planned for: how long a call is waited for is counted from here.
    await workDuePublications(environment, Date.now());
  },
} satisfies ExportedHandler<Environment>;
