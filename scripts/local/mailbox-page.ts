/** The local mailbox as pages, without a script. */
import type { ReceivedMail } from "./receive-mail.ts";
import { escaped } from "../reference/markup.ts";

/** A mail in the mailbox, with the number that its page is found by. */
export interface KeptMail extends ReceivedMail {
  number: number;
}

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; padding: 1.5rem; max-width: 60rem; }
  a { color: inherit; }
  a:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: start; padding: .5rem .75rem .5rem 0; border-block-end: 1px solid; vertical-align: top; }
  td { overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border: 1px solid; }
  iframe { width: 100%; height: 28rem; border: 1px solid; background: Canvas; }
`;

/** Mails, the newest first; the page comes anew by itself. */
export function listPage(mails: readonly KeptMail[]): string {
  const rows = mails.map(
    ({ number, subject, to, receivedAt }) => `<tr>
      <td><a href="/mailbox/${number}"><bdi>${escaped(subject)}</bdi></a></td>
      <td><bdi>${escaped(to)}</bdi></td>
      <td><time datetime="${timeOf(receivedAt)}">${timeOf(receivedAt).slice(11, 19)}</time></td>
    </tr>`,
  );
  const list =
    rows.length === 0
      ? "<p>No mail yet. Ask for a code in the panel, and it comes here.</p>"
      : `<table><thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Time (UTC)</th></tr></thead>
        <tbody>${rows.join("")}</tbody></table>`;
  return page(
    "Mailbox",
    `<h1>Mailbox</h1>
    <p>Every mail that Regulars sends while it runs here. Nothing leaves this machine, and nothing is kept when it stops.
      <a href="/mailbox">Look again</a></p>${list}`,
    '<meta http-equiv="refresh" content="5">',
  );
}

/** One mail: as text, as HTML in a frame that may do nothing, and its headers. */
export function mailPage({ subject, to, from, receivedAt, text, html, headers }: KeptMail): string {
  return page(
    subject,
    `<p><a href="/mailbox">All mails</a></p>
    <h1><bdi>${escaped(subject)}</bdi></h1>
    <p>From <bdi>${escaped(from.name)}</bdi> &lt;${escaped(from.address)}&gt; to <bdi>${escaped(to)}</bdi>,
      <time datetime="${timeOf(receivedAt)}">${timeOf(receivedAt).slice(0, 19).replace("T", " ")} UTC</time></p>
    <h2>Text</h2><pre dir="auto">${escaped(text)}</pre>
    <h2>HTML</h2><iframe sandbox title="The mail as HTML" srcdoc="${escaped(html)}"></iframe>
    <h2>Headers</h2><pre>${escaped(headers.join("\n"))}</pre>`,
  );
}

function page(title: string, body: string, head = ""): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}
<title>${escaped(title)}</title><style>${style}</style></head><body><main>${body}</main></body></html>`;
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
