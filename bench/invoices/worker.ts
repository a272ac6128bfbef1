/** The Regulars Worker with a meter on its database. */
import { createApp } from "../../worker/app.ts";
import type { Environment } from "../../worker/environment.ts";
import { metered, type Spent } from "../cost/meter.ts";
import { newStore } from "../local/new-store.ts";

const app = createApp();
const spent: Spent = { trips: 0, rowsRead: 0, rowsWritten: 0 };

export default {
  async fetch(request, environment, context) {
    const { pathname } = new URL(request.url);
    if (pathname === "/bench/store") return Response.json(await newStore(environment));
    if (pathname === "/bench/spent") return Response.json(spent);
    const meter = metered(environment.DB);
    const response = await app.fetch(request, { ...environment, DB: meter.database }, context);
    const { trips, rowsRead, rowsWritten } = meter.take();
    spent.trips += trips;
    spent.rowsRead += rowsRead;
    spent.rowsWritten += rowsWritten;
    return response;
  },
} satisfies ExportedHandler<Environment>;
