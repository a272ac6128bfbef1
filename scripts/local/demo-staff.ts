import { z } from "zod";

const signIn = z.object({ staff: z.object({ number: z.string() }), pin: z.string(), till: z.url() });

/**
 * Who serves at the demo store's till, and what they sign in with. The same each time that it is asked, for as long as
 * the Worker remembers the key: the PIN itself is kept nowhere.
 *
 * @throws Error when the Worker doesn't answer as it should
 */
export async function demoStaff(
  url: string,
  secretKey: string,
): Promise<{ till: string; number: string; pin: string }> {
  const response = await fetch(`${url}/v1/staff`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${secretKey}`,
      "Content-Type": "application/json",
      "Idempotency-Key": "the demo's till",
    },
    body: JSON.stringify({ name: "Priya" }),
  });
  if (!response.ok) throw new Error(`The demo's till could not be opened: ${await response.text()}`);
  const { staff, pin, till } = signIn.parse(await response.json());
  return { till, number: staff.number, pin };
}
