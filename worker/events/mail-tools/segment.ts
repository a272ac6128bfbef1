import { nameInWords, type MailCall, type MailEvent, type MailPerson } from "./event.ts";
import { fieldsOf, standingOf } from "./flatten.ts";

/**
 * Segment's identify and track, in one batch; a member without the store's own id is anonymous, by the member's id. A
 * repeated `messageId` is dropped. https://www.twilio.com/docs/segment/connections/sources/catalog/libraries/server/http-api
 */
export function toSegment(event: MailEvent, person: MailPerson): MailCall[] {
  const { customerId, email, firstName, memberId } = person;
  const common = {
    ...(customerId === null ? { anonymousId: memberId } : { userId: customerId }),
    timestamp: event.timestamp,
  };
  const traits = {
    ...(email === null ? {} : { email }),
    ...(firstName === null ? {} : { firstName }),
    ...standingOf(event, person),
    regulars_member_id: memberId,
  };
  const batch = [
    { type: "identify", messageId: `${event.id}-identify`, ...common, traits },
    {
      type: "track",
      messageId: event.id,
      ...common,
      event: nameInWords(event.type),
      properties: fieldsOf(event, person),
    },
  ];
  return [{ method: "POST", path: "/v1/batch", body: { batch } }];
}
