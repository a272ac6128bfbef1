import { nameInWords, type MailCall, type MailEvent, type MailPerson } from "./event.ts";
import { fieldsOf, standingOf } from "./flatten.ts";

/** The version of Klaviyo's API that the shape is of; Klaviyo keeps each for two years. */
const REVISION = "2026-01-15";

/**
 * Klaviyo's Create Event, which makes or updates the profile as well; nothing where there is nobody to name. A repeated
 * `unique_id` is recorded once. https://developers.klaviyo.com/en/reference/create_event
 */
export function toKlaviyo(event: MailEvent, person: MailPerson): MailCall[] {
  const { email, customerId, firstName, memberId } = person;
  if (email === null && customerId === null) return [];
  const profile = {
    ...(email === null ? {} : { email }),
    ...(customerId === null ? {} : { external_id: customerId }),
    ...(firstName === null ? {} : { first_name: firstName }),
    properties: { ...standingOf(event, person), regulars_member_id: memberId },
  };
  return [
    {
      method: "POST",
      path: "/api/events",
      headers: { "Content-Type": "application/vnd.api+json", revision: REVISION },
      body: {
        data: {
          type: "event",
          attributes: {
            unique_id: event.id,
            time: event.timestamp,
            properties: fieldsOf(event, person),
            metric: { data: { type: "metric", attributes: { name: nameInWords(event.type) } } },
            profile: { data: { type: "profile", attributes: profile } },
          },
        },
      },
    },
  ];
}
