/** As much of GraphQL as a shop's server needs: queries read, what they cost, and answers cut to what they ask for. */

export interface Field {
  name: string;
  alias: string;
  args: Record<string, unknown>;
  selections: Selection[];
}
export type Selection = Field | { on: string; selections: Selection[] };

/** The fields that the query asks for at its top; variables stand in their places. */
export function parseQuery(query: string, variables: Record<string, unknown>): Field[] {
  const tokens = query.match(/\.\.\.|"[^"]*"|[A-Za-z_]\w*|-?\d+|[{}()[\]:$!,]/g) ?? [];
  let at = 0;
  const next = (expected?: string): string => {
    const token = tokens[at++] ?? "";
    if (expected !== undefined && token !== expected)
      throw new Error(`Expected ${expected}, found ${token}.`);
    return token;
  };
  const value = (): unknown => {
    const token = next();
    if (token === "$") return variables[next()] ?? null;
    if (token.startsWith('"')) return token.slice(1, -1);
    return /^-?\d+$/.test(token) ? Number(token) : token;
  };
  const selections = (): Selection[] => {
    const found: Selection[] = [];
    next("{");
    while (tokens[at] !== "}") found.push(selection());
    next("}");
    return found;
  };
  const selection = (): Selection => {
    if (tokens[at] === "...") {
      next("...");
      next("on");
      return { on: next(), selections: selections() };
    }
    let name = next();
    const alias = name;
    if (tokens[at] === ":") {
      next(":");
      name = next();
    }
    const args: Record<string, unknown> = {};
    if (tokens[at] === "(") {
      next("(");
      while (tokens[at] !== ")") {
        if (tokens[at] === ",") next(",");
        const arg = next();
        next(":");
        args[arg] = value();
      }
      next(")");
    }
    return { name, alias, args, selections: tokens[at] === "{" ? selections() : [] };
  };
  // The operation's kind, name and variables.
  while (tokens[at] !== "{" && at < tokens.length) at++;
  return selections() as Field[];
}

/** What the query costs as Shopify counts it: an object 1, a list as many as are asked for, scalars nothing. */
export function costOf(selections: Selection[]): number {
  return selections.reduce((sum, each) => {
    if ("on" in each) return sum + costOf(each.selections);
    if (each.selections.length === 0) return sum;
    const { first } = each.args;
    return (
      sum +
      (typeof first === "number" ? first : 1) * Math.max(1, 1 + costOf(each.selections) - (first ? 1 : 0))
    );
  }, 0);
}

/** A field that the object doesn't have: Shopify refuses the query. */
export class UndefinedField extends Error {}

/** The value, cut to the fields that are asked for; lists become pages where they are asked for as such. */
export function cut(value: unknown, field: Field): unknown {
  if (value === null || field.selections.length === 0) return value;
  const { first, after } = field.args;
  if (Array.isArray(value)) {
    const from = typeof after === "string" ? Number(atob(after)) : 0;
    const until = from + (typeof first === "number" ? first : value.length);
    const part: unknown[] = value.slice(from, until);
    if (!field.selections.some((each) => "name" in each && each.name === "nodes"))
      return part.map((each) => object(each, field.selections));
    const pageInfo = {
      hasNextPage: until < value.length,
      endCursor: part.length > 0 ? btoa(String(until)) : null,
    };
    return object({ nodes: part, pageInfo }, field.selections);
  }
  return object(value, field.selections);
}

function object(value: unknown, selections: Selection[]): unknown {
  const known = value as Record<string, unknown>;
  const found: Record<string, unknown> = {};
  for (const each of selections) {
    if ("on" in each) {
      if (known.__typename === each.on) Object.assign(found, object(known, each.selections));
    } else if (known[each.name] === undefined) throw new UndefinedField(each.name);
    else found[each.alias] = cut(known[each.name], each);
  }
  return found;
}
