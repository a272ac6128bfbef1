import { nameInSnakeCase, type MailCall, type MailEvent, type MailPerson } from "./event.ts";
import { fieldsOf, standingOf } from "./flatten.ts";

/** Attributes of an event that would change whom and from whom a campaign writes. */
const RESERVED = new Set(["from_address", "recipient", "reply_to"]);

/** The layout of a ULID; Crockford's base 32 has no I, L, O, U. */
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/**
 * Customer.io's Track API v2: the person, then the event, in one batch; nothing where there is nobody to name. The
 * event's own ULID lets it drop a repeated one. The v2 calls name the person in the body, never in the path.
 * https://docs.customer.io/integrations/api/track/tag/track_v2/
 */
export function toCustomerIo(event: MailEvent, person: MailPerson): MailCall[] {
  const { customerId, email, firstName, memberId } = person;
  const identifiers = customerId !== null ? { id: customerId } : email !== null ? { email } : null;
  if (!identifiers) return [];
  const ulid = event.id.slice(event.id.indexOf("_") + 1).toUpperCase();
  const fields = Object.entries(fieldsOf(event, person)).filter(([name]) => !RESERVED.has(name));
  const batch = [
    {
      type: "person",
      action: "identify",
      identifiers,
      attributes: {
        ...(email === null ? {} : { email }),
        ...(firstName === null ? {} : { first_name: firstName }),
        ...standingOf(event),
        regulars_member_id: memberId,
      },
    },
    {
      type: "person",
      action: "event",
      identifiers,
      name: nameInSnakeCase(event.type),
      ...(ULID.test(ulid) ? { id: ulid } : {}),
      timestamp: Math.floor(Date.parse(event.createdAt) / 1000),
      attributes: Object.fromEntries(fields),
    },
  ];
  return [{ method: "POST", path: "/api/v2/batch", body: { batch } }];
}
