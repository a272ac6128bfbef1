/** The member whom the examples are about. */
export const member = {
  id: "mem_01kagx3v5r7h2m4q8s6t9w0y1z",
  customerId: "c-1042",
  email: "anna@example.com",
  phone: "+447700900123",
  number: "4829036157",
  firstName: "Anna",
  birthday: "02-29",
  segments: ["newsletter"],
  language: "en-GB",
  consent: { marketing: true, changedAt: "2026-11-22T10:04:00.000Z", source: "shopper" },
  joinedAt: "2026-11-01T12:00:00.000Z",
};
