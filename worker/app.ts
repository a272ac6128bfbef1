/** Every route of the Worker, mounted on one screen. */
import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import { HTTPException } from "hono/http-exception";
import { bookRoutes } from "./books/routes.ts";
import { newId } from "./database/id.ts";
import { router, type AppTypes } from "./http/app-types.ts";
import { requirePublishableKey, requireSecretKey } from "./http/authentication.ts";
import { jsonBodies } from "./http/bodies.ts";
import { storeOrigins } from "./http/cors.ts";
import { framesOf } from "./http/frames.ts";
import { limitBody } from "./http/limits.ts";
import { answerProblem, Problem } from "./http/problem.ts";
import { limitDelivery, receiveDelivery } from "./integrations/inbox/receive-delivery.ts";
import { connectionRoutes } from "./integrations/routes/connections.ts";
import { inboxRoutes } from "./integrations/routes/inbox.ts";
import { reconcileRoutes } from "./integrations/routes/reconcile.ts";
import { memberRoutes } from "./members/routes.ts";
import { pointRoutes } from "./members/routes/points.ts";
import { noticeRoutes } from "./notices/routes.ts";
import { orderRoutes } from "./orders/routes.ts";
import { followLink } from "./referrals/follow.ts";
import { referralRoutes } from "./referrals/routes.ts";
import { rewardRoutes } from "./rewards/routes.ts";
import { checkRoutes } from "./rewards/routes/check.ts";
import { codePoolRoutes } from "./rewards/routes/code-pools.ts";
import { storefrontRoutes } from "./storefront/routes.ts";
import { storefrontActionRoutes } from "./storefront/routes/actions.ts";
import { storefrontVoucherRoutes } from "./storefront/routes/vouchers.ts";
import { serveTag } from "./storefront/tag.ts";
import { storeRoutes } from "./stores/routes.ts";
import { tierRoutes } from "./tiers/routes.ts";
import { timeRoutes } from "./time/routes.ts";

/** The app; `clock` gives the time in milliseconds, once a request. */
export function createApp(clock: () => number = Date.now) {
  const app = router();
  const readClock = createMiddleware<AppTypes>(async (c, next) => {
    c.set("now", clock());
    await next();
  });

  app.use(readClock);
  app.use("/v1/*", limitBody, jsonBodies, requireSecretKey);
  app.use("/storefront/*", storeOrigins, limitBody, jsonBodies, requirePublishableKey);

  app.route("/", storeRoutes);
  app.route("/", memberRoutes);
  app.route("/", pointRoutes);
  app.route("/", tierRoutes);
  app.route("/", orderRoutes);
  app.route("/", rewardRoutes);
  app.route("/", checkRoutes);
  app.route("/", codePoolRoutes);
  app.route("/", referralRoutes);
  app.route("/", bookRoutes);
  app.route("/", noticeRoutes);
  app.route("/", timeRoutes);
  app.route("/", connectionRoutes);
  app.route("/", inboxRoutes);
  app.route("/", reconcileRoutes);
  app.route("/", storefrontRoutes);
  app.route("/", storefrontActionRoutes);
  app.route("/", storefrontVoucherRoutes);
  app.get("/w/:file", serveTag);
  app.post("/webhooks/:connection", limitDelivery, receiveDelivery);
  app.get("/r/:code", followLink);

  app.notFound((c) => answerProblem(c, new Problem("not_found")));
  app.onError((error, c) => {
    if (error instanceof Problem) return answerProblem(c, error);
    if (error instanceof HTTPException && error.status === 400)
      return answerProblem(c, new Problem("malformed_json"));
    const request = c.req.header("CF-Ray") ?? newId("req", c.get("now"));
    // The kind of error and where, but not its message, which may hold a statement's parameters: personal data.
    const frames = framesOf(error);
    console.error(
      JSON.stringify({ request, method: c.req.method, route: routePath(c), error: error.name, frames }),
    );
    return answerProblem(
      c,
      new Problem("internal_error", `Something went wrong on our side. It was noted as ${request}.`),
    );
  });
  return app;
}
