/** What the routes about time and notices refuse. */
import { environment, StoreUnderTest } from "../store-under-test.ts";
import { runsBeforeEach } from "../database/bindings.ts";
import type { StatusCase } from "./status-cases.ts";

const route = "POST /v1/test-clock";
const body = { advanceDays: 1 };

export const timeCases: StatusCase[] = [
  {
    route: "GET /v1/notices",
    code: "invalid_request",
    run: async ({ store }) => store.server("GET", "/v1/notices?cursor=*"),
  },
  {
    route,
    code: "not_a_sandbox",
    run: async () => (await StoreUnderTest.make()).server("POST", "/v1/test-clock", { body }),
  },
  {
    route,
    code: "try_again",
    run: async ({ store }) => {
      const rises = "UPDATE stores SET configuration_version = configuration_version + 1";
      store.environment = runsBeforeEach(() => environment.DB.prepare(rises).run());
      const answer = await store.server("POST", "/v1/test-clock", { body });
      store.environment = environment;
      return answer;
    },
  },
];
