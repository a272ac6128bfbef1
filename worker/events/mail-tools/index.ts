/** Events in the shapes of mail tools; docs/mail-tools.md is the owner's page, with the tables of fields. */
export { toCustomerIo } from "./customer-io.ts";
export type { MailCall, MailEvent, MailPerson } from "./event.ts";
export { toKlaviyo } from "./klaviyo.ts";
export { toMailchimp } from "./mailchimp.ts";
export { toSegment } from "./segment.ts";
