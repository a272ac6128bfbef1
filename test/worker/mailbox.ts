/** What the tests' SMTP server took (test/browser/mail-server.ts). */
import { inject } from "vitest";
import { z } from "zod";

const mails = z.array(
  z.object({
    to: z.string(),
    envelopeFrom: z.string(),
    from: z.object({ name: z.string(), address: z.string() }),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    headers: z.array(z.string()),
  }),
);
export type TakenMail = z.infer<typeof mails>[number];

/** The mails that were taken for an address, the oldest first. */
export async function mailsTo(address: string): Promise<TakenMail[]> {
  const response = await fetch(`${inject("mailbox")}/mails?to=${encodeURIComponent(address)}`);
  return mails.parse(await response.json());
}

/** The newest of them. */
export async function newestMailTo(address: string): Promise<TakenMail> {
  const mail = (await mailsTo(address)).at(-1);
  if (!mail) throw new Error(`No mail came for ${address}.`);
  return mail;
}

/** The code in the newest of them. */
export async function codeTo(address: string): Promise<string> {
  const { text } = await newestMailTo(address);
  const [code] = /^\d{6}$/m.exec(text) ?? [];
  if (code === undefined) throw new Error(`There is no code in: ${text}`);
  return code;
}
