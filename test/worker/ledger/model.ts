/**
 * The ledger as its promises tell it (docs/invariants.md), in memory and without a line of the Worker's code: what the
 * real one has to agree with after every step.
 */
import { DAY, type Balance, type OrderInput } from "../store-under-test.ts";
import { Purse, type LotDates, type Taken } from "./purse.ts";

/** The rules that the sequences play with; a new version of them is published now and then. */
export interface Rules {
  publishedAt: number;
  /** Points for every `per` minor units. */
  rate: number;
  per: number;
  holdDays: number;
  expiryDays: number | null;
  signUp: number | null;
  price: number;
  referral: { points: number; minimumOrder: number; holdDays: number; attributionDays: number };
}

interface ModelOrder {
  customer: string;
  rules: Rules;
  state: OrderInput;
  /** What its latest state is worth. */
  points: number;
}

interface ModelVoucher {
  customer: string;
  taken: Taken[];
  expiresAt: number;
  status: "issued" | "used" | "released";
  orderId: string | null;
}

interface ModelReferral {
  advocate: string;
  rules: Rules;
  claimedAt: number;
  orderId: string | null;
  /** The first day on which the reward was promised, which stays. */
  availableAt: number | null;
  isRewarded: boolean;
}

/** How long a voucher of the sequences can be used. */
export const VOUCHER_DAYS = 60;
const NEVER = Number.MAX_SAFE_INTEGER;

export class Model {
  readonly vouchers = new Map<string, ModelVoucher>();
  readonly orders = new Map<string, ModelOrder>();
  /** The versions published before the live one. */
  #earlier: Rules[] = [];
  rules: Rules;
  #purses = new Map<string, Purse>();
  #referrals = new Map<string, ModelReferral>();

  constructor(rules: Rules) {
    this.rules = rules;
  }

  publish(rules: Rules): void {
    this.#earlier.push(this.rules);
    this.rules = rules;
  }

  isMember(customer: string): boolean {
    return this.#purses.has(customer);
  }

  /** Every member and what they have at `now`. */
  balances(now: number): Map<string, Balance> {
    return new Map([...this.#purses].map(([customer, purse]) => [customer, purse.balance(now)]));
  }

  enrol(customer: string, now: number): void {
    const purse = new Purse();
    this.#purses.set(customer, purse);
    if (this.rules.signUp !== null) purse.grant(this.rules.signUp, "sign-up", datesOf(this.rules, now, 0));
  }

  earn(customer: string, points: number, hold: boolean, now: number): void {
    const { holdDays } = this.rules;
    this.#purse(customer).grant(points, "action", datesOf(this.rules, now, hold ? holdDays : 0));
  }

  /** Whether the redemption was possible; its voucher gets its code afterwards, from the real one. */
  redeem(customer: string, now: number): ((code: string) => void) | null {
    const taken = this.#purse(customer).spend(this.rules.price, now);
    if (!taken) return null;
    const expiresAt = now + VOUCHER_DAYS * DAY;
    return (code) => this.vouchers.set(code, { customer, taken, expiresAt, status: "issued", orderId: null });
  }

  /** Whether the voucher could be released. */
  release(code: string): boolean {
    const voucher = this.#voucher(code);
    if (voucher.status !== "issued") return false;
    voucher.status = "released";
    this.#purse(voucher.customer).giveBack(voucher.taken);
    return true;
  }

  /** Whether the voucher could be used on the order, at the time `at`. */
  use(code: string, orderId: string, at: number): boolean {
    const voucher = this.#voucher(code);
    if (voucher.status === "used" && voucher.orderId === orderId) return true;
    if (voucher.status !== "issued" || voucher.expiresAt <= at) return false;
    voucher.status = "used";
    voucher.orderId = orderId;
    return true;
  }

  /** Whether the friend, a new customer, could claim. */
  claim(advocate: string, friend: string, now: number): boolean {
    const hasOrdered = [...this.orders.values()].some((order) => order.customer === friend);
    if (hasOrdered || friend === advocate) return false;
    const { rules } = this;
    this.#referrals.set(friend, {
      advocate,
      rules,
      claimedAt: now,
      orderId: null,
      availableAt: null,
      isRewarded: false,
    });
    return true;
  }

  hasClaimed(friend: string): boolean {
    return this.#referrals.has(friend);
  }

