/** Lets two Workers share one address here. On Cloudflare, Regulars has an address of its own or routes of a zone. */
interface Gate {
  REGULARS: Fetcher;
  DEMO: Fetcher;
}

const regularsPaths =
  /^\/(w|p|v1|storefront|r|reference|widget|errors|webhooks|console|till)(\/|$)|^\/openapi\.json$/;

export default {
  fetch: (request, { REGULARS, DEMO }) =>
    (regularsPaths.test(new URL(request.url).pathname) ? REGULARS : DEMO).fetch(request),
} satisfies ExportedHandler<Gate>;
