/** A schema of the OpenAPI document as a TypeScript type. */
import { refName, type Schema } from "../reference/openapi.ts";

const NAME = /^[A-Za-z_$][\w$]*$/;

/** The type, as text that a formatter has yet to lay out. What a schema doesn't say is `unknown`. */
export function typeOf(schema: Schema | undefined): string {
  if (!schema) return "unknown";
  if (schema.$ref !== undefined) return refName(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const several = schema.oneOf ?? schema.anyOf;
  if (several) return union(several.map(typeOf));
  if (schema.allOf) return schema.allOf.map((each) => grouped(typeOf(each))).join(" & ");
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  return types.length === 0 ? "unknown" : union(types.map((type) => simpleType(type, schema)));
}

/** The comment for a part that is described, with a line break after it; nothing where it isn't. */
export function commentOf(description: string | undefined): string {
  if (description === undefined || description.trim() === "") return "";
  return `/** ${description
    .trim()
    .replaceAll("*/", "*∕")
    .replaceAll(/\s*\n\s*/g, " ")} */\n`;
}

/** The schemas that a schema names, those within them not included. */
export function* refsIn(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  if ("$ref" in value && typeof value.$ref === "string") yield refName(value.$ref);
  for (const [key, each] of Object.entries(value))
    if (key !== "example" && key !== "default") yield* refsIn(each);
}

/** The body of an object type: its fields, each with its comment. */
export function fieldsOf({
  properties = {},
  required = [],
}: Pick<Schema, "properties" | "required">): string {
  const fields = Object.entries(properties).map(([name, schema]) => {
    const key = NAME.test(name) ? name : JSON.stringify(name);
    return `${commentOf(schema.description)}${key}${required.includes(name) ? "" : "?"}: ${typeOf(schema)};\n`;
  });
  return `{\n${fields.join("")}}`;
}

function simpleType(type: string, schema: Schema): string {
  switch (type) {
    case "string":
    case "boolean":
    case "null":
      return type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return `${grouped(typeOf(schema.items))}[]`;
    case "object":
      return objectType(schema);
    default:
      return "unknown";
  }
}

function objectType(schema: Schema): string {
  const { properties, additionalProperties } = schema;
  const rest =
    typeof additionalProperties === "object" ? `Record<string, ${typeOf(additionalProperties)}>` : null;
  if (!properties || Object.keys(properties).length === 0)
    return rest ?? (additionalProperties === false ? "Record<string, never>" : "Record<string, unknown>");
  return rest === null ? fieldsOf(schema) : `${fieldsOf(schema)} & ${rest}`;
}

function union(types: string[]): string {
  const each = [...new Set(types)];
  // `unknown` swallows whatever stands beside it.
  return each.includes("unknown") ? "unknown" : each.join(" | ");
}

function grouped(type: string): string {
  return / [|&] /.test(type) && !type.startsWith("{") ? `(${type})` : type;
}
