/** A row's cells as a record; throws Refused. */
import { normalPhone } from "../members/phone.ts";
import { monthOf } from "../program/calendar.ts";
import { firstName } from "../program/first-name.ts";
import { language } from "../program/language.ts";
import { lotDates, NEVER, warningOf, WAITING } from "../program/lot-dates.ts";
import { orderUpdate, type OrderUpdate } from "../program/order.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { Field } from "./fields.ts";
import type { ImportedLot, MemberRecord, OrderRecord, Person } from "./record.ts";
import { Refused } from "./refused.ts";
import type { Choices } from "./settings.ts";
import {
  agreementOf,
  birthdayOf,
  emailOf,
  idOf,
  moneyOf,
  pointsOf,
  referralCodeOf,
  timeOf,
  type Reading,
} from "./values.ts";

/** A row's cells by what they hold; empty ones are left out. */
export type Cells = Partial<Record<Field, string>>;

export interface ReadingContext {
  store: Pick<StoreContext, "configuration" | "now">;
  choices: Choices;
  /** When the import was made, milliseconds: what is undated is dated by it, in whatever slice it is read. */
  madeAt: number;
}

/**
 * A member with their balance, or points of theirs: `known` is what single points are known by, `lots` points of theirs
 * with dates of their own.
 */
export function memberRecord(
  cells: Cells,
  reading: ReadingContext,
  known: string | null,
  lots: Cells[] = [],
): MemberRecord {
  const person = personOf(cells);
  const of = readingOf(reading);
  const points = cells.points === undefined ? 0 : pointsOf(cells.points, of);
  if (known !== null) pointsAbove(cells.points, of);
  if (points < 0 && lots.length > 0)
    throw new Refused("The member owes points and has some at the same time.");
  const joinedAt = cells.joinedAt === undefined ? null : timeOf(cells.joinedAt, "date of joining", of);
  if (joinedAt !== null && joinedAt > reading.store.now)
    throw new Refused("The date of joining is yet to come.");
  return {
    type: "member",
    ...person,
    phone: cells.phone === undefined ? null : phoneIn(cells.phone, reading),
    number: null,
    birthday: cells.birthday === undefined ? null : birthdayOf(cells.birthday, of),
    birthdayYear: null,
    segments: segmentsOf(cells.segments),
    language: language.safeParse(cells.language?.trim()).data ?? null,
    consents: consentsOf(cells, reading),
    joinedAt,
    lots: [
      ...(points > 0 ? [lotOf(points, cells, reading)] : []),
      ...lots.map((lot) => lotOf(pointsAbove(lot.points, of), lot, reading)),
    ],
    debt: points < 0 ? -points : 0,
    pointsKey: known,
    months: monthsOf(cells, reading),
    tier: cells.tier ?? null,
    referralCode: cells.referralCode === undefined ? null : referralCodeOf(cells.referralCode) || null,
  };
}

