/** A message handed to a mail server over SMTP (RFC 5321), from the Worker's sockets. */
import type { MailServer } from "./settings.ts";

/** Thrown where the server did not take the message; says at which step, and nothing of whom it was for. */
export class MailRefused extends Error {}

/** The longest that handing in one message takes, milliseconds. */
const LONGEST = 10_000;

/** The most that a server may say before a reply is over, characters. */
const LONGEST_REPLY = 16_384;

/** Hands the message (with CRLF line ends) to the server for one recipient. Throws MailRefused. */
export async function handIn(server: MailServer, to: string, message: string): Promise<void> {
  const dialogue = new Dialogue();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new MailRefused("late"));
  }, LONGEST);
  try {
    await Promise.race([speak(dialogue, server, to, message), late.promise]);
  } catch (error) {
    // What a socket throws names the host; that it failed is enough.
    throw error instanceof MailRefused ? error : new MailRefused("connection");
  } finally {
    clearTimeout(timer);
    // Not waited for: a server that hangs would keep us.
    dialogue.close();
  }
}

async function speak(dialogue: Dialogue, server: MailServer, to: string, message: string): Promise<void> {
  await dialogue.open(server);
  await dialogue.greet();
  const name = server.from.slice(server.from.lastIndexOf("@") + 1);
  let offered = await dialogue.hello(name);
  if (server.security === "starttls") {
    // Never on without it: the password and the code would go in the clear.
    if (!offered.includes("STARTTLS")) throw new MailRefused("starttls");
    await dialogue.ask("STARTTLS", "220", "starttls");
    dialogue.secure();
    offered = await dialogue.hello(name);
  }
  if (server.credentials) await signIn(dialogue, server.credentials, offered);
  await dialogue.ask(`MAIL FROM:<${server.from}>`, "250", "sender");
  await dialogue.ask(`RCPT TO:<${to}>`, "25", "recipient");
  await dialogue.ask("DATA", "354", "data");
  await dialogue.ask(`${message.replace(/^\./gm, "..")}\r\n.`, "250", "message");
  // It is taken; whatever becomes of the goodbye.
  await dialogue.say("QUIT").catch(() => undefined);
}

async function signIn(
  dialogue: Dialogue,
  { user, password }: { user: string; password: string },
  offered: string[],
): Promise<void> {
  const methods = offered.find((line) => /^AUTH[ =]/.test(line))?.split(/[ =]/) ?? [];
  if (methods.includes("PLAIN")) {
    await dialogue.ask(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`, "235", "credentials");
  } else if (methods.includes("LOGIN")) {
    await dialogue.ask("AUTH LOGIN", "334", "credentials");
    await dialogue.ask(base64(user), "334", "credentials");
    await dialogue.ask(base64(password), "235", "credentials");
  } else throw new MailRefused("credentials");
}

/** Base64 of the text in UTF-8. */
export function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

class Dialogue {
  #socket: Socket | null = null;
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #writer: WritableStreamDefaultWriter<Uint8Array> | null = null;
  #heard = "";
  readonly #decoder = new TextDecoder();

  async open({ host, port, security }: MailServer): Promise<void> {
    // Not imported above: scripts that run in Node read the routes too, and there is no such module there.
    const { connect } = await import("cloudflare:sockets");
    const secureTransport = security === "tls" ? "on" : security === "starttls" ? "starttls" : "off";
    this.#use(connect({ hostname: host, port }, { secureTransport, allowHalfOpen: false }));
  }

  /** From here on over TLS. */
  secure(): void {
    // What came before under no seal counts for nothing after it (CVE-2011-0411).
    if (this.#heard !== "") throw new MailRefused("starttls");
    this.#reader?.releaseLock();
    this.#writer?.releaseLock();
    if (this.#socket) this.#use(this.#socket.startTls());
  }

  #use(socket: Socket): void {
    this.#socket = socket;
    // Their rejections are met where something is read or written.
    socket.opened.catch(() => undefined);
    socket.closed.catch(() => undefined);
    this.#reader = socket.readable.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    this.#writer = socket.writable.getWriter() as WritableStreamDefaultWriter<Uint8Array>;
  }

  /** Waits until the server greets. */
  async greet(): Promise<void> {
    await this.#expect("220", "greeting");
  }

  /** What the server offers, a line each, in capitals. */
  async hello(name: string): Promise<string[]> {
    const lines = await this.ask(`EHLO ${name}`, "250", "hello");
    return lines.slice(1).map((line) => line.toUpperCase());
  }

  /** Says the line, and gives back the reply's lines without their codes; throws where it begins with another code. */
  async ask(line: string, code: string, step: string): Promise<string[]> {
    await this.say(line);
    return this.#expect(code, step);
  }

  async say(line: string): Promise<void> {
    await this.#writer?.write(new TextEncoder().encode(`${line}\r\n`));
  }

  async #expect(code: string, step: string): Promise<string[]> {
    const lines = await this.#reply();
    if (!lines.at(-1)?.startsWith(code)) throw new MailRefused(step);
    return lines.map((line) => line.slice(4).trim());
  }

  async #reply(): Promise<string[]> {
    const lines: string[] = [];
    for (;;) {
      const end = this.#heard.indexOf("\n");
      if (end >= 0) {
        const line = this.#heard.slice(0, end).replace(/\r$/, "");
        this.#heard = this.#heard.slice(end + 1);
        lines.push(line);
        // A hyphen after the code says that there is more.
        if (!/^\d{3}-/.test(line)) return lines;
        if (lines.length > 100) throw new MailRefused("reply");
        continue;
      }
      const read = await this.#reader?.read();
      if (!read || read.done) throw new MailRefused("connection");
      this.#heard += this.#decoder.decode(read.value, { stream: true });
      if (this.#heard.length > LONGEST_REPLY) throw new MailRefused("reply");
    }
  }

  close(): void {
    // It may have been closed from the other side.
    this.#socket?.close().catch(() => undefined);
  }
}
