/** Topics of our own: deliveries that were asked for, and not sent. */

/** An order as it was read by GraphQL. */
export const READ_ORDER = "graphql/order";
/** An order that was changed, by its id. */
export const CHANGED_ORDER = "graphql/order_changed";
