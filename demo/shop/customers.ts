import type { D1Database } from "@cloudflare/workers-types";

/** Someone with an account at the shop. */
export interface Customer {
  id: string;
  email: string;
  firstName: string;
}

interface Row {
  id: string;
  email: string;
  first_name: string;
}

const fromRow = (row: Row): Customer => ({ id: row.id, email: row.email, firstName: row.first_name });

/** The customer of that id, or null. */
export async function findCustomer(shop: D1Database, id: string): Promise<Customer | null> {
  const row = await shop
    .prepare("SELECT id, email, first_name FROM customer WHERE id = ?1")
    .bind(id)
    .first<Row>();
  return row && fromRow(row);
}

/**
 * The customer with that email, made if there is none; an existing one keeps their name. `isTold` says whether
 * Regulars knows of the account.
 */
export async function openAccount(
  shop: D1Database,
  details: { id?: string; email: string; firstName: string },
  now: number,
): Promise<{ customer: Customer; isTold: boolean }> {
  const email = details.email.toLowerCase();
  const id = details.id ?? `cus_${crypto.randomUUID().replaceAll("-", "").slice(0, 16)}`;
  const [, found] = await shop.batch<Row & { reported_at: number | null }>([
    shop
      .prepare(
        "INSERT INTO customer (id, email, first_name, created_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (email) DO NOTHING",
      )
      .bind(id, email, details.firstName, now),
    shop.prepare("SELECT id, email, first_name, reported_at FROM customer WHERE email = ?1").bind(email),
  ]);
  const row = found?.results[0];
  if (!row) throw new Error("The account was not made.");
  return { customer: fromRow(row), isTold: row.reported_at !== null };
}

/** Whether there is an account with that email. */
export async function hasAccount(shop: D1Database, email: string): Promise<boolean> {
  const row = await shop.prepare("SELECT 1 FROM customer WHERE email = ?1").bind(email.toLowerCase()).first();
  return row !== null;
}

/** Accounts that Regulars hasn't been told of. */
export async function unreportedCustomers(shop: D1Database): Promise<Customer[]> {
  const { results } = await shop
    .prepare(
      "SELECT id, email, first_name FROM customer WHERE reported_at IS NULL ORDER BY created_at LIMIT 20",
    )
    .all<Row>();
  return results.map(fromRow);
}

/** Notes that Regulars knows of the account. */
export async function markCustomerReported(shop: D1Database, id: string, now: number): Promise<void> {
  await shop.prepare("UPDATE customer SET reported_at = ?1 WHERE id = ?2").bind(now, id).run();
}
