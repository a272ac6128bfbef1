/** What webhooks tell of customers and of people's rights. */
import { z } from "zod";
import { firstName } from "../../program/first-name.ts";
import type { Told, ToldCustomer } from "../platform.ts";
import { idOf, ids, read, shopifyId, textOrNull } from "./parts.ts";

const customer = z.object({
  ...ids,
  email: textOrNull,
  first_name: textOrNull,
  phone: textOrNull,
  updated_at: textOrNull,
});

/** customers/create and customers/update. */
export function toldCustomer(payload: unknown): Told {
  const told = read(customer, payload);
  const email = z.email().max(254).safeParse(told.email);
  const name = firstName.safeParse(told.first_name);
  const known: ToldCustomer = {
    id: idOf(told),
    email: email.success ? email.data : null,
    firstName: name.success ? name.data : null,
    phone: told.phone,
  };
  const updatedAt = Date.parse(told.updated_at ?? "");
  return { kind: "customer", customer: Number.isNaN(updatedAt) ? known : { ...known, updatedAt } };
}

/** customers/delete. */
export function toldDeletion(payload: unknown): Told {
  return { kind: "customer_deleted", customerId: idOf(read(z.object(ids), payload)) };
}

const merge = z.object({
  admin_graphql_api_customer_kept_id: shopifyId,
  admin_graphql_api_customer_deleted_id: shopifyId,
  status: z.string().nullish(),
});

/** customers/merge, which is told of attempts as well. */
export function toldMerge(payload: unknown): Told {
  const told = read(merge, payload);
  const status = told.status ?? "completed";
  if (status !== "completed")
    return { kind: "nothing", detail: "The two customers were not merged: the attempt failed or goes on." };
  return {
    kind: "customers_merged",
    from: told.admin_graphql_api_customer_deleted_id,
    into: told.admin_graphql_api_customer_kept_id,
  };
}

const person = z.object({ customer: z.object({ id: shopifyId, email: textOrNull }) });

/** customers/data_request and customers/redact. */
export function toldPerson(kind: "customer_data_requested" | "customer_redacted", payload: unknown): Told {
  const { customer: about } = read(person, payload);
  return { kind, customerId: about.id, email: about.email };
}
