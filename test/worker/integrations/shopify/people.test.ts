/** Who Shopify's deliveries are about: customers, guests, and people with rights. */
import { describe, expect, test } from "vitest";
import { orderOf, translate } from "./told.ts";
import { webhookOrder } from "./fixtures/orders.ts";

describe("who placed it", () => {
  test("a guest is known by the address alone", () => {
    expect(orderOf(webhookOrder({ customer: null })).customer).toEqual({ email: "anna@example.com" });
  });
  test("without an address there is nobody", () => {
    expect(orderOf(webhookOrder({ customer: null, email: "", contact_email: null })).customer).toBeNull();
  });
  test("a customer without an address of their own doesn't get the order's", () => {
    const customer = { id: 9001, email: null, first_name: "  " };
    expect(orderOf(webhookOrder({ customer })).customer).toEqual({ id: "9001" });
  });
  test("a name or an address that no field takes is left out, and the order is taken", () => {
    const customer = { id: 9001, email: "not an address", first_name: "a\u0000b" };
    expect(orderOf(webhookOrder({ customer })).customer).toEqual({ id: "9001" });
  });
});

describe("customers and people's rights", () => {
  const customer = { id: 9001, email: "anna@example.com", first_name: "Anna", phone: "+442071234567" };
  test("a customer", () => {
    expect(translate("customers/create", customer)).toEqual({
      kind: "customer",
      customer: { id: "9001", email: "anna@example.com", firstName: "Anna", phone: "+442071234567" },
    });
    expect(translate("customers/update", { id: 9001 })).toMatchObject({
      customer: { email: null, phone: null },
    });
    expect(translate("customers/delete", { id: 9001 })).toEqual({
      kind: "customer_deleted",
      customerId: "9001",
    });
  });

  const merge = {
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/1",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/2",
  };
  test("a merge that is done, and one that failed or goes on", () => {
    expect(translate("customers/merge", { ...merge, status: "completed" })).toEqual({
      kind: "customers_merged",
      from: "2",
      into: "1",
    });
    for (const status of ["failed", "in_progress", "requested"])
      expect(translate("customers/merge", { ...merge, status }).kind).toBe("nothing");
  });

  test("the compliance three", () => {
    const about = { shop_id: 1, shop_domain: "juniper.myshopify.com", customer };
    const told = { customerId: "9001", email: "anna@example.com" };
    expect(translate("customers/data_request", about)).toEqual({ kind: "customer_data_requested", ...told });
    expect(translate("customers/redact", about)).toEqual({ kind: "customer_redacted", ...told });
    expect(translate("shop/redact", about)).toEqual({ kind: "shop_redacted" });
  });
});
