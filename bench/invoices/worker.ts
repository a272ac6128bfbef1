/** The Regulars Worker with a meter on its database, and with a clock that stands still where the bench sets it. */
import { createApp } from "../../worker/app.ts";
import type { Environment } from "../../worker/environment.ts";
import { metered, type Spent } from "../cost/meter.ts";
import { newStore } from "../local/new-store.ts";

let now = 0;
const app = createApp(() => now);
const spent: Spent = { trips: 0, rowsRead: 0, rowsWritten: 0 };

export default {
  async fetch(request, environment, context) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/bench/store") {
      now = Number(searchParams.get("now"));
      return Response.json(await newStore(environment));
    }
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
