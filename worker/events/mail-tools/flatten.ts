import type { MailEvent, MailPerson } from "./event.ts";

type Scalar = string | number | boolean;
/** What mail tools can segment by: names in snake case, and no objects. */
export type Fields = Record<string, Scalar | Scalar[]>;

/** Fields deep; what lies deeper is left out. */
const DEEPEST = 4;
/** Fields of one event: far below what any tool takes. */
const MOST = 100;

/**
 * What happened as flat fields: those of the event's data, `balance.available` as `balance_available`, and the event's
 * and the person's ids. Empty values and lists of objects are left out.
 */
export function fieldsOf(event: MailEvent, person: MailPerson): Fields {
  return {
    ...Object.fromEntries(flatten(event.data, [], DEEPEST).slice(0, MOST)),
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

/** What the event says of where the person stands now, as the tool's profile should have it. */
export function standingOf({ data }: MailEvent): Fields {
  const balance = objectOf(data.balance);
  const tier = typeof data.tier === "string" ? data.tier : objectOf(data.tier).name;
  const fields = {
    regulars_points: balance.available,
    regulars_points_pending: balance.pending,
    regulars_points_owed: balance.debt,
    regulars_tier: tier,
  };
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, Scalar] => isScalar(field[1])),
  );
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
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
