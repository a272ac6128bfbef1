/** How a mail tool's answer is read. */
import type { MailPerson } from "../events/mail-tools/index.ts";

/** How much of an answer is read, bytes, and how much of what it says is kept, characters. */
const MOST_READ = 8192;
const MOST_KEPT = 160;

export interface ToolAnswer {
  /** "unauthorized": the key isn't good any more. "rejected": this event will never be taken. "later": try again. */
  result: "delivered" | "unauthorized" | "rejected" | "later";
  /** What the tool says, short and without what names the person; null where it says nothing. */
  message: string | null;
}

/**
 * Reads the answer of Klaviyo (JSON:API errors), Mailchimp (RFC 7807), Customer.io (`errors` or `meta.error`) or Segment.
 * Customer.io answers 207 where it refused part of a batch.
 */
export async function readToolAnswer(answer: Response, person: MailPerson): Promise<ToolAnswer> {
  const { status, ok } = answer;
  if (ok && status !== 207) {
    await answer.body?.cancel();
    return { result: "delivered", message: null };
  }
  const message = withoutPerson(messageOf(await beginningOf(answer)), person);
  if (status === 401 || status === 403) return { result: "unauthorized", message };
  const isForGood = status === 207 || (status >= 400 && status < 500 && status !== 408 && status !== 429);
  return { result: isForGood ? "rejected" : "later", message };
}

async function beginningOf(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (text.length < MOST_READ) {
      const read: ReadableStreamReadResult<Uint8Array> = await reader.read();
      if (read.done) break;
      text += decoder.decode(read.value, { stream: true });
    }
    await reader.cancel();
  } catch {
    // The status is known; what the body would have said isn't needed.
  }
  return text;
}

/** The first sentence in one of the places where the tools put theirs. */
function messageOf(text: string): string | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  const [error] = listAt(body, "errors");
  for (const place of [error, body, at(body, "meta")])
    for (const name of ["detail", "message", "error", "reason", "title"]) {
      const said = at(place, name);
      if (typeof said === "string" && said !== "") return said;
    }
  return null;
}

function at(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function listAt(value: unknown, name: string): unknown[] {
  const list = at(value, name);
  return Array.isArray(list) ? list : [];
}

/** A tool likes to repeat what it was sent. */
function withoutPerson(message: string | null, { email, firstName, customerId }: MailPerson): string | null {
  if (message === null) return null;
  const named = [email, firstName, customerId].flatMap((each) => (each ? [each] : []));
  const clean = named
    .reduce(
      (text, each) =>
        text.replaceAll(new RegExp(each.replaceAll(/[.*+?^${}()|[\]\\/-]/g, "\\$&"), "gi"), "…"),
      message,
    )
    .replaceAll(/\S+@\S+/g, "…")
    .replaceAll(/\s+/g, " ")
    .trim();
  return clean.length > MOST_KEPT ? `${clean.slice(0, MOST_KEPT)}…` : clean;
}
