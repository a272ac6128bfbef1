/** Where the mail goes that the Worker sends under `npm start`: into memory, and onto a page. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { listPage, mailPage, type KeptMail } from "./mailbox-page.ts";
import { receiveMail } from "./receive-mail.ts";

/** Mails that are kept, the newest. */
const MOST = 200;

export interface Mailbox {
  /** For the Worker's SMTP_URL. */
  smtpUrl: string;
  /** Where its pages are, without a slash at the end; each begins with /mailbox. */
  url: string;
  /** What came, the newest first. */
  mails: () => readonly KeptMail[];
  stop: () => Promise<void>;
}

/** Starts receiving mail, and showing it, for this machine alone. */
export async function startMailbox(): Promise<Mailbox> {
  const kept: KeptMail[] = [];
  let count = 0;
  const receiver = await receiveMail({
    onMail: (mail) => {
      kept.unshift({ ...mail, number: (count += 1) });
      kept.length = Math.min(kept.length, MOST);
    },
  });
  const pages = createServer((request, response) => {
    const path = (request.url ?? "/").replace(/\?.*$/, "");
    const number = Number(/^\/mailbox\/(\d{1,9})$/.exec(path)?.[1]);
    const mail = kept.find((each) => each.number === number);
    response.statusCode = mail || path === "/mailbox" ? 200 : 404;
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    response.end(mail ? mailPage(mail) : listPage(kept));
  });
  await new Promise<void>((resolve) => pages.listen(0, "127.0.0.1", resolve));
  return {
    smtpUrl: `smtp://127.0.0.1:${receiver.port}`,
    url: `http://127.0.0.1:${(pages.address() as AddressInfo).port}`,
    mails: () => kept,
    stop: async () => {
      pages.closeAllConnections();
      await Promise.all([receiver.stop(), new Promise((resolve) => pages.close(resolve))]);
    },
  };
}
