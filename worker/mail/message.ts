/** A mail as it goes over the wire: headers, and the same words as text and as HTML (RFC 5322, RFC 2045 to 2047). */
import { base64 } from "./smtp.ts";

export interface Mail {
  from: { name: string; address: string };
  /** An address in ASCII. */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** BCP 47. */
  language: string;
}

/** The whole message with CRLF line ends, written at the time `now` (milliseconds). */
export function messageOf(mail: Mail, now: number): string {
  const boundary = `regulars-${crypto.randomUUID()}`;
  const domain = mail.from.address.slice(mail.from.address.lastIndexOf("@") + 1);
  const headers = [
    `From: ${encoded(mail.from.name)}\r\n <${mail.from.address}>`,
    `To: <${mail.to}>`,
    `Subject: ${encoded(mail.subject)}`,
    `Date: ${new Date(now).toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${crypto.randomUUID()}@${domain}>`,
    // Nobody's absence is to be answered to it (RFC 3834).
    "Auto-Submitted: auto-generated",
    "X-Auto-Response-Suppress: All",
    `Content-Language: ${mail.language}`,
    "MIME-Version: 1.0",
    `Content-Type: multipart/alternative;\r\n boundary="${boundary}"`,
  ];
  const part = (type: string, content: string) => [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    "Content-Transfer-Encoding: base64",
    "",
    ...(base64(content.replace(/\r?\n/g, "\r\n")).match(/.{1,76}/g) ?? []),
    "",
  ];
  return [
    ...headers,
    "",
    ...part("text/plain", mail.text),
    ...part("text/html", mail.html),
    `--${boundary}--`,
  ].join("\r\n");
}

/** Bytes of one encoded word: with a header's name before it, its line stays under 76 characters. */
const WORD_BYTES = 39;

/**
 * The text as encoded words of UTF-8, each on a line of its own. All of it, also where it is ASCII: so nothing that
 * somebody is called can end the header, begin another one or be read as an address.
 */
function encoded(text: string): string {
  const words: string[] = [];
  let word = "";
  let bytes = 0;
  for (const character of text) {
    const length = new TextEncoder().encode(character).length;
    if (bytes + length > WORD_BYTES) {
      words.push(word);
      word = "";
      bytes = 0;
    }
    word += character;
    bytes += length;
  }
  return [...words, word].map((each) => `=?utf-8?B?${base64(each)}?=`).join("\r\n ");
}
