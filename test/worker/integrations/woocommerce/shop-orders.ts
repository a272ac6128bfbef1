/** How the small WooCommerce lists orders. */

export type StoredOrder = Record<string, unknown> & { id: number; status: string; date_modified_gmt: string };

/** The site's clock is three hours behind GMT, as in the documentation's examples. */
const OFFSET = -3 * 3_600_000;
const ORDER_BY = ["date", "id", "include", "title", "slug", "modified"];
const TIME = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d(?::\d\d)?)?$/;

/** The orders that the query asks for, all pages; or the name of a parameter that is not as it may be. */
export function listOrders(
  all: StoredOrder[],
  query: Record<string, string>,
): { orders: StoredOrder[] } | { invalid: string } {
  if (!ORDER_BY.includes(query.orderby ?? "date")) return { invalid: "orderby" };
  const [after, before] = [query.modified_after, query.modified_before];
  for (const [name, time] of Object.entries({ modified_after: after, modified_before: before }))
    if (time !== undefined && !TIME.test(time)) return { invalid: name };
  const isGmt = query.dates_are_gmt === "true";
  const modified = (order: StoredOrder) =>
    isGmt ? order.date_modified_gmt : digits(Date.parse(`${order.date_modified_gmt}Z`) + OFFSET);
  const found = all
    .filter((order) => (query.status === "trash" ? order.status === "trash" : order.status !== "trash"))
    // Both bounds are exclusive.
    .filter((order) => after === undefined || modified(order) > bound(after))
    .filter((order) => before === undefined || modified(order) < bound(before));
  const sign = query.order === "asc" ? 1 : -1;
  return { orders: found.sort((a, b) => sign * compare(a, b, query.orderby)) };
}

/** A time as WordPress compares it: its digits where it has no offset, else turned into the site's own time. */
function bound(time: string): string {
  const hasOffset = /(Z|[+-]\d\d(:\d\d)?)$/.test(time);
  return hasOffset ? digits(Date.parse(time) + OFFSET) : time.slice(0, 19);
}

/** Orders of one second have no order of their own by `modified`: here the latest id comes first. */
function compare(a: StoredOrder, b: StoredOrder, by = "date"): number {
  if (by !== "modified" || a.date_modified_gmt === b.date_modified_gmt)
    return by === "modified" ? b.id - a.id : a.id - b.id;
  return a.date_modified_gmt < b.date_modified_gmt ? -1 : 1;
}

function digits(time: number): string {
  return new Date(time).toISOString().slice(0, 19);
}
