import { nameInSnakeCase, type MailCall, type MailEvent, type MailPerson } from "./event.ts";
import { fieldsOf, standingOf } from "./flatten.ts";

/** Attributes of an event that would change whom and from whom a campaign writes. */
const RESERVED = new Set(["from_address", "recipient", "reply_to"]);

/**
 * Customer.io's Track API v2: the person, then the event, in one batch; nothing where there is nobody to name. A
 * ULID made from the event's id lets it drop a repeated one. The v2 calls name the person in the body, never in the path.
 * https://docs.customer.io/integrations/api/track/tag/track_v2/
 */
export async function toCustomerIo(event: MailEvent, person: MailPerson): Promise<MailCall[]> {
  const { customerId, email, firstName, memberId } = person;
  const identifiers = customerId !== null ? { id: customerId } : email !== null ? { email } : null;
  if (!identifiers) return [];
  const fields = Object.entries(fieldsOf(event, person)).filter(([name]) => !RESERVED.has(name));
  const batch = [
    {
      type: "person",
      action: "identify",
      identifiers,
      attributes: {
        ...(email === null ? {} : { email }),
        ...(firstName === null ? {} : { first_name: firstName }),
        ...standingOf(event, person),
        regulars_member_id: memberId,
      },
    },
    {
      type: "person",
      action: "event",
      identifiers,
      name: nameInSnakeCase(event.type),
      id: await ulidOf(event),
      timestamp: Math.floor(Date.parse(event.timestamp) / 1000),
      attributes: Object.fromEntries(fields),
    },
  ];
  return [{ method: "POST", path: "/api/v2/batch", body: { batch } }];
}

/** Crockford's base 32. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID that is the event's each time: its time in milliseconds, ten digits, and sixteen of its id's SHA-256. */
async function ulidOf({ id, timestamp }: MailEvent): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(id)));
  const time = Date.parse(timestamp);
  const digits = [
    ...Array.from({ length: 10 }, (_, place) => Math.floor(time / 32 ** (9 - place))),
    ...digest.slice(0, 16),
  ];
  return digits.map((digit) => DIGITS.charAt(digit % 32)).join("");
}
