/** What is wrong with a field, in a person's words, where its schema has none of its own. */
import { z } from "zod";

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const KINDS: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
  null: "null",
};

const FORMATS: Record<string, string> = {
  email: "This is no email address.",
  datetime: "Give a time as ISO 8601 with its offset, such as 2026-11-22T09:28:00Z.",
  url: "This is no web address.",
};

/** The sentence for an issue; undefined leaves it to zod. */
function fieldWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "This is required.";
      return `This has to be ${KINDS[issue.expected] ?? issue.expected}.`;
    case "too_small":
      return `This has to ${atLeast(issue.origin, Number(issue.minimum))}.`;
    case "too_big":
      return `This can ${atMost(issue.origin, Number(issue.maximum))}.`;
    case "invalid_value":
      return oneOf(issue.values);
    case "invalid_union":
      return Array.isArray(issue.options) ? oneOf(issue.options) : "This fits none of the forms it may have.";
    case "invalid_key":
      return issue.issues[0]?.message;
    case "invalid_format":
      return FORMATS[issue.format];
    default:
      return undefined;
  }
}

function oneOf(values: readonly unknown[]): string {
  const named = values.filter((value) => value !== undefined).map((value) => JSON.stringify(value));
  return `This has to be ${named.join(" or ")}.`;
}

function atLeast(origin: string, least: number): string {
  if (origin === "string") return least === 1 ? "have something in it" : `have at least ${least} characters`;
  return origin === "array" ? `have at least ${least} items` : `be at least ${least}`;
}

function atMost(origin: string, most: number): string {
  if (origin === "string") return `have at most ${most} characters`;
  return origin === "array" ? `have at most ${most} items` : `be at most ${most}`;
}

z.config({ customError: fieldWords });
