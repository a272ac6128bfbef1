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
import { publicationRoutes } from "./integrations/vouchers/routes.ts";
import { exportRoutes } from "./exports/routes.ts";
import { servePage } from "./hosted/serve-page.ts";
import { importRoutes } from "./imports/routes.ts";
import { memberRoutes } from "./members/routes.ts";
import { memberDataRoutes } from "./members/routes/data.ts";
import { pointRoutes } from "./members/routes/points.ts";
import { eventRoutes } from "./events/routes.ts";
import { noticeRoutes } from "./notices/routes.ts";
import { orderRoutes } from "./orders/routes.ts";
import { followLink } from "./referrals/follow.ts";
import { referralRoutes } from "./referrals/routes.ts";
import { rewardRoutes } from "./rewards/routes.ts";
import { checkRoutes } from "./rewards/routes/check.ts";
import { codePoolRoutes } from "./rewards/routes/code-pools.ts";
import { reservationRoutes } from "./rewards/routes/reservations.ts";
import { signInRoutes } from "./sign-ins/routes.ts";
import { storefrontRoutes } from "./storefront/routes.ts";
import { storefrontActionRoutes } from "./storefront/routes/actions.ts";
import { storefrontCardRoutes } from "./storefront/routes/card.ts";
import { storefrontProfileRoutes } from "./storefront/routes/profile.ts";
import { storefrontSignInRoutes } from "./storefront/routes/sign-in.ts";
import { storefrontTokenCheckRoutes } from "./storefront/routes/token-checks.ts";
import { storefrontVoucherRoutes } from "./storefront/routes/vouchers.ts";
import { serveShopifyToken } from "./storefront/shopify-token.ts";
import { storefrontTagRoutes } from "./storefront/routes/tag.ts";
import { serveTag } from "./storefront/tag.ts";
import { serveWidgetFile } from "./storefront/widget-file.ts";
import { storeRoutes } from "./stores/routes.ts";
import { lookRoutes } from "./stores/routes/look.ts";
import { tierRoutes } from "./tiers/routes.ts";
import { tillRoutes } from "./till/routes.ts";
import { tillReceiptRoutes } from "./till/routes/receipts.ts";
import { tillRewardRoutes } from "./till/routes/rewards.ts";
import { staffRoutes } from "./till/routes/staff.ts";
import { timeRoutes } from "./time/routes.ts";
import { deliverAfterwards } from "./webhooks/after-write.ts";
import { webhookRoutes } from "./webhooks/routes.ts";
import { deliveryRoutes } from "./webhooks/routes/deliveries.ts";

/** The app; `clock` gives the time in milliseconds, once a request. */
export function createApp(clock: () => number = Date.now) {
  const app = router();
  const readClock = createMiddleware<AppTypes>(async (c, next) => {
    c.set("now", clock());
    await next();
  });

  app.use(readClock);
  app.use("/v1/*", limitBody, jsonBodies, requireSecretKey, deliverAfterwards);
  app.use("/storefront/*", storeOrigins, limitBody, jsonBodies, requirePublishableKey, deliverAfterwards);
  app.use("/till/*", storeOrigins, limitBody, jsonBodies, requirePublishableKey, deliverAfterwards);

  app.route("/", storeRoutes);
  app.route("/", lookRoutes);
  app.route("/", memberRoutes);
  app.route("/", memberDataRoutes);
  app.route("/", signInRoutes);
  app.route("/", pointRoutes);
  app.route("/", tierRoutes);
  app.route("/", orderRoutes);
  app.route("/", rewardRoutes);
  app.route("/", checkRoutes);
  app.route("/", codePoolRoutes);
  app.route("/", reservationRoutes);
  app.route("/", publicationRoutes);
  app.route("/", referralRoutes);
  app.route("/", bookRoutes);
  app.route("/", noticeRoutes);
  app.route("/", timeRoutes);
  app.route("/", connectionRoutes);
  app.route("/", inboxRoutes);
  app.route("/", reconcileRoutes);
  app.route("/", eventRoutes);
  app.route("/", webhookRoutes);
  app.route("/", deliveryRoutes);
  app.route("/", importRoutes);
  app.route("/", exportRoutes);
  app.route("/", storefrontRoutes);
  app.route("/", storefrontSignInRoutes);
  app.route("/", storefrontTokenCheckRoutes);
  app.route("/", storefrontActionRoutes);
  app.route("/", storefrontVoucherRoutes);
  app.route("/", storefrontProfileRoutes);
  app.get("/storefront/shopify/token", serveShopifyToken);
  app.route("/", storefrontCardRoutes);
  app.route("/", storefrontTagRoutes);
  app.route("/", staffRoutes);
  app.route("/", tillRoutes);
  app.route("/", tillReceiptRoutes);
  app.route("/", tillRewardRoutes);
  app.get("/w/:file", serveTag);
  app.get("/widget/:attempt/:file", serveWidgetFile);
  app.get("/p/:handle", servePage);
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
