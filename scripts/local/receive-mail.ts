/** A real SMTP server on this machine: for `npm start`, whose mail nobody else gets, and for tests. */
import type { AddressInfo, Socket } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export interface ReceivedMail {
  to: string;
  envelopeFrom: string;
  from: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** Each header as it came, unfolded or not, in the order in which they came. */
  headers: string[];
  /** Milliseconds. */
  receivedAt: number;
}

/** What becomes of a recipient: taken; refused for good; never answered; or the connection is cut. */
export type Fate = "taken" | "refused" | "hanging" | "dropped";

export interface Receiving {
  onMail: (mail: ReceivedMail) => void;
  /** Left out: everybody is taken. */
  fateOf?: (address: string) => Fate;
  /** Who may hand in; left out: anybody. */
  user?: { name: string; password: string };
  /** A key and a certificate, and when TLS begins; nobody signs in before it does. Left out: there is none. */
  tls?: { key: string; cert: string; from: "start" | "STARTTLS" };
}

export interface MailReceiver {
  port: number;
  stop: () => Promise<void>;
}

/** Starts receiving mail on a port that the system says is free, for this machine alone. */
export async function receiveMail({ onMail, fateOf, user, tls }: Receiving): Promise<MailReceiver> {
  const sockets = new Map<number, Socket>();
  const options: SMTPServerOptions = {
    ...(tls && { key: tls.key, cert: tls.cert, secure: tls.from === "start" }),
    disabledCommands: [...(tls ? [] : ["STARTTLS"]), ...(user ? [] : ["AUTH"])],
    authOptional: user === undefined,
    allowInsecureAuth: !tls,
    disableReverseLookup: true,
    closeTimeout: 1,
    logger: false,
    onAuth: ({ username, password }, _session, done) => {
      if (username === user?.name && password === user?.password) done(null, { user: username });
      else done(new Error("Nobody has this name and password."));
    },
    onRcptTo: ({ address }, { remotePort }, done) => {
      const fate = fateOf?.(address) ?? "taken";
      if (fate === "taken") done();
      if (fate === "refused") done(Object.assign(new Error("No such mailbox"), { responseCode: 550 }));
      if (fate === "dropped") sockets.get(remotePort)?.destroy();
    },
    onData: (stream, { envelope }, done) => {
      const { mailFrom, rcptTo } = envelope;
      simpleParser(stream).then(
        (parsed) => {
          const [from] = parsed.from?.value ?? [];
          onMail({
            to: rcptTo.map(({ address }) => address).join(", "),
            envelopeFrom: mailFrom ? mailFrom.address : "",
            from: { name: from?.name ?? "", address: from?.address ?? "" },
            subject: parsed.subject ?? "",
            text: parsed.text ?? "",
            html: parsed.html || "",
            headers: parsed.headerLines.map(({ line }) => line),
            receivedAt: Date.now(),
          });
          done();
        },
        (error: unknown) => {
          done(error instanceof Error ? error : new Error("It could not be read."));
        },
      );
    },
  };
  const server = new SMTPServer(options);
  // A client that goes in the middle of a sentence is none of our trouble.
  server.on("error", () => undefined);
  server.server.on("connection", (socket: Socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once("close", () => sockets.delete(remotePort));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets.values()) socket.destroy();
      }),
  };
}
