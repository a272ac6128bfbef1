import { languageOf } from "../http/languages.ts";
import { Problem } from "../http/problem.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { codeMail } from "./code-mail.ts";
import { messageOf } from "./message.ts";
import { mailServer } from "./settings.ts";
import { handIn } from "./smtp.ts";
import { wordsIn } from "./words.ts";

/** Whether codes can be emailed at all. */
export function canSendCodes({ environment }: StoreContext): boolean {
  return mailServer(environment) !== null;
}

/**
 * Emails a code, in the language of `locale` (BCP 47) or else the store's, and waits until the mail server has taken it.
 * Throws the problem `mail_not_configured`, and MailRefused where it was not taken.
 */
export async function sendCode(
  { environment, configuration, realNow }: StoreContext,
  mail: { purpose: "sign_in" | "step_up"; to: string; code: string; locale: string | null },
): Promise<void> {
  const server = mailServer(environment);
  if (!server) throw new Problem("mail_not_configured");
  const { name: store, locale } = configuration.store;
  const { language, words } = await wordsIn(environment, languageOf(mail.locale, locale));
  const { purpose, code, to } = mail;
  const content = codeMail({ purpose, code, store, language, words });
  const from = { name: store, address: server.from };
  await handIn(server, to, messageOf({ from, to, language, ...content }, realNow));
}
