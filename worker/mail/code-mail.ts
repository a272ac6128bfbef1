/** The mail that brings a code. */
import { directionOf, type Language } from "../http/languages.ts";
import type { MailWords } from "./words.ts";

export interface CodeMail {
  purpose: "sign_in" | "step_up";
  code: string;
  /** The store's name. */
  store: string;
  language: Language;
  words: MailWords;
}

/**
 * Its subject, text and HTML. Nothing in it was typed by whoever asked for the code, not even a name: else anybody could
 * have the store send their words to any address.
 */
export function codeMail({ purpose, code, store, language, words }: CodeMail) {
  const filled = (sentence: string) => sentence.replace("{code}", () => code).replace("{store}", () => store);
  const subject = filled(words.subject);
  const lead = filled(purpose === "sign_in" ? words.signIn : words.stepUp);
  const [greeting, expires, ignore, sender] = [
    words.greeting,
    words.expires,
    words.ignore,
    filled(words.sender),
  ];
  const text = [greeting, lead, code, expires, ignore, `-- \n${sender}`].join("\n\n") + "\n";
  const line = (sentence: string, style = "") =>
    `<p style="margin:0 0 16px;${style}">${escaped(sentence)}</p>`;
  const html = `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:480px;margin:0 auto">
${line(greeting)}
${line(lead)}
<p dir="ltr" style="margin:0 0 16px;font:700 36px/1.2 ui-monospace,monospace;letter-spacing:6px;text-align:${directionOf(language) === "rtl" ? "right" : "left"};user-select:all">${code}</p>
${line(expires)}
${line(ignore)}
${line(sender, "font-size:14px")}
</div>
</body>
</html>
`;
  return { subject, text, html };
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}
