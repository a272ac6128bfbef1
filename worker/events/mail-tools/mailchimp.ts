import { nameInSnakeCase, type MailCall, type MailEvent, type MailPerson } from "./event.ts";
import { fieldsOf, standingOf } from "./flatten.ts";

/** Mailchimp's names of events and of their properties: 2 to 30 characters. */
const LONGEST_NAME = 30;

/** Merge tags, of at most 10 characters, that the audience has to have. */
const MERGE_TAGS: Record<string, string> = {
  regulars_points: "POINTS",
  regulars_tier: "TIER",
};

/**
 * Mailchimp's Add Event, and where the event says how the person stands, an update of their merge fields; nothing
 * without an address. Both answer 404 for an address that is not in the audience: nobody is subscribed by this.
 * Mailchimp keeps an event that is sent twice twice. https://mailchimp.com/developer/marketing/api/list-member-events/
 */
export async function toMailchimp(event: MailEvent, person: MailPerson, listId: string): Promise<MailCall[]> {
  if (person.email === null) return [];
  const path = `/3.0/lists/${encodeURIComponent(listId)}/members/${await subscriberHash(person.email)}`;
  const told: MailCall = {
    method: "POST",
    path: `${path}/events`,
    body: {
      name: nameInSnakeCase(event.type).slice(0, LONGEST_NAME),
      occurred_at: event.timestamp,
      properties: textsOf(fieldsOf(event, person)),
    },
  };
  const merge_fields = Object.fromEntries(
    Object.entries(standingOf(event, person)).flatMap(([name, value]) => {
      const tag = MERGE_TAGS[name];
      return tag === undefined ? [] : [[tag, value]];
    }),
  );
  if (Object.keys(merge_fields).length === 0) return [told];
  // First, so that what the event sets off already reads them.
  return [{ method: "PATCH", path, body: { merge_fields } }, told];
}

/** Properties are texts. */
function textsOf(fields: ReturnType<typeof fieldsOf>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name.length >= 2)
      .map(([name, value]) => [
        name.slice(0, LONGEST_NAME),
        Array.isArray(value) ? value.join(", ") : String(value),
      ]),
  );
}

/** Mailchimp's id of an address, so that no address stands in a path: the MD5 of it in small letters. */
async function subscriberHash(email: string): Promise<string> {
  const digest = await crypto.subtle.digest("MD5", new TextEncoder().encode(email.toLowerCase()));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
