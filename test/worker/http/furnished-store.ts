/** A store in which what a route can name is there: a member, an order, vouchers, a link, a claim. */
import { z } from "zod";
import { entrySchema } from "../../../worker/members/answers.ts";
import { connectionSchema } from "../../../worker/integrations/connections/answers.ts";
import { claimedSchema } from "../../../worker/referrals/claim.ts";
import { referralLinkSchema } from "../../../worker/referrals/link.ts";
import { signedInSchema } from "../../../worker/till/sign-in.ts";
import { signInSchema } from "../../../worker/till/staff.ts";
import { voucherSchema } from "../../../worker/rewards/answers.ts";
import { deliverySchema } from "../../../worker/webhooks/answers.ts";
import { makeImport, sendParts } from "../imports/importing.ts";
import {
  environment,
  order,
  PROGRAM,
  START,
  StoreUnderTest,
  type ProgramInput,
} from "../store-under-test.ts";

/** Its program: the usual one, with actions and transfers. */
export const FURNISHED = {
  ...PROGRAM,
  earning: {
    ...PROGRAM.earning,
    actions: [
      { id: "review", name: "Write a review", points: 50 },
      { id: "visit", name: "Come by", points: 5, by: "shopper", limits: [{ count: 100, period: "day" }] },
    ],
  },
  transfers: { dailyCap: 1000 },
} satisfies ProgramInput;

export interface Furnished {
  store: StoreUnderTest;
  /** Anna: a member with 9,500 points, who redeemed one reward and shares a link. */
  memberId: string;
  /** Zoe, another member. */
  otherMemberId: string;
  /** Yan, a member who may be erased. */
  leavingMemberId: string;
  session: string;
  /** Of Xara, a member who erases herself. */
  leaversSession: string;
  /** Priya, who serves at the till, her sign-in, and her session there. */
  staffId: string;
  signIn: { number: string; pin: string };
  till: string;
  /** What Priya has just done for Cora: two receipts of £12.50, the voucher of a reward; and another voucher of hers. */
  counter: { memberId: string; receipt: string; undoneReceipt: string; redeemed: string; voucher: string };
  /** Of the reward that Anna redeemed. */
  voucher: string;
  /** Of another of Anna's, which was a gift of 500 points before. */
  spareVoucher: string;
  link: string;
  /** Of the welcome reward that ben@example.com claimed. */
  friendVoucher: string;
  /** Nobody's, whose code a shop that is disconnected by now was to take. */
  heldVoucher: string;
  /** The order that earned Anna's points. */
  orderId: string;
  /** An import that waits for its first part. */
  importId: string;
  /** A dry run that is over. */
  dryImportId: string;
  /** Of a connection to a shop, with credentials. */
  connectionId: string;
  /** Of a dead delivery and of one that is done. */
  deadDelivery: string;
  doneDelivery: string;
  /** Of the second page of Anna's entries. */
  cursor: string;
  /** A webhook endpoint that is off, and an event that was sent to it before. */
  endpointId: string;
  eventId: string;
}

/** What a redemption is answered with, as far as tests read it. */
export const redeemed = z.object({
  redemption: z.object({ id: z.string(), rewardId: z.string(), points: z.int(), createdAt: z.string() }),
  voucher: voucherSchema,
  balance: z.object({ available: z.int(), pending: z.int(), debt: z.int() }),
});

/** A page of entries. */
export const entriesPage = z.object({ items: z.array(entrySchema), next: z.string().nullable() });

/** What is made only where it is named: all but the store and what Anna's order brought. */
type Part = Exclude<keyof Furnished, "store" | "memberId" | "orderId">;
type Making = (at: Furnished) => Promise<Partial<Furnished>>;

/** Said by a furnished store of a part that it was not asked for. */
class Unfurnished extends Error {
  readonly part: Part;

  constructor(part: Part) {
    super(`The store has no ${part}: name it when it is furnished.`);
    this.part = part;
  }
}

const vouchersOfAnna: Making = async ({ store, memberId }) => {
  await store.earn(memberId, 500);
  const spareVoucher = await redeem(store, memberId);
  return { spareVoucher, voucher: await redeem(store, memberId) };
};

