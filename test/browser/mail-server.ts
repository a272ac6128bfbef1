/**
 * Runs once before the Worker's tests, in the Node that starts them: real SMTP servers, and a way for tests in workerd
 * to ask what they took, and for imposters. What becomes of a mail is said by whom it is for, so that tests beside each
 * other don't meet.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { z } from "zod";
import { receiveMail, type Fate, type ReceivedMail } from "../../scripts/local/receive-mail.ts";
import { KINDS } from "./certificates.ts";
import { impersonate, TRICKS, type Imposter } from "./mail-imposter.ts";

const imposture = z.object({
  certificate: z.enum(KINDS),
  tls: z.enum(["start", "STARTTLS"]),
  trick: z.enum(TRICKS),
});

const USER = "juniper:p%C3%A4ss%20w%C3%B6rd";

/** Starts them, and gives back what stops them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { certificates } = project.getProvidedContext();
  const taken: ReceivedMail[] = [];
  const onMail = (mail: ReceivedMail) => taken.push(mail);
  const fates: Fate[] = ["refused", "hanging", "dropped"];
  const fateOf = (address: string) => fates.find((fate) => address.startsWith(fate)) ?? "taken";
  const user = { name: "juniper", password: "päss wörd" };
  const tls = certificates.good;
  const open = await receiveMail({ onMail, fateOf });
  const withPassword = await receiveMail({ onMail, user });
  const withTls = await receiveMail({ onMail, user, tls: { ...tls, from: "start" } });
  const withStartTls = await receiveMail({ onMail, user, tls: { ...tls, from: "STARTTLS" } });

  const imposters = new Map<number, Imposter>();
  const answers: Record<string, (query: URLSearchParams) => unknown> = {
    "/mails": (query) => taken.filter((mail) => mail.to === query.get("to")),
    "/imposters/new": async (query) => {
      const { certificate, tls, trick } = imposture.parse(Object.fromEntries(query));
      const imposter = await impersonate(certificates[certificate], trick, tls === "start");
      imposters.set(imposter.port, imposter);
      return imposter.port;
    },
    "/imposters/told": (query) => imposters.get(Number(query.get("port")))?.told,
  };
  const mailbox = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://mailbox");
    const answer = async () => answers[pathname]?.(searchParams);
    answer().then(
      (answered) => response.end(JSON.stringify(answered)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => mailbox.listen(0, "127.0.0.1", resolve));
  project.provide("smtp", {
    url: `smtp://localhost:${open.port}`,
    withPassword: `smtp://${USER}@localhost:${withPassword.port}`,
    withTls: `smtps://${USER}@localhost:${withTls.port}`,
    // In capitals it isn't taken for this machine, which is spoken to in the clear.
    withStartTls: `smtp://${USER}@LOCALHOST:${withStartTls.port}`,
  });
  project.provide("mailbox", `http://localhost:${(mailbox.address() as AddressInfo).port}`);
  return async () => {
    const servers = [open, withPassword, withTls, withStartTls, ...imposters.values()];
    await Promise.all(servers.map((server) => server.stop()));
    await new Promise((resolve) => mailbox.close(resolve));
  };
}
