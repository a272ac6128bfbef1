/** The Worker's doors. */
import { createApp } from "./app.ts";
import { databaseOf } from "./database/client.ts";
import type { Environment } from "./environment.ts";
import { runImports } from "./imports/run-due.ts";
import { scheduled } from "./scheduled.ts";

const app = createApp();

export default {
  fetch: app.fetch,
  scheduled: async (controller, environment) => {
    await scheduled(databaseOf(environment), controller.scheduledTime);
    await runImports(environment, controller.scheduledTime);
  },
} satisfies ExportedHandler<Environment>;