/** The endpoint, switched off, and with an event sent before; the members who came while it was on. */
const endpointAndMembers: Making = async ({ store }) => {
  const hooks = await store.server("POST", "/v1/webhook-endpoints", {
    body: { url: "https://hooks.example.com/furnished" },
  });
  const { id: endpointId } = hooks.as(z.object({ id: z.string() }).loose());
  const otherMemberId = await store.member("zoe");
  const leavingMemberId = await store.member("yan");
  await store.server("PATCH", `/v1/webhook-endpoints/${endpointId}`, { body: { enabled: false } });
  const sent = await store.server("GET", `/v1/webhook-endpoints/${endpointId}/deliveries?limit=1`);
  const [delivery] = sent.as(z.object({ items: z.array(deliverySchema) }).loose()).items;
  return { endpointId, otherMemberId, leavingMemberId, eventId: delivery?.eventId ?? "" };
};

const staff: Making = async ({ store }) => staffOf(store, "Priya");

/** How each part is made, in the order in which a whole store is; a part names first what it needs of others. */
const parts: Record<Part, Making> = {
  session: async ({ store }) => ({ session: await store.session("anna") }),
  leaversSession: async ({ store }) => ({ leaversSession: await store.session("xara") }),
  spareVoucher: vouchersOfAnna,
  voucher: vouchersOfAnna,
  link: async ({ store, memberId }) => {
    const shared = await store.server("POST", "/v1/referral-links", { body: { memberId } });
    return { link: shared.as(referralLinkSchema).code };
  },
  friendVoucher: async ({ store, link }) => {
    const claimed = await store.page("POST", "/storefront/referral-claims", {
      body: { code: link, email: "ben@example.com", firstName: "Ben" },
    });
    return { friendVoucher: claimed.as(claimedSchema).voucher.code };
  },
  endpointId: endpointAndMembers,
  otherMemberId: endpointAndMembers,
  leavingMemberId: endpointAndMembers,
  eventId: endpointAndMembers,
  staffId: staff,
  signIn: staff,
  till: staff,
  counter: async ({ store, till }) => ({ counter: await servedAtTill(store, till) }),
  importId: async ({ store }) => ({ importId: await makeImport(store, { kind: "members", dryRun: false }) }),
  dryImportId: async ({ store }) => {
    const dryImportId = await makeImport(store, { kind: "members" });
    await sendParts(store, dryImportId, "customerId,points\nxenia,5\n");
    await environment.DB.prepare("UPDATE imports SET finished_at = created_at WHERE id = ?")
      .bind(dryImportId)
      .run();
    return { dryImportId };
  },
  connectionId: async ({ store }) => {
    const connected = await store.server("POST", "/v1/connections", {
      body: {
        platform: "shopify",
        shop: `${store.handle}.myshopify.com`,
        webhookSecret: `shpss_of-${store.handle}-0123`,
        credentials: { accessToken: `shpat_of-${store.handle}` },
      },
    });
    return { connectionId: connected.as(connectionSchema).id };
  },
  deadDelivery: async ({ store, connectionId }) => ({
    deadDelivery: await settledDelivery(store, connectionId, "dead"),
  }),
  doneDelivery: async ({ store, connectionId }) => ({
    doneDelivery: await settledDelivery(store, connectionId, "done"),
  }),
  heldVoucher: async ({ store }) => ({ heldVoucher: await holdVoucher(store) }),
  // Of vouchers there are entries enough for a second page.
  cursor: async ({ store, memberId, voucher }) => {
    if (!voucher) throw new Error("Nothing was redeemed.");
    const entries = await store.server("GET", `/v1/members/${memberId}/entries?limit=1`);
    return { cursor: entries.as(entriesPage).next ?? "" };
  },
};

const isPart = (name: string | symbol): name is Part =>
  typeof name === "string" && Object.hasOwn(parts, name);

/** Makes what is asked for and not there yet, until the question has its answer. */
async function supplied<Answer>(
  at: Furnished,
  made: Partial<Furnished>,
  ask: (at: Furnished) => Answer | Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    try {
      return await ask(at);
    } catch (error) {
      if (!(error instanceof Unfurnished)) throw error;
      Object.assign(made, await supplied(at, made, parts[error.part]));
    }
  }
}

/**
 * A new store, with the parts that the needs name, each need being a reading of it such as an endpoint's request; with
 * every part where there is none. To name any other later is an error: a whole store takes forty calls.
 */
