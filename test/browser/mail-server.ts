/**
 * Runs once before the Worker's tests, in the Node that starts them: a real SMTP server, and a way for tests in workerd
 * to ask it what it took. What becomes of a mail is said by whom it is for, so that tests beside each other don't meet.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { receiveMail, type Fate, type ReceivedMail } from "../../scripts/local/receive-mail.ts";

/** Starts them, and gives back what stops them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const taken: ReceivedMail[] = [];
  const onMail = (mail: ReceivedMail) => taken.push(mail);
  const fates: Fate[] = ["refused", "hanging", "dropped"];
  const fateOf = (address: string) => fates.find((fate) => address.startsWith(fate)) ?? "taken";
  const open = await receiveMail({ onMail, fateOf });
  const withPassword = await receiveMail({ onMail, user: { name: "juniper", password: "päss wörd" } });
  const mailbox = createServer((request, response) => {
    const to = new URL(request.url ?? "/", "http://mailbox").searchParams.get("to");
    response.end(JSON.stringify(taken.filter((mail) => mail.to === to)));
  });
  await new Promise<void>((resolve) => mailbox.listen(0, "127.0.0.1", resolve));
  project.provide("smtp", {
    url: `smtp://localhost:${open.port}`,
    withPassword: `smtp://juniper:p%C3%A4ss%20w%C3%B6rd@localhost:${withPassword.port}`,
  });
  project.provide("mailbox", `http://localhost:${(mailbox.address() as AddressInfo).port}`);
  return async () => {
    await Promise.all([open.stop(), withPassword.stop()]);
    await new Promise((resolve) => mailbox.close(resolve));
  };
}
