import { describe, expect, test } from "vitest";
import { newId } from "../../../../worker/database/id.ts";
import {
  toCustomerIo,
  toKlaviyo,
  toMailchimp,
  toSegment,
  type MailEvent,
  type MailPerson,
} from "../../../../worker/events/mail-tools/index.ts";

const EARNED = {
  id: "evt_01k9zq3v5r00000000000000000000000042",
  type: "points.earned",
  timestamp: "2026-11-22T09:29:00.250Z",
  data: {
    memberId: "mem_1",
    customerId: "c-1042",
    entryId: "ent_1",
    points: 92,
    balance: 592,
    debt: 0,
    rule: "order",
    programVersion: 3,
    orderId: "1001",
    tier: "Silver",
    campaigns: ["Double week", "Gold"],
    lines: [{ id: "1", points: 45 }],
    expiresAt: null,
  },
} satisfies MailEvent;
const REACHED = {
  ...EARNED,
  type: "tier.changed",
  data: { from: null, to: { id: "silver", name: "Silver" }, direction: "up", noticeId: "ntc_1" },
} satisfies MailEvent;
const ANNA: MailPerson = {
  memberId: "mem_1",
  customerId: "c-1042",
  email: "Anna@Example.com",
  firstName: "Anna",
  points: 600,
  debt: 0,
};
const NAMELESS: MailPerson = { ...ANNA, customerId: null, email: null, firstName: null };

/** The example of docs/mail-tools.md. */
const FIELDS = {
  entry_id: "ent_1",
  points: 92,
  balance: 592,
  debt: 0,
  rule: "order",
  program_version: 3,
  order_id: "1001",
  tier: "Silver",
  campaigns: ["Double week", "Gold"],
  regulars_event_id: EARNED.id,
  regulars_event_type: "points.earned",
  regulars_member_id: "mem_1",
};
const STANDING = { regulars_points: 600, regulars_points_owed: 0 };

describe("Klaviyo", () => {
  test("an event with its metric, its profile, and the id by which it is recorded once", () => {
    expect(toKlaviyo(EARNED, ANNA)).toEqual([
      {
        method: "POST",
        path: "/api/events",
        headers: { "Content-Type": "application/vnd.api+json", revision: "2026-01-15" },
        body: {
          data: {
            type: "event",
            attributes: {
              unique_id: EARNED.id,
              time: EARNED.timestamp,
              properties: FIELDS,
              metric: { data: { type: "metric", attributes: { name: "Regulars Points Earned" } } },
              profile: {
                data: {
                  type: "profile",
                  attributes: {
                    email: "Anna@Example.com",
                    external_id: "c-1042",
                    first_name: "Anna",
                    properties: { ...STANDING, regulars_member_id: "mem_1" },
                  },
                },
              },
            },
          },
        },
      },
    ]);
  });

  test("nobody to name, nothing to tell", () => {
    expect(toKlaviyo(EARNED, NAMELESS)).toEqual([]);
  });
});

describe("Mailchimp", () => {
  test("merge fields first, then the event: texts alone, and the address as its hash", async () => {
    const path = "/3.0/lists/a1b2c3/members/6b56db1f84a3997b902509d3fbf0a306";
    const { campaigns: _list, ...scalars } = FIELDS;
    const texts = Object.fromEntries(Object.entries(scalars).map(([name, value]) => [name, String(value)]));
    expect(await toMailchimp(EARNED, ANNA, "a1b2c3")).toEqual([
      { method: "PATCH", path, body: { merge_fields: { POINTS: 600 } } },
      {
        method: "POST",
        path: `${path}/events`,
        body: {
          name: "regulars_points_earned",
          occurred_at: EARNED.timestamp,
          properties: { ...texts, campaigns: "Double week, Gold" },
        },
      },
    ]);
  });

  test("an event that says nothing of the standing is one call", async () => {
    const calls = await toMailchimp({ ...EARNED, data: { points: 5 } }, ANNA, "a1b2c3");
    expect(calls.map((call) => call.method)).toEqual(["POST"]);
  });

  test("names are no longer than Mailchimp takes, and no address stands in a path", async () => {
    const event = {
      ...EARNED,
      type: "a.type.that.is.longer.than.any.other",
      data: { x: 1, ["y".repeat(40)]: 2 },
    };
    const [call] = await toMailchimp(event, ANNA, "a/../b");
    const { name, properties } = call?.body as { name: string; properties: Record<string, string> };
    for (const each of [name, ...Object.keys(properties)]) expect(each.length).toBeLessThanOrEqual(30);
    expect(properties).not.toHaveProperty("x");
    expect(call?.path).toMatch(/^\/3\.0\/lists\/a%2F..%2Fb\/members\/[0-9a-f]{32}\/events$/);
  });

  test("without an address, nothing", async () => {
    expect(await toMailchimp(EARNED, { ...ANNA, email: null }, "a1b2c3")).toEqual([]);
  });
});

