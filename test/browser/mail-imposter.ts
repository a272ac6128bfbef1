/**
 * A mail server that plays one trick where TLS begins, and would take everything from whoever falls for it: it takes down
 * what it is told before the handshake and after.
 */
import { createServer, type AddressInfo, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { Certificate } from "./certificates.ts";

/** What it does when TLS is to begin. */
export const TRICKS = [
  // Makes the handshake, with the certificate that it has.
  "none",
  // Speaks on in the clear with the same breath as says that it is ready (CVE-2011-0411), then makes the handshake.
  "adds words",
  // The same a moment after.
  "adds words later",
  // Hangs up when it has heard the client's first word of the handshake.
  "breaks off",
  // Says no more, and doesn't hang up.
  "hangs",
] as const;

/** What one client told it. */
export interface Told {
  clear: string;
  sealed: string;
}

export interface Imposter {
  port: number;
  /** Each client's words, the latest client last. */
  told: readonly Told[];
  stop: () => Promise<void>;
}

const GREETING = "220 imposter\r\n";
const OFFERS = "250-imposter\r\n250 AUTH PLAIN LOGIN\r\n";

/** Starts one on a port that the system says is free; `isImplicit`: it speaks TLS from the first byte. */
export async function impersonate(
  certificate: Certificate,
  trick: (typeof TRICKS)[number],
  isImplicit: boolean,
): Promise<Imposter> {
  const told: Told[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const words: Told = { clear: "", sealed: "" };
    told.push(words);
    sockets.add(socket);
    socket.on("error", () => undefined).once("close", () => sockets.delete(socket));
    const seal = () => {
      if (socket.destroyed) return;
      if (trick === "breaks off") socket.once("data", () => socket.destroy()).resume();
      else if (trick !== "hangs") {
        const sealed = new TLSSocket(socket, { isServer: true, ...certificate });
        sealed.on("error", () => undefined);
        // After STARTTLS the client is the first to speak.
        if (isImplicit) sealed.write(GREETING);
        speak(sealed, (heard) => (words.sealed += heard));
      }
    };
    if (isImplicit) return seal();
    socket.write(GREETING);
    const startTls = () => {
      socket.write(`220 Ready\r\n${trick === "adds words" ? OFFERS : ""}`);
      if (trick === "adds words later") setTimeout(() => socket.write(OFFERS, seal), 50);
      else seal();
    };
    speak(socket, (heard) => (words.clear += heard), startTls);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    told,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Agrees to everything; `startTls` is called when it is asked for, and hears all that comes after. */
function speak(socket: Socket, takeDown: (heard: string) => void, startTls?: () => void): void {
  let isMessage = false;
  let rest = "";
  const hear = (bytes: Buffer) => {
    takeDown(bytes.toString());
    const lines = (rest + bytes.toString()).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (isMessage && line !== ".") continue;
      isMessage = line === "DATA";
      if (startTls && line === "STARTTLS") {
        socket.off("data", hear).pause();
        startTls();
      } else socket.write(answer(line, startTls !== undefined));
    }
  };
  socket.on("data", hear);
}

function answer(line: string, offersTls: boolean): string {
  if (line.startsWith("EHLO ")) return offersTls ? OFFERS.replace("\r\n", "\r\n250-STARTTLS\r\n") : OFFERS;
  if (line.startsWith("AUTH ")) return "235 Yes\r\n";
  return line === "DATA" ? "354 Go on\r\n" : "250 Yes\r\n";
}
