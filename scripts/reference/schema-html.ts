/** Schemas as lists of fields: a name, a type, and what a value has to be. */
import { markup, Markup, prose } from "./markup.ts";
import { refName, type Parameter, type Schema } from "./openapi.ts";

/** Where on the page a schema of the document stands. */
export function schemaAnchor(name: string): string {
  return `schema-${name}`;
}

/** The parameters of an operation as a list of fields. */
export function parameterFields(parameters: Parameter[]): Markup {
  const each = parameters.map(({ name, schema, required = false, description, in: where }) =>
    field(
      name,
      { ...schema, ...(description === undefined ? {} : { description }) },
      required,
      `in ${where}`,
    ),
  );
  return markup`<dl class="fields">${each}</dl>`;
}

/** The fields of a schema, those of objects within it below their field; a link where it stands elsewhere. */
export function schemaFields(schema: Schema): Markup {
  const { properties, required = [] } = schema;
  if (!properties || Object.keys(properties).length === 0)
    return markup`<p class="type">${typeOf(schema)}${facts(schema)}</p>`;
  const fields = Object.entries(properties).map(([name, each]) => field(name, each, required.includes(name)));
  return markup`<dl class="fields">${fields}</dl>`;
}

function field(name: string, schema: Schema, required: boolean, where?: string): Markup {
  return markup`<div>
<dt><code class="name">${name}</code>${required ? null : markup` <span class="optional">optional</span>`}</dt>
<dd><span class="type">${typeOf(schema)}${where === undefined ? null : `, ${where}`}</span>${facts(schema)}
${schema.description === undefined ? null : markup`<p>${prose(schema.description)}</p>`}
${within(schema)}</dd>
</div>
`;
}

/** What stands inside a field's value, where that has no name of its own. */
function within(schema: Schema): Markup | null {
  if (schema.properties) return schemaFields(schema);
  if (schema.items?.properties) return schemaFields(schema.items);
  const variants = variantsOf(schema);
  if (!variants.some((each) => each.properties)) return null;
  return markup`<ul class="variants">${variants.map((each) => markup`<li>${schemaFields(each)}</li>`)}</ul>`;
}

function variantsOf(schema: Schema): Schema[] {
  return schema.oneOf ?? schema.anyOf ?? schema.allOf ?? [];
}

function typeOf(schema: Schema): Markup {
  if (schema.$ref !== undefined) {
    const name = refName(schema.$ref);
    return markup`<a href="#${schemaAnchor(name)}">${name}</a>`;
  }
  const variants = variantsOf(schema);
  if (variants.length > 0) return joined(variants.map(typeOf), " or ");
  const types = [schema.type ?? "any JSON"].flat();
  return joined(
    types.map((type) => oneType(type, schema)),
    " or ",
  );
}

function oneType(type: string, { items, format }: Schema): Markup {
  if (type === "array" && items) return markup`list of ${typeOf(items)}`;
  if (type === "string" && format === "date-time") return markup`time`;
  if (type === "string" && format === "uri") return markup`URL`;
  if (type === "string" && format !== undefined) return markup`${format}`;
  return markup`${type}`;
}

/** Ranges, choices, a default and an example, each said shortly. */
function facts(schema: Schema): Markup[] {
  const said: Markup[] = [];
  const say = (fact: Markup) => said.push(markup`<span class="fact">${fact}</span>`);
  if (schema.enum) {
    const [only, ...more] = schema.enum;
    if (more.length === 0) say(markup`always ${code(only)}`);
    else say(markup`one of ${joined(schema.enum.map(code), ", ")}`);
  }
  for (const range of rangesOf(schema)) say(markup`${range}`);
  if (schema.pattern !== undefined) say(markup`matches <code>${schema.pattern}</code>`);
  if (schema.default !== undefined) say(markup`default ${code(schema.default)}`);
  if (schema.example !== undefined) say(markup`such as ${code(schema.example)}`);
  return said;
}

function rangesOf({ minimum, maximum, minLength, maxLength, maxItems }: Schema): string[] {
  const count = (number: number) => number.toLocaleString("en");
  const between = (least: number | undefined, most: number | undefined, unit: string) => {
    // JSON Schema of an integer: the largest that a double holds is no bound that anyone chose.
    const top = most === Number.MAX_SAFE_INTEGER ? undefined : most;
    if (least !== undefined && top !== undefined) return [`${count(least)} to ${count(top)}${unit}`];
    if (least !== undefined && least > Number.MIN_SAFE_INTEGER) return [`at least ${count(least)}${unit}`];
    return top === undefined ? [] : [`at most ${count(top)}${unit}`];
  };
  return [
    ...between(minimum, maximum, ""),
    ...between(minLength, maxLength, " characters"),
    ...between(undefined, maxItems, " items"),
  ];
}

function code(value: unknown): Markup {
  return markup`<code>${typeof value === "string" ? value : JSON.stringify(value)}</code>`;
}

function joined(parts: Markup[], between: string): Markup {
  return new Markup(parts.map((part) => part.text).join(between));
}
