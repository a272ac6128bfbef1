import type { ColumnMap } from "../fields.ts";

/**
 * WooCommerce Points and Rewards. The plugin has no export of its own: stores take the customers with an export plugin,
 * and the balance is the user's meta `wc_points_balance`, often exported with `meta:` before it. Other headers are those
 * of WordPress users, which is assumed. The customer id is the one that WooCommerce's orders name.
 */
export const wooCommercePoints: ColumnMap = {
  from: "Points and Rewards",
  columns: {
    customerId: ["customer_id", "user_id", "id"],
    email: ["user_email", "email", "billing_email"],
    points: ["wc_points_balance", "meta:wc_points_balance", "points_balance", "points"],
    firstName: ["first_name", "billing_first_name"],
    joinedAt: ["user_registered", "date_registered", "registered"],
    spend: ["total_spent", "_money_spent"],
    orders: ["order_count", "orders_count", "_order_count"],
  },
};
