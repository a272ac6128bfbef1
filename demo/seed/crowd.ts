import { cancelOrder, placeOrder, refundLines, totalsOf, type Buyer } from "../shop/order.ts";
import { someLines } from "./basket.ts";
import type { Account, Draft, VoucherName } from "./history.ts";
import { emailOf, firstNames } from "./names.ts";
import { juniperCircle } from "./program.ts";
import type { Random } from "./random.ts";
import { Purse } from "./shopper.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** How far back the shop's history goes. */
const months = 11;
const longest = months * 30 * day;

/** A crowd of members with their history up to `now`: most buy now and then, a few buy a lot. */
export function crowd(random: Random, now: number, members: number): Draft[][] {
  return Array.from({ length: members }, (_, index) => life(random, now, index + 1));
}

function life(random: Random, now: number, number: number): Draft[] {
  // More of them joined lately than at the start: the square root bends an even spread towards today.
  const joinedAt = daytime(random, now - longest * (1 - Math.sqrt(random.next())));
  if (joinedAt > now - minute) return [];
  const firstName = random.pick(firstNames);
  const account = { id: `cus_${1000 + number}`, email: emailOf(firstName, number), firstName };
  const everyDays = random.pick([14, 24, 36, 45, 60, 80, 120, 240]) / (random.chance(0.04) ? 4 : 1);
  return [
    { at: joinedAt, kind: "account", account },
    ...purchases(random, now, { account, joinedAt, everyDays }),
    ...sharing(random, now, account, joinedAt),
  ];
}

function purchases(
  random: Random,
  now: number,
  { account, joinedAt, everyDays }: { account: Account; joinedAt: number; everyDays: number },
): Draft[] {
  const drafts: Draft[] = [];
  const purse = new Purse();
  let voucher: { name: VoucherName; amount: number; minimumOrder: number; until: number } | undefined;
  // Whoever opens an account mostly does so to buy something.
  let at = joinedAt + (random.chance(0.8) ? 3 * minute : random.wait(everyDays * day));
  for (let count = 1; at < now - minute; count += 1) {
    const name = `${account.id} ${count}`;
    const lines = someLines(random);
    const use =
      voucher && at < voucher.until && totalsOf(lines).subtotal >= voucher.minimumOrder ? voucher : undefined;
    if (use) voucher = undefined;
    const order = placeOrder({
      buyer: account,
      lines,
      now: at,
      ...(use && { voucher: { code: "", amount: use.amount } }),
    });
    drafts.push({ at, kind: "order", name, order, ...(use && { voucher: use.name }) });
    purse.note(name, order);

    const changedAt = at + (random.chance(0.25) ? 0.4 : random.whole(3, 24)) * day;
    if (random.chance(0.09) && changedAt < now) {
      const line = random.pick(lines).id;
      const changed =
        changedAt < at + day ? cancelOrder(order, changedAt) : refundLines(order, changedAt, [line]);
      drafts.push({ at: changedAt, kind: "order", name, order: changed, ...(use && { voucher: use.name }) });
      purse.note(name, changed);
    }

    const next = daytime(random, at + Math.max(0.5, random.wait(everyDays)) * day);
    // They look at the panel before they buy again. A change still to come is counted already: never too many points.
    const redeemAt = next - 20 * minute;
    const reward = purse.affordableAt(redeemAt);
    if (reward && !voucher && redeemAt > at && redeemAt < now && random.chance(0.5)) {
      voucher = {
        name: `voucher ${name}`,
        amount: reward.amount,
        minimumOrder: reward.minimumOrder,
        until: redeemAt + reward.validDays * day,
      };
      purse.spend(reward.points);
      drafts.push({
        at: redeemAt,
        kind: "redemption",
        customerId: account.id,
        rewardId: reward.id,
        voucher: voucher.name,
      });
    }
    at = next;
  }
  return drafts;
}

/** Some share their link, some of their friends come, and some of those buy. */
function sharing(random: Random, now: number, advocate: Account, joinedAt: number): Draft[] {
  if (!random.chance(0.22)) return [];
  const linkedAt = joinedAt + random.wait(30) * day;
  if (linkedAt > now - day) return [];
  const friends = random.pick([0, 0, 1, 1, 2, 4]);
  const drafts: Draft[] = [
    { at: linkedAt, kind: "link", customerId: advocate.id, clicks: friends * 3 + random.whole(0, 9) },
  ];
  for (let count = 1; count <= friends; count += 1) {
    const claimedAt = daytime(random, linkedAt + random.wait(25) * day);
    if (claimedAt < linkedAt || claimedAt > now - minute) continue;
    const firstName = random.pick(firstNames);
    const id = `${advocate.id}_friend_${count}`;
    const email = emailOf(firstName, Number(`${advocate.id.slice(4)}${count}`));
    const voucher: VoucherName = `voucher ${id}`;
    drafts.push({ at: claimedAt, kind: "claim", advocateId: advocate.id, email, firstName, voucher });
    const buyer: Buyer = random.chance(0.5) ? { id, email, firstName } : { email, firstName };
    const at = claimedAt + random.wait(2) * day + 5 * minute;
    const lines = someLines(random);
    const { friend } = juniperCircle.referral;
    if (!random.chance(0.75) || at > now - minute || totalsOf(lines).subtotal < friend.minimumOrder) continue;
    if (at > claimedAt + friend.validDays * day) continue;
    if (buyer.id !== undefined)
      drafts.push({ at: at - minute, kind: "account", account: { ...buyer, id: buyer.id } });
    const order = placeOrder({ buyer, lines, now: at, voucher: { code: "", amount: friend.amount } });
    drafts.push({ at, kind: "order", name: id, order, voucher });
    const backAt = at + random.whole(4, 20) * day;
    if (random.chance(0.08) && backAt < now)
      drafts.push({ at: backAt, kind: "order", name: id, order: refundLines(order, backAt), voucher });
  }
  return drafts;
}

/** The same day, at an hour when people shop: between eight and eleven at night, more in the evening. */
function daytime(random: Random, at: number): number {
  const hour = 8 + Math.max(random.next(), random.next()) * 15;
  return Math.floor(at / day) * day + Math.floor(hour * 60) * minute;
}
