/** Works deliveries inside the local runtime, as the consumer does, and answers with what it cost. */
import type { Environment } from "../../worker/environment.ts";
import { measureInbox, WAYS } from "./measure.ts";

export default {
  async fetch(request, environment) {
    const { searchParams } = new URL(request.url);
    const way = WAYS.find((each) => each === searchParams.get("way")) ?? "gathered";
    return Response.json(await measureInbox(environment, way, Number(searchParams.get("orders"))));
  },
} satisfies ExportedHandler<Environment>;