/** The telephone number as it is kept; null for what is none, which files have in such a column as well. */
function phoneIn(cell: string, { store }: ReadingContext): string | null {
  // Excel shows a number with an apostrophe before it.
  return normalPhone(cell.replace(/^'/, ""), store.configuration.store.locale);
}

function pointsAbove(cell: string | undefined, of: Reading): number {
  const points = pointsOf(cell ?? "0", of);
  if (points > 0) return points;
  throw new Refused("Single points have to be above nothing. What was spent is left out of such a file.");
}

/** An order with one line, which is what a list of orders knows of it. */
export function orderRecord(cells: Cells, reading: ReadingContext): OrderRecord {
  const of = readingOf(reading);
  const { currency: storeCurrency } = reading.store.configuration.store;
  if (cells.orderId === undefined) throw new Refused("The row has no order id.");
  if (cells.placedAt === undefined) throw new Refused("The row doesn't say when the order was placed.");
  if (cells.total === undefined) throw new Refused("The row doesn't say what the order came to.");
  const currency = (cells.currency ?? storeCurrency).toUpperCase();
  const placedAt = isoOf(timeOf(cells.placedAt, "date of the order", of));
  const at = (cell: string | undefined, what: string) =>
    cell === undefined ? null : isoOf(timeOf(cell, what, of));
  const cancelledAt = at(cells.cancelledAt, "date of the cancellation");
  const refunded =
    cells.refunded === undefined ? 0 : moneyOf(cells.refunded, "refunded amount", currency, of);
  const updatedAt = at(cells.updatedAt, "date of the last change") ?? cancelledAt ?? placedAt;
  const customer = customerOf(cells);
  return {
    type: "order",
    orderId: idOf(cells.orderId, "order id"),
    counts: true,
    update: parsedOrder({
      customer,
      currency,
      placedAt,
      updatedAt,
      paidAt: at(cells.paidAt, "date of the payment") ?? placedAt,
      cancelledAt,
      lines: [{ id: "1", quantity: 1, amount: moneyOf(cells.total, "total", currency, of) }],
      refunds: refunded > 0 ? [{ id: "1", refundedAt: updatedAt, amount: refunded }] : [],
    }),
  };
}

/** The order that the value says, by the schema of `PUT /v1/orders/{id}`. */
export function parsedOrder(value: unknown): OrderUpdate {
  const parsed = orderUpdate.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refused(`The order's ${issue?.path.join(".") || "form"}: ${issue?.message ?? "is not right."}`);
}

function customerOf(cells: Cells): OrderUpdate["customer"] | object {
  if (cells.customerId === undefined && cells.email === undefined) return null;
  const { customerId, email, firstName: name } = personOf(cells);
  return {
    ...(customerId === null ? {} : { id: customerId }),
    ...(email === null ? {} : { email }),
    ...(name === null ? {} : { firstName: name }),
  };
}

function personOf(cells: Cells): Person {
  if (cells.customerId === undefined && cells.email === undefined)
    throw new Refused("The row has neither a customer id nor an email, so nobody can be found by it.");
  const name = firstName.safeParse(cells.firstName);
  return {
    customerId: cells.customerId === undefined ? null : idOf(cells.customerId, "customer id"),
    email: cells.email === undefined ? null : emailOf(cells.email),
    // A name that can't be shown is left out: it is no reason to leave the person out.
    firstName: name.success ? name.data : null,
  };
}

function segmentsOf(cell = ""): string[] {
  const names = cell.split(",").map((each) => each.trim().slice(0, 80));
  return [...new Set(names.filter(Boolean))].slice(0, 50);
}

/** What is neither yes nor no is no consent, and no refusal either. */
function consentsOf(cells: Cells, reading: ReadingContext): MemberRecord["consents"] {
  const agreed = cells.marketing === undefined ? null : agreementOf(cells.marketing);
  if (agreed === null) return [];
  const { madeAt, store } = reading;
  const saidAt =
    cells.marketingAt === undefined
      ? madeAt
      : timeOf(cells.marketingAt, "date of consent", readingOf(reading));
  if (saidAt > store.now) throw new Refused("The date of consent is yet to come.");
  return [{ marketing: agreed, saidAt, words: null }];
}

/** Points of one row as a lot: with the dates that the row has, else those that the choices say. */
function lotOf(points: number, cells: Cells, reading: ReadingContext): ImportedLot {
  const of = readingOf(reading);
  const { choices, madeAt, store } = reading;
  const undated = choices.earnedAt === undefined ? madeAt : Date.parse(choices.earnedAt);
  const grantedAt = cells.earnedAt === undefined ? undated : timeOf(cells.earnedAt, "date of earning", of);
  if (grantedAt > store.now) throw new Refused("The date of earning is yet to come.");
  const availableAt =
    cells.availableAt === undefined ? grantedAt : timeOf(cells.availableAt, "date of availability", of);
  const told = cells.expiresAt === undefined ? null : timeOf(cells.expiresAt, "expiry", of, true);
  const dates = told === null ? datesByChoice(reading, availableAt) : toldDates(reading, availableAt, told);
  if (dates.expiresAt <= store.now)
    throw new Refused(
      told === null
        ? "By the program's rule these points have expired: they were earned too long ago. Give an expiry, or choose `expiry`: never."
        : "These points have expired.",
    );
  if (dates.expiresAt <= availableAt) throw new Refused("The points would expire before they can be spent.");
  return { points, grantedAt, ...dates, warnedAt: null };
}

function datesByChoice({ store, choices }: ReadingContext, availableAt: number) {
  const { program, store: settings } = store.configuration;
  if (choices.expiry === "never" || !program) return { ...WAITING, availableAt };
  return lotDates(program.document, settings.timeZone, availableAt, false);
}

/** An expiry that the shopper was told stays: no grace, and a warning as far ahead as the program warns. */
function toldDates({ store }: ReadingContext, availableAt: number, dueAt: number) {
  const { program, store: settings } = store.configuration;
  const warnDays = program?.document.expiry?.warnDays ?? 0;
  const warnAt = warnDays > 0 ? warningOf(dueAt, warnDays, settings.timeZone) : NEVER;
  return { availableAt, expiresAt: dueAt, dueAt, warnAt, grace: 0, idleDays: 0 };
}

/**
 * What they bought so far, where the file has it in a figure and tiers are counted over a lifetime: of the month in
 * which the import was made. A tier that is counted over a year can't be counted from such a figure.
 */
function monthsOf(cells: Cells, reading: ReadingContext): MemberRecord["months"] {
  if (cells.spend === undefined && cells.orders === undefined) return [];
  if (reading.store.configuration.tiers.history.live?.over !== "lifetime") return [];
  const { currency, timeZone } = reading.store.configuration.store;
  const of = readingOf(reading);
  const spend = cells.spend === undefined ? 0 : moneyOf(cells.spend, "spend", currency, of);
  const orders = cells.orders === undefined ? 0 : pointsOf(cells.orders, of);
  if (orders < 0) throw new Refused("The number of orders is below nothing.");
  const isNothing = spend === 0 && orders === 0;
  return isNothing ? [] : [{ month: monthOf(reading.madeAt, timeZone), spend, points: 0, orders }];
}

function readingOf({ choices, store }: ReadingContext): Reading {
  return { ...choices, timeZone: store.configuration.store.timeZone };
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
