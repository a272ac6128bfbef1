/** What the routes about connections and deliveries refuse. */
import { runsBeforeEach } from "../database/bindings.ts";
import { environment, StoreUnderTest } from "../store-under-test.ts";
import { integrationEndpoints } from "./endpoints-integrations.ts";
import type { Furnished } from "./furnished-store.ts";
import type { StatusCase } from "./status-cases.ts";

const LONG = "x".repeat(300);
const WITHOUT_API = {
  platform: "woocommerce",
  shop: "https://without-api.example.com",
  webhookSecret: "a-secret-of-theirs",
};

const method = (route: string) => route.slice(0, route.indexOf(" "));

/** The endpoint's own request with another id in its path. */
const withId = (route: string, code: string, id: (at: Furnished) => string): StatusCase => ({
  route,
  code,
  run: async (at) => {
    const endpoint = integrationEndpoints.find((each) => each.route === route);
    const { body } = (await endpoint?.request(at)) ?? {};
    const path = route.slice(route.indexOf(" ") + 1).replace("{id}", id(at));
    return at.store.server(method(route), path, { ...(body && { body }) });
  },
});

const withIds = integrationEndpoints.map(({ route }) => route).filter((route) => route.includes("{id}"));

export const integrationCases: StatusCase[] = [
  ...withIds.map((route) =>
    withId(route, route.includes("inbox") ? "delivery_not_found" : "connection_not_found", () => "nobodys"),
  ),
  ...withIds
    .filter((route) => method(route) !== "POST")
    .map((route) => withId(route, "invalid_request", () => LONG)),
  {
    route: "GET /v1/inbox",
    code: "invalid_request",
    run: async ({ store }) => store.server("GET", "/v1/inbox?status=lost"),
  },
  withId("POST /v1/inbox/{id}/retry", "delivery_done", ({ doneDelivery }) => doneDelivery),
  {
    route: "POST /v1/connections",
    code: "shop_connected",
    run: async () => {
      const store = await StoreUnderTest.make();
      await store.server("POST", "/v1/connections", { body: WITHOUT_API });
      return store.server("POST", "/v1/connections", { body: WITHOUT_API });
    },
  },
  {
    route: "POST /v1/connections/{id}/reconcile",
    code: "connection_without_api",
    run: async () => {
      const store = await StoreUnderTest.make();
      const made = await store.server("POST", "/v1/connections", { body: WITHOUT_API });
      const { id } = JSON.parse(made.text) as { id: string };
      const body = { since: new Date(store.now).toISOString() };
      return store.server("POST", `/v1/connections/${id}/reconcile`, { body });
    },
  },
  {
    route: "POST /v1/connections/{id}/reconcile",
    code: "reconcile_running",
    run: async () => {
      const store = await StoreUnderTest.make();
      const credentials = { consumerKey: "ck", consumerSecret: "cs" };
      const made = await store.server("POST", "/v1/connections", { body: { ...WITHOUT_API, credentials } });
      const { id } = JSON.parse(made.text) as { id: string };
      const body = { since: new Date(store.now).toISOString() };
      await store.server("POST", `/v1/connections/${id}/reconcile`, { body });
      return store.server("POST", `/v1/connections/${id}/reconcile`, { body });
    },
  },
  {
    route: "PATCH /v1/connections/{id}",
    code: "try_again",
    run: async ({ store, connectionId }) => {
      const rises = "UPDATE stores SET configuration_version = configuration_version + 1";
      store.environment = runsBeforeEach(() => environment.DB.prepare(rises).run());
      const answer = await store.server("PATCH", `/v1/connections/${connectionId}`, {
        body: { webhookSecret: "never-the-last-one" },
      });
      store.environment = environment;
      return answer;
    },
  },
];
