/** Examples of the operations about moving in and out. */
import { member } from "./member-example.ts";

const id = "imp_01kagx3v5r7h2m4q8s6t9w0y1z";

const choices = {
  decimal: ".",
  dates: "unambiguous",
  orders: "history",
  expiry: "program",
  tiers: "honour",
  tierNames: {},
};

const waiting = {
  id,
  kind: "members",
  from: "Smile.io",
  dryRun: true,
  status: "waiting",
  failure: null,
  settings: { map: "smile", choices },
  parts: { received: 0, read: 0, last: null },
  rows: { read: 0, created: 0, changed: 0, unchanged: 0, refused: 0 },
  createdAt: "2026-11-22T10:00:00.000Z",
  finishedAt: null,
};

const running = { ...waiting, status: "running", parts: { received: 2, read: 0, last: 2 } };

const done = {
  ...waiting,
  status: "done",
  parts: { received: 2, read: 2, last: 2 },
  rows: { read: 4210, created: 4180, changed: 17, unchanged: 9, refused: 4 },
  finishedAt: "2026-11-22T10:00:06.000Z",
};

export const movingExamples = {
  deleteV1MembersById: { answer: { id: member.id, erasedAt: "2026-11-22T10:00:00.000Z" } },
  getV1MembersByIdExport: {
    answer: {
      exportedAt: "2026-11-22T10:00:00.000Z",
      member,
      balance: { available: 500, pending: 0, debt: 0 },
      tier: null,
      referralLink: { code: "juniper-7Q4KM2X", clicks: 4, active: true },
      referredBy: [],
      months: [{ month: 202611, spend: 0, points: 0, orders: 0 }],
      entries: [
        {
          id: "ent_01kah5e9q0c3f6j8n2r5t7w9x4",
          kind: "earn",
          points: 500,
          createdAt: "2026-11-22T09:00:00.000Z",
          availableAt: "2026-11-22T09:00:00.000Z",
          expiresAt: null,
          reason: { rule: "import", programVersion: 3, description: "Smile.io" },
          sentence: "500 points brought over from Smile.io.",
        },
      ],
      lots: [
        {
          id: "ent_01kah5e9q0c3f6j8n2r5t7w9x4",
          source: null,
          granted: 500,
          remaining: 500,
          expired: 0,
          earnedAt: "2026-11-22T09:00:00.000Z",
          availableAt: "2026-11-22T09:00:00.000Z",
          expiresAt: null,
        },
      ],
      orders: [],
      vouchers: [],
      referrals: [],
      actions: [],
      notices: [],
      consents: [
        {
          marketing: true,
          saidAt: member.consent.changedAt,
          recordedAt: member.consent.changedAt,
          source: "shopper",
          words: "Send me news and offers by mail.",
        },
      ],
    },
  },
  postV1Imports: { request: { kind: "members", map: "smile" }, answer: waiting },
  getV1Imports: { answer: { items: [done], next: null } },
  getV1ImportsById: { answer: done },
  putV1ImportsByIdPartsByNumber: {
    request: { text: "email,points\nanna@example.com,500\n", last: true },
    answer: running,
  },
  postV1ImportsByIdRun: { request: {}, answer: done },
  patchV1ImportsById: { request: { dryRun: false }, answer: { ...running, dryRun: false } },
  getV1ImportsByIdRows: {
    answer: {
      items: [
        {
          row: 17,
          outcome: "refused",
          sentence:
            "The date of earning may be the 3rd day of month 4 or the 4th of month 3. Say which with `dates`: day-first or month-first.",
        },
      ],
      next: null,
    },
  },
};
