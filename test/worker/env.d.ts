/** The bindings that Worker tests see: the Worker's own, and the migrations for the set-up file. */
import type { D1Migration } from "cloudflare:test";
import type { Environment } from "../../worker/environment.ts";

declare global {
  namespace Cloudflare {
    interface Env extends Environment {
      TEST_MIGRATIONS: D1Migration[];
      QUICK_DATABASE: DurableObjectNamespace;
    }
    interface GlobalProps {
      mainModule: typeof import("../../worker/index.ts");
    }
  }
}