describe("Customer.io", () => {
  test("the person, then the event, with a ULID of its own", async () => {
    expect(await toCustomerIo(EARNED, ANNA)).toEqual([
      {
        method: "POST",
        path: "/api/v2/batch",
        body: {
          batch: [
            {
              type: "person",
              action: "identify",
              identifiers: { id: "c-1042" },
              attributes: {
                email: "Anna@Example.com",
                first_name: "Anna",
                ...STANDING,
                regulars_member_id: "mem_1",
              },
            },
            {
              type: "person",
              action: "event",
              identifiers: { id: "c-1042" },
              name: "regulars_points_earned",
              id: expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/) as string,
              timestamp: 1_795_339_740,
              attributes: FIELDS,
            },
          ],
        },
      },
    ]);
  });

  test("the ULID is the same each time, another for each event, and begins with the event's time", async () => {
    const idOf = async (event: MailEvent) => {
      const [call] = await toCustomerIo(event, ANNA);
      const { batch } = call?.body as { batch: { id?: string }[] };
      return batch[1]?.id ?? "";
    };
    const id = await idOf(EARNED);
    expect(await idOf({ ...EARNED })).toBe(id);
    const others = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        idOf({ ...EARNED, id: `${EARNED.id.slice(0, -2)}${index + 10}` }),
      ),
    );
    expect(new Set([id, ...others]).size).toBe(50);
    // As `ulid` encodes the time; ours is made by the same rule (worker/database/id.ts).
    expect(id.slice(0, 10)).toBe(newId("evt", Date.parse(EARNED.timestamp)).slice(4, 14).toUpperCase());
  });

  test("data can't change whom a campaign writes to", async () => {
    const data = { recipient: "eve@example.com", fromAddress: "x", replyTo: "y", points: 1 };
    const text = JSON.stringify(await toCustomerIo({ ...EARNED, data }, ANNA));
    expect(text).not.toMatch(/recipient|from_address|reply_to/);
    expect(text).toContain('"points":1');
  });

  test("by address where the store has no id, and nothing where there is neither", async () => {
    const [call] = await toCustomerIo(EARNED, { ...ANNA, customerId: null });
    const { batch } = call?.body as { batch: object[] };
    expect(batch[0]).toMatchObject({ identifiers: { email: "Anna@Example.com" } });
    expect(await toCustomerIo(EARNED, NAMELESS)).toEqual([]);
  });
});

describe("Segment", () => {
  test("identify and track in one batch, each with an id of its own", () => {
    const common = { userId: "c-1042", timestamp: EARNED.timestamp };
    const traits = { email: "Anna@Example.com", firstName: "Anna", ...STANDING, regulars_member_id: "mem_1" };
    expect(toSegment(EARNED, ANNA)).toEqual([
      {
        method: "POST",
        path: "/v1/batch",
        body: {
          batch: [
            { type: "identify", messageId: `${EARNED.id}-identify`, ...common, traits },
            {
              type: "track",
              messageId: EARNED.id,
              ...common,
              event: "Regulars Points Earned",
              properties: FIELDS,
            },
          ],
        },
      },
    ]);
  });

  test("who has no id of the store's is anonymous, by the member's", () => {
    const body = toSegment(EARNED, NAMELESS)[0]?.body as { batch: object[] };
    for (const message of body.batch) {
      expect(message).toMatchObject({ anonymousId: "mem_1" });
      expect(message).not.toHaveProperty("userId");
    }
  });
});

describe("whatever an event holds", () => {
  test("our own ids can't be overwritten, and names have no signs that a tool reads otherwise", () => {
    const data = { regularsEventId: "other", $email: "eve@example.com", "a.b": 1, "": 2, äö: 3, $: 4 };
    const [call] = toKlaviyo({ ...EARNED, data }, ANNA);
    const properties = JSON.stringify(call?.body);
    expect(properties).toContain(`"regulars_event_id":"${EARNED.id}"`);
    expect(properties).not.toContain("other");
    expect(properties).not.toContain("$email");
    expect(properties).toContain('"a_b":1');
    expect(properties).not.toContain('"":');
  });

  test("depth and number are bounded, and what is no number is left out", () => {
    const deep = { a: { b: { c: { d: { e: 1 } } } }, no: Number.NaN };
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, index]));
    const propertiesOf = (data: Record<string, unknown>) => {
      const body = toSegment({ ...EARNED, data }, ANNA)[0]?.body as { batch: { properties?: object }[] };
      return Object.keys(body.batch[1]?.properties ?? {});
    };
    expect(propertiesOf(deep)).toEqual(["regulars_event_id", "regulars_event_type", "regulars_member_id"]);
    expect(propertiesOf(many)).toHaveLength(103);
  });

  test("a tier that is reached is the person's, and one that is lost to below the first is none", () => {
    const traitsOf = (event: MailEvent) => {
      const body = toSegment(event, ANNA)[0]?.body as { batch: { traits?: object }[] };
      return body.batch[0]?.traits;
    };
    expect(traitsOf(REACHED)).toMatchObject({ regulars_tier: "Silver" });
    expect(traitsOf(REACHED)).not.toHaveProperty("regulars_points");
    expect(traitsOf({ ...REACHED, data: { ...REACHED.data, to: null } })).toMatchObject({
      regulars_tier: "",
    });
    // The tier by which an order earned is not where the person stands.
    expect(traitsOf(EARNED)).not.toHaveProperty("regulars_tier");
  });
});
