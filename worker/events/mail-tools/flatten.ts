import type { MailEvent, MailPerson } from "./event.ts";

type Scalar = string | number | boolean;
/** What mail tools can segment by: names in snake case, and no objects. */
export type Fields = Record<string, Scalar | Scalar[]>;

/** Fields deep; what lies deeper is left out. */
const DEEPEST = 4;
/** Fields of one event: far below what any tool takes. */
const MOST = 100;

/** Whom it is about stands in the profile, and in `regulars_member_id`. */
const OURS = new Set(["member_id", "customer_id"]);

/**
 * What happened as flat fields: those of the event's data, `to.name` as `to_name`, and the event's and the person's ids.
 * Empty values and lists of objects are left out.
 */
export function fieldsOf(event: MailEvent, person: MailPerson): Fields {
  return {
    ...Object.fromEntries(
      flatten(event.data, [], DEEPEST)
        .filter(([name]) => !OURS.has(name))
        .slice(0, MOST),
    ),
    regulars_event_id: event.id,
    regulars_event_type: event.type,
    regulars_member_id: person.memberId,
  };
}

function flatten(value: object, path: string[], depth: number): [name: string, value: Scalar | Scalar[]][] {
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) => {
    const name = snakeCase(key);
    if (name === "") return [];
    const at = [...path, name];
    if (isScalar(each)) return [[at.join("_"), each]];
    if (Array.isArray(each)) return each.length > 0 && each.every(isScalar) ? [[at.join("_"), each]] : [];
    return typeof each === "object" && each !== null && depth > 1 ? flatten(each, at, depth - 1) : [];
  });
}

/**
 * Where the person stands, as the tool's profile should have it: their points as they are when it is sent, after whatever
 * moved points, and their tier after a change of it.
 */
export function standingOf({ type, data }: MailEvent, { points, debt }: MailPerson): Fields {
  if ("balance" in data) return { regulars_points: points, regulars_points_owed: debt };
  if (type !== "tier.changed" || !("to" in data)) return {};
  const { to } = data;
  const name = typeof to === "object" && to !== null && "name" in to ? to.name : "";
  return isScalar(name) ? { regulars_tier: name } : {};
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}

/** Letters, digits and underscores alone: some tools give names with a $ or a dot a meaning of their own. */
function snakeCase(key: string): string {
  return key
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1_$2")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "_")
    .replaceAll(/^_+|_+$/g, "")
    .toLowerCase();
}
