import { JSON_TYPE, type Located } from "./openapi.ts";

/**
 * The operation as a line for a terminal, with the Worker's address in $REGULARS and the keys in variables too:
 * $SECRET_KEY, $PUBLISHABLE_KEY, $SESSION.
 */
export function curlOf({ path, method, operation }: Located): string {
  const { parameters = [], requestBody, security } = operation;
  const filled = parameters
    .filter((each) => each.in === "path")
    .reduce((text, each) => text.replace(`{${each.name}}`, sample(each.name, each.schema.example)), path);
  const needed = Object.keys(security[0] ?? {});
  const query = needed.includes("publishableKey") ? "?key=$PUBLISHABLE_KEY" : "";
  const lines = [`curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}"$REGULARS${filled}${query}"`];
  if (needed.includes("secretKey")) lines.push(`-H "Authorization: Bearer $SECRET_KEY"`);
  if (needed.some((each) => each === "session" || each === "tillSession"))
    lines.push(`-H "Authorization: Bearer $SESSION"`);
  if (parameters.some((each) => each.name === "Idempotency-Key"))
    lines.push(`-H "Idempotency-Key: $(uuidgen)"`);
  const example = requestBody?.content[JSON_TYPE]?.example;
  if (example !== undefined)
    lines.push(
      `-H "Content-Type: application/json"`,
      `-d '${JSON.stringify(example, null, 2).replaceAll("'", "'\\''")}'`,
    );
  return lines.join(" \\\n  ");
}

function sample(name: string, example: unknown): string {
  return typeof example === "string" ? example : `$${name.toUpperCase()}`;
}
