/**
 * The orders that changed since a time, in pages that lose none. Pages by number are not enough: an order that changes
 * while we read leaves its place, and the one that moves up into it would be passed over. So each page begins at the
 * second where the last one ended. Where more orders share a second than a page holds, that second is read by page
 * number, from the last page to the first: what moves up then moves to where we have yet to read.
 */
import { z } from "zod";
import { PlatformRefused, type Delivery, type ShopAccess } from "../platform.ts";
import { callApi, documented, refused, type ApiCall } from "./api.ts";

/** Orders a page: few enough that a small site answers in time. */
const PER_PAGE = 50;

/** Where the next page begins; times are whole seconds since 1970 UTC. */
const place = z.object({
  /** What is in the bin is not in WooCommerce's `any`, and is asked for after it. */
  status: z.enum(["any", "trash"]),
  /** The second from which on the run asks. */
  since: z.int(),
  /** Orders changed later than this. */
  after: z.int(),
  /** A second to be read by itself, and its page; 0 where it is not known how many there are. */
  second: z.object({ at: z.int(), page: z.int().min(0) }).optional(),
});
type Place = z.infer<typeof place>;

const orders = z.array(
  z.looseObject({ date_modified_gmt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/) }),
);
type Orders = z.infer<typeof orders>;

/**
 * A page of the orders changed at `since` (milliseconds) or later, and where the next begins. An order may be on two
 * pages. Refunds are told by their totals alone: readOrder has what they gave back.
 */
export async function changedOrders(
  access: ShopAccess,
  since: number,
  page: string | null,
): Promise<{ deliveries: Delivery[]; next: string | null }> {
  const at = page === null ? beginning(secondOf(since)) : place.parse(JSON.parse(page));
  const { found, pages } = await list(access, at);
  const next = at.second ? afterSecond(at, at.second, pages) : afterPage(at, found);
  return {
    deliveries: found.map((order) => ({ topic: "order.updated", body: JSON.stringify(order) })),
    next: next && JSON.stringify(next),
  };
}

function beginning(since: number, status: Place["status"] = "any"): Place {
  return { status, since, after: since - 1 };
}

async function list(
  access: ShopAccess,
  { status, after, second }: Place,
): Promise<{ found: Orders; pages: number }> {
  const call: ApiCall = {
    method: "GET",
    path: "orders",
    query: {
      status,
      per_page: String(PER_PAGE),
      order: "asc",
      // A time with an offset would be turned into the site's own: these go as GMT by this word alone.
      dates_are_gmt: "true",
      ...(second
        ? {
            orderby: "id",
            modified_after: textOf(second.at - 1),
            modified_before: textOf(second.at + 1),
            page: String(Math.max(1, second.page)),
          }
        : { orderby: "modified", modified_after: textOf(after), page: "1" }),
    },
  };
  const answer = await callApi(access, call);
  if (answer.ok) return { found: documented(orders, answer.value, call), pages: answer.pages };
  if (answer.code === "rest_invalid_param")
    throw new PlatformRefused(
      "This WooCommerce is too old to be asked for changed orders: that needs version 5.8. Its webhooks work all the same.",
    );
  throw refused(call, answer);
}

function afterPage(at: Place, found: Orders): Place | null {
  if (found.length < PER_PAGE) return at.status === "any" ? beginning(at.since, "trash") : null;
  const times = found.map((order) => secondOf(Date.parse(`${order.date_modified_gmt}Z`)));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return first === last ? { ...at, second: { at: first, page: 0 } } : { ...at, after: last - 1 };
}

function afterSecond(place: Place, { at, page }: { at: number; page: number }, pages: number): Place {
  const { status, since } = place;
  const next = page === 0 ? pages : page - 1;
  return next < 1 ? { status, since, after: at } : { ...place, second: { at, page: next } };
}

function secondOf(time: number): number {
  return Math.floor(time / 1000);
}

/** The second as the API takes it, in GMT and without saying so. */
function textOf(second: number): string {
  return new Date(second * 1000).toISOString().slice(0, 19);
}
