import type { Profile } from "../../widget/api/types.ts";
import { type Answer, refusal } from "./mailed-codes.ts";
import type { FakeStorefront } from "./storefront.ts";

/** What a member of the fixtures says of themselves. */
export const profile: Profile = {
  firstName: "Anna",
  email: "anna@example.com",
  birthday: null,
  birthdayChangeable: true,
  language: null,
  consent: { marketing: false, changedAt: null },
  joinedAt: "2025-09-12T23:00:00.000Z",
  number: "4829036157",
};

/** How the fake Worker answers what members do about themselves, and how they earn; nothing for another path. */
export function answerOfMember(
  api: FakeStorefront,
  { method, path, body }: { method: string; path: string; body: object },
): Answer | undefined {
  switch (path) {
    case "profile":
      return method === "GET" ? { status: 200, body: api.profile } : change(api, body);
    case "profile/export":
      return { status: 200, body: { member: api.panel.member, entries: api.panel.entries } };
    case "profile/delete":
      if (!("confirm" in body) || body.confirm !== "delete") return refusal(422, "invalid_request");
      api.deleted = true;
      api.sessions.clear();
      return { status: 200, body: { erased: true } };
    case "actions":
      return act(api, "action" in body && typeof body.action === "string" ? body.action : "");
  }
  return undefined;
}

function change(api: FakeStorefront, changes: Partial<Profile>): Answer {
  const { profile: now } = api;
  if (changes.birthday !== undefined && changes.birthday !== now.birthday && !now.birthdayChangeable)
    return refusal(409, "birthday_fixed");
  api.profile = {
    ...now,
    ...changes,
    birthdayChangeable: now.birthdayChangeable && !changes.birthday,
    consent: { ...now.consent, ...changes.consent },
  };
  api.panel = { ...api.panel, member: { ...api.panel.member, firstName: api.profile.firstName } };
  return { status: 200, body: api.profile };
}

function act(api: FakeStorefront, id: string): Answer {
  const { panel } = api;
  const way = panel.program.earning.actions.find((each) => each.id === id && each.by === "shopper");
  if (!way) return refusal(404, "action_not_found");
  const standing = panel.actions.find((each) => each.id === id);
  if (standing && !standing.counts) return refusal(409, "action_limit_reached");
  api.acted.push(id);
  const balance = { ...panel.balance, available: panel.balance.available + way.points };
  const counts = way.limits.length === 0;
  api.panel = {
    ...panel,
    balance,
    actions: panel.actions.map((each) => (each.id === id ? { ...each, counts } : each)),
  };
  return { status: 201, body: { balance } };
}
