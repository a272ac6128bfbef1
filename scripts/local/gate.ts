/** Lets two Workers share one address here. On Cloudflare, Regulars has an address of its own or routes of a zone. */
interface Gate {
  REGULARS: Fetcher;
  DEMO: Fetcher;
  /** Where the local mailbox's pages are. */
  MAILBOX_URL: string;
}

const regularsPaths =
  /^\/(w|p|v1|storefront|r|reference|widget|errors|webhooks|console|till)(\/|$)|^\/openapi\.json$/;

export default {
  fetch: (request, { REGULARS, DEMO, MAILBOX_URL }) => {
    const { pathname } = new URL(request.url);
    if (/^\/mailbox(\/|$)/.test(pathname)) return fetch(MAILBOX_URL + pathname);
    return (regularsPaths.test(pathname) ? REGULARS : DEMO).fetch(request);
  },
} satisfies ExportedHandler<Gate>;
