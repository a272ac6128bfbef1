import type { Panel } from "../../widget/api/types.ts";

/** What the fake Worker answers. */
export interface Answer {
  status: number;
  body: unknown;
}

export const refusal = (status: number, code: string, detail = ""): Answer => ({
  status,
  body: { type: `https://regulars.test/problems/${code}`, title: code, status, code, detail },
});

/** Milliseconds for which a code is good. */
const lasts = 600_000;

/** Signing in by mailed codes, as the Worker does it: codes work once, the newest alone; a refresh token works once. */
export class MailedCodes {
  /** The mails that were sent, oldest first. */
  mails: { to: string; code: string; locale: string | undefined }[] = [];
  /** Milliseconds before another code may be asked for. */
  askAgain = 30_000;
  /** What the Worker's clock is ahead of the device's, milliseconds. */
  ahead = 0;
  /** Addresses of members. */
  known = new Set<string>();
  /** What the store knows of the member who is signed in. */
  memberEmail: string | null = "anna@example.com";
  /** Refresh tokens that are good. */
  refreshes = new Set<string>();
  /** Sessions that a code has raised. */
  raised = new Set<string>();
  #codes = new Map<string, { code: string; sentAt: number }>();
  #made = 0;

  /** Answers a call, or leaves it to others. `open` makes a session. */
  answer(
    path: string,
    body: Record<string, string>,
    session: string | undefined,
    open: () => string,
    panel: Panel,
  ): Answer | undefined {
    const signed = (shown: Panel): Answer => {
      const refresh = `refresh-${String(++this.#made)}`;
      this.refreshes.add(refresh);
      const times = { expiresAt: this.#time(1_800_000), refreshExpiresAt: this.#time(30 * 86_400_000) };
      return { status: 200, body: { session: open(), refresh, ...times, panel: shown } };
    };
    const { email = "", code = "", refresh = "" } = body;
    switch (path) {
      case "sign-in-codes":
        return this.#send(email, `sign in ${email}`, body.locale);
      case "sessions/email": {
        if (!this.#take(`sign in ${email}`, code)) return refusal(422, "code_invalid");
        const isNew = !this.known.has(email);
        this.known.add(email);
        return signed(isNew ? { ...panel, member: { ...panel.member, joinedAt: panel.now } } : panel);
      }
      case "sessions/refresh":
        return this.refreshes.delete(refresh) ? signed(panel) : refusal(401, "refresh_invalid");
    }
    if (session === undefined) return undefined;
    switch (path) {
      case "sign-out":
        this.refreshes.delete(refresh);
        if (body.everywhere) this.refreshes.clear();
        return { status: 204, body: null };
      case "step-up-codes": {
        const to = this.memberEmail;
        if (to === null) return refusal(409, "email_missing");
        const { status, body: sent } = this.#send(to, "step up", body.locale);
        const sentTo = `${to[0] ?? ""}•••@${to.split("@")[1] ?? ""}`;
        return { status, body: status === 202 ? { ...(sent as object), sentTo } : sent };
      }
      case "sessions/step-up": {
        if (!this.#take("step up", code)) return refusal(422, "code_invalid");
        const raised = open();
        this.raised.add(raised);
        return { status: 200, body: { session: raised, expiresAt: this.#time(1_800_000) } };
      }
    }
    return undefined;
  }

  #time(after: number, from = Date.now()): string {
    return new Date(from + this.ahead + after).toISOString();
  }

  #send(to: string, purpose: string, locale: string | undefined): Answer {
    const before = this.#codes.get(purpose);
    if (before && Date.now() < before.sentAt + this.askAgain) return refusal(429, "too_many_requests");
    const code = String(402917 + this.mails.length);
    this.mails.push({ to, code, locale });
    const sentAt = Date.now();
    this.#codes.set(purpose, { code, sentAt });
    const [expiresAt, askAgainAfter] = [lasts, this.askAgain].map((after) => this.#time(after, sentAt));
    return { status: 202, body: { expiresAt, digits: 6, askAgainAfter } };
  }

  #take(purpose: string, code: string): boolean {
    const isRight = this.#codes.get(purpose)?.code === code;
    if (isRight) this.#codes.delete(purpose);
    return isRight;
  }
}
