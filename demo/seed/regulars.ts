import { demoShoppers } from "../catalogue/shoppers.ts";
import { placeOrder, refundLines, type Buyer } from "../shop/order.ts";
import { linesOf } from "./basket.ts";
import type { Account, Draft, VoucherName } from "./history.ts";
import { juniperCircle } from "./program.ts";

const day = 86_400_000; // milliseconds

/** The histories of the shoppers that a visitor can be, told in days before `now`. */
export function regulars(now: number): Draft[][] {
  return [anna(now), priya(now), tomas(now), kwame(now)];
}

function account(id: string): Account {
  const shopper = demoShoppers.find((each) => each.id === id);
  if (!shopper) throw new Error(`There is no demo shopper ${id}.`);
  return { id, email: shopper.email, firstName: shopper.firstName };
}

interface Bought {
  daysAgo: number;
  lines: string;
  voucher?: { name: VoucherName; amount: number };
}

function bought(now: number, buyer: Buyer, { daysAgo, lines, voucher }: Bought) {
  const at = now - daysAgo * day;
  const order = placeOrder({
    buyer,
    lines: linesOf(lines),
    now: at,
    ...(voucher && { voucher: { code: "", amount: voucher.amount } }),
  });
  const name = `${buyer.email} ${daysAgo}`;
  return { at, kind: "order", name, order, ...(voucher && { voucher: voucher.name }) } satisfies Draft;
}

/** 1,240 points to spend and 86 on their way; a voucher of £5, and one of £10 from Joel; Ben's reward pending. */
function anna(now: number): Draft[] {
  const me = account("cus_anna");
  const friendGets = juniperCircle.referral.friend.amount;
  const joel = { email: "joel@example.com", firstName: "Joel" };
  const ben = { email: "ben@example.com", firstName: "Ben" };
  const mira = { email: "mira@example.com", firstName: "Mira" };
  const kept: [daysAgo: number, lines: string][] = [
    [310, "brass-lamp, 2 wool-cushion"], // 212 points
    [286, "6 stoneware-mug"], // 108
    [251, "2 linen-throw"], // 128
    [222, "3 terracotta-planter, ribbed-carafe"], // 110
    [188, "brass-lamp, 2 beeswax-candles"], // 148
    [150, "olive-board, 2 stoneware-mug, beeswax-candles"], // 88
    [93, "2 brass-lamp"], // 240
    [64, "2 ribbed-carafe, 2 olive-board"], // 140
    [47, "2 linen-throw, 3 beeswax-candles"], // 170
    [31, "wool-cushion, 2 olive-board"], // 122
    [22, "stoneware-mug"], // 18
    [4, "wool-cushion, beeswax-candles, terracotta-planter"], // 86, on hold for ten days more
  ];
  const returned = bought(now, me, {
    daysAgo: 121,
    lines: "linen-throw, 2 wool-cushion, terracotta-planter",
  }); // 182
  const returnedAt = now - 109 * day; // the planter, 26
  const claim = (friend: Buyer, daysAgo: number): Draft => ({
    at: now - daysAgo * day,
    kind: "claim",
    advocateId: me.id,
    email: friend.email,
    firstName: friend.firstName,
    voucher: `voucher ${friend.email}`,
  });
  const welcome = (friend: Buyer) => ({ name: `voucher ${friend.email}` as const, amount: friendGets });
  return [
    { at: now - 320 * day, kind: "account", account: me }, // 100
    ...kept.map(([daysAgo, lines]) => bought(now, me, { daysAgo, lines })),
    returned,
    { ...returned, at: returnedAt, order: refundLines(returned.order, returnedAt, ["3"]) },
    {
      at: now - 20 * day,
      kind: "redemption",
      customerId: me.id,
      rewardId: "five-off",
      voucher: "voucher anna",
    }, // −500
    { at: now - 200 * day, kind: "link", customerId: me.id, clicks: 14 },
    claim(joel, 75),
    bought(now, joel, { daysAgo: 72, lines: "linen-throw, beeswax-candles", voucher: welcome(joel) }),
    claim(ben, 8),
    bought(now, ben, { daysAgo: 6, lines: "ribbed-carafe, wool-cushion", voucher: welcome(ben) }),
    claim(mira, 2),
  ];
}

/** A big spender: 2,678 points, and every reward to choose from. */
function priya(now: number): Draft[] {
  const me = account("cus_priya");
  const kept: [daysAgo: number, lines: string][] = [
    [290, "4 brass-lamp, 6 linen-throw"],
    [214, "8 wool-cushion, 4 olive-board"],
    [139, "9 terracotta-planter, 6 ribbed-carafe"],
    [77, "9 stoneware-mug, 9 beeswax-candles"],
    [26, "4 brass-lamp"],
  ];
  return [
    { at: now - 300 * day, kind: "account", account: me },
    ...kept.map(([daysAgo, lines]) => bought(now, me, { daysAgo, lines })),
    { at: now - 130 * day, kind: "link", customerId: me.id, clicks: 3 },
  ];
}

/** New: the points for joining, and 82 on hold. */
function tomas(now: number): Draft[] {
  const me = account("cus_tomas");
  return [
    { at: now - 6 * day, kind: "account", account: me },
    bought(now, me, { daysAgo: 5, lines: "linen-throw, stoneware-mug" }),
  ];
}

/** Redeemed 500 of 532 points, used the voucher, and then sent back the order that most of them came from. */
function kwame(now: number): Draft[] {
  const me = account("cus_kwame");
  const sentBack = bought(now, me, { daysAgo: 65, lines: "2 brass-lamp" }); // 240
  const sentBackAt = now - 12 * day;
  const { amount } = juniperCircle.rewards[0];
  return [
    { at: now - 66 * day, kind: "account", account: me }, // 100
    sentBack,
    bought(now, me, { daysAgo: 60, lines: "3 linen-throw" }), // 192
    {
      at: now - 40 * day,
      kind: "redemption",
      customerId: me.id,
      rewardId: "five-off",
      voucher: "voucher kwame",
    },
    bought(now, me, { daysAgo: 38, lines: "linen-throw", voucher: { name: "voucher kwame", amount } }), // 59
    { ...sentBack, at: sentBackAt, order: refundLines(sentBack.order, sentBackAt) },
  ];
}