  /** Takes a state of an order as delivered; gives back what it posts. A state that is not newer posts nothing. */
  putOrder(id: string, customer: string, state: OrderInput, now: number): number {
    const known = this.orders.get(id);
    if (known && known.state.updatedAt >= state.updatedAt) return 0;
    if (!this.isMember(customer)) this.enrol(customer, now);
    const rules = known?.rules ?? this.#rulesAt(Date.parse(state.placedAt));
    const points = worth(rules, state);
    const posted = points - (known?.points ?? 0);
    this.orders.set(id, { customer, rules, state, points });
    const paidAt = Date.parse(state.paidAt ?? state.placedAt);
    const purse = this.#purse(customer);
    if (posted > 0) purse.grant(posted, id, datesOf(rules, paidAt, rules.holdDays));
    if (posted < 0) purse.takeBack(-posted, id, now);
    this.#captureVouchers(id, state);
    this.#settle(id, customer, state, now);
    return posted;
  }

  #captureVouchers(id: string, state: OrderInput): void {
    const named = state.cancelledAt === null ? (state.vouchers ?? []) : [];
    for (const code of named) this.use(code, id, Date.parse(state.placedAt));
    for (const [code, voucher] of this.vouchers)
      if (voucher.status === "used" && voucher.orderId === id && !named.includes(code)) {
        voucher.status = "issued";
        voucher.orderId = null;
      }
  }

  #settle(id: string, friend: string, state: OrderInput, now: number): void {
    const referral = this.#referrals.get(friend);
    if (!referral || (referral.orderId !== null && referral.orderId !== id)) return;
    const others = [...this.orders].filter(([other, order]) => other !== id && order.customer === friend);
    const isNew = others.every(([, order]) => Date.parse(order.state.placedAt) >= referral.claimedAt);
    const due = isNew ? rewardDue(referral, state) : null;
    if (referral.orderId === null && due === null) return;
    referral.orderId = id;
    referral.availableAt ??= due;
    if ((due !== null) === referral.isRewarded) return;
    referral.isRewarded = due !== null;
    const { points } = referral.rules.referral;
    const purse = this.#purse(referral.advocate);
    if (due === null) {
      purse.takeBack(points, `referral ${friend}`, now);
      return;
    }
    const dates = datesOf(referral.rules, referral.availableAt ?? due, 0);
    purse.grant(points, `referral ${friend}`, { ...dates, grantedAt: Date.parse(state.placedAt) });
  }

  #rulesAt(at: number): Rules {
    return [...this.#earlier, this.rules].filter((rules) => rules.publishedAt <= at).at(-1) ?? this.rules;
  }

  #purse(customer: string): Purse {
    const purse = this.#purses.get(customer);
    if (!purse) throw new Error(`${customer} is no member of the model.`);
    return purse;
  }

  #voucher(code: string): ModelVoucher {
    const voucher = this.vouchers.get(code);
    if (!voucher) throw new Error(`${code} is no voucher of the model.`);
    return voucher;
  }
}

function datesOf(rules: Rules, grantedAt: number, holdDays: number): LotDates {
  const availableAt = grantedAt + holdDays * DAY;
  return {
    grantedAt,
    availableAt,
    expiresAt: rules.expiryDays === null ? NEVER : availableAt + rules.expiryDays * DAY,
  };
}

/** What is kept of an order, minor units; `refunds` are those to count. No refund of the sequences exceeds its line. */
function kept(state: OrderInput, refunds = state.refunds ?? []): number {
  const bought = total(state.lines.map((line) => line.amount - (line.discount ?? 0)));
  const refunded = refunds.map(
    (refund) => (refund.amount ?? 0) + total((refund.lines ?? []).map((line) => line.amount)),
  );
  return Math.max(0, bought - (state.discount ?? 0) - total(refunded));
}

/** Points for an order in this state: those of buying only what was kept. */
export function worth(rules: Pick<Rules, "rate" | "per">, state: OrderInput): number {
  if (state.paidAt === null || (state.cancelledAt ?? null) !== null) return 0;
  return Math.floor((kept(state) * rules.rate) / rules.per);
}

/** When the advocate's reward is theirs, milliseconds; null where the order earns none. */
function rewardDue({ rules, claimedAt, availableAt }: ModelReferral, state: OrderInput): number | null {
  const terms = rules.referral;
  const placedAt = Date.parse(state.placedAt);
  if (state.paidAt === null || placedAt < claimedAt) return null;
  if (placedAt > claimedAt + terms.attributionDays * DAY) return null;
  // The day that was promised stays, also where the order is told as paid later.
  const due = availableAt ?? Date.parse(state.paidAt) + terms.holdDays * DAY;
  const cancelledAt = state.cancelledAt ?? null;
  if (cancelledAt !== null && Date.parse(cancelledAt) <= due) return null;
  const inHold = (state.refunds ?? []).filter((refund) => Date.parse(refund.refundedAt) <= due);
  const enough = (amount: number) => amount >= terms.minimumOrder;
  if (!enough(kept(state, [])) || (inHold.length > 0 && !enough(kept(state, inHold)))) return null;
  return due;
}

function total(numbers: number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
