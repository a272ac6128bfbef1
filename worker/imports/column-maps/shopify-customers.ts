import type { ColumnMap } from "../fields.ts";

/**
 * The customers of a Shopify store, as its admin exports them: Customer ID, First Name, Last Name, Email, Accepts Email
 * Marketing, addresses, Phone, Total Spent, Total Orders, Note, Tax Exempt, Tags. Tags become segments. Excel shows
 * the id with an apostrophe before it, which is left out. No points: a balance comes from the program before.
 */
export const shopifyCustomers: ColumnMap = {
  from: "Shopify",
  columns: {
    customerId: ["customer id", "id"],
    email: ["email"],
    phone: ["phone"],
    firstName: ["first name"],
    segments: ["tags"],
    marketing: ["accepts email marketing", "accepts marketing"],
    spend: ["total spent"],
    orders: ["total orders"],
  },
};