export async function furnish(...needs: ((at: Furnished) => unknown)[]): Promise<Furnished> {
  const store = await StoreUnderTest.make(FURNISHED, START, { sandbox: true });
  const orderId = "1001";
  const customer = { id: "anna", email: "anna@example.com", firstName: "Anna" };
  const placed = await store.putOrder(orderId, order("anna", 1_000_000, START, { customer }));
  await store.server("POST", "/v1/code-pools/spa-days/codes", { body: { codes: [`SPA-${store.handle}`] } });
  const made: Pick<Furnished, Exclude<keyof Furnished, Part>> & Partial<Furnished> = {
    store,
    orderId,
    memberId: placed.order.memberId ?? "",
  };
  const at = new Proxy(made as Furnished, {
    get: (_made, name) => {
      if (isPart(name) && made[name] === undefined) throw new Unfurnished(name);
      return Reflect.get(made, name) as unknown;
    },
  });
  const whole = (all: Furnished) => Object.keys(parts).map((name) => Reflect.get(all, name) as unknown);
  for (const need of needs.length > 0 ? needs : [whole]) await supplied(at, made, need);
  return at;
}

/** A member of staff of the store, signed in at a till. */
export async function staffOf(store: StoreUnderTest, name: string) {
  const made = await store.server("POST", "/v1/staff", { body: { name } });
  const { staff, pin } = made.as(signInSchema);
  const signIn = { number: staff.number, pin };
  const signedIn = await store.page("POST", "/till/sessions", { body: signIn });
  return { staffId: staff.id, signIn, till: signedIn.as(signedInSchema).session };
}

async function servedAtTill(store: StoreUnderTest, session: string): Promise<Furnished["counter"]> {
  const memberId = await store.member("cora");
  await store.earn(memberId, 1000);
  const voucher = await redeem(store, memberId);
  const at = async (path: string, body: object) => store.page("POST", path, { session, body });
  const given = await at("/till/redemptions", { memberId, rewardId: "five-off" });
  const [receipt, undoneReceipt] = ["R-1", "R-2"] as const;
  for (const number of [receipt, undoneReceipt])
    await at("/till/receipts", { memberId, receipt: number, amount: 1250 });
  return { memberId, receipt, undoneReceipt, redeemed: given.as(redeemed).voucher.code, voucher };
}

/** A delivery that came to this end, as the inbox keeps it; its id. */
async function settledDelivery(
  store: StoreUnderTest,
  connectionId: string,
  status: "done" | "dead",
): Promise<string> {
  const id = `inb_${status}0${store.handle}`;
  await environment.DB.prepare(
    `INSERT INTO inbox (store_id, id, connection_id, topic, hash, body, bytes, received_at, status, detail, attempts,
      next_at, settled_at) VALUES (?, ?, ?, 'orders/edited', ?, ?, 2, ?, ?, 'It says nothing.', 1, 9007199254740991, ?)`,
  )
    .bind(store.id, id, connectionId, id, `{"of":"${id}"}`, START, status, START)
    .run();
  return id;
}

/** A voucher that is held for a shop, and its code. */
async function holdVoucher({ id, handle }: StoreUnderTest): Promise<string> {
  const { DB } = environment;
  const code = `HELD-${handle}`.toUpperCase();
  await DB.batch([
    DB.prepare(
      `INSERT INTO vouchers (store_id, code, source, name, amount, currency, minimum_order, points, status, available_at,
        created_at) VALUES (?, ?, 'referral_friend', '£5 off', 500, 'GBP', 0, 0, 'issued', ?, ?)`,
    ).bind(id, code, START, START),
    DB.prepare(
      `INSERT INTO connections (store_id, id, platform, shop, webhook_secrets, created_at, closed_at)
        VALUES (?, ?, 'woocommerce', 'https://shop.example.com', '[]', ?, ?)`,
    ).bind(id, `con_${handle}`, START, START),
    DB.prepare(
      `INSERT INTO voucher_publications (store_id, code, id, connection_id, status, created_at)
        VALUES (?, ?, ?, ?, 'held', ?)`,
    ).bind(id, code, `pub_${handle}`, `con_${handle}`, START),
  ]);
  return code;
}

/** Redeems the reward of £5 for the member, and gives the voucher's code back. */
export async function redeem(store: StoreUnderTest, memberId: string): Promise<string> {
  const answer = await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.as(redeemed).voucher.code;
}
