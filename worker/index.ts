/** The Worker's doors. */
import { createApp } from "./app.ts";
import { databaseOf } from "./database/client.ts";
import type { Environment } from "./environment.ts";
import { scheduled } from "./scheduled.ts";
import { deliverDue } from "./webhooks/deliver.ts";

const app = createApp();

export default {
  fetch: app.fetch,
  scheduled: async (controller, environment) => {
    await scheduled(databaseOf(environment), controller.scheduledTime);
    await deliverDue(environment, controller.scheduledTime);
  },
} satisfies ExportedHandler<Environment>;
