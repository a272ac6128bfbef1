import type { Benefit, Entry, Friend, HoldFrom, Reward, Voucher } from "../api/types.ts";
import type { Format } from "../format/format.ts";

const rules = new Intl.PluralRules("en");

/**
 * The panel in English. Another language is another function of the same type; a value that depends on something is
 * a function of it, and gets numbers, not written figures, so that each language decides on plural and order itself.
 */
export function english({ number, money, date }: Format) {
  const plural = (count: number, one: string, other: string): string =>
    `${number(count)} ${rules.select(count) === "one" ? one : other}`;
  const unit = (count: number): string => (rules.select(count) === "one" ? "point" : "points");
  const points = (count: number): string => `${number(count)} ${unit(count)}`;
  const days = (count: number): string => plural(count, "day", "days");
  const benefit = (given: Benefit): string =>
    given.type === "points" ? points(given.points) : money(given.amount);
  const off = (given: Benefit): string =>
    given.type === "points" ? points(given.points) : `${money(given.amount)} off`;
  const minimum = (amount: number): string => (amount ? `orders from ${money(amount)}` : "any order");
  const name = (first: string | null | undefined): string => first ?? "a friend";

  return {
    lang: "en",
    close: "Close",
    retry: "Try again",
    places: { home: "Home", rewards: "Rewards", refer: "Refer", activity: "Activity" },
    points,
    benefit,
    copy: "Copy",
    copyCode: "Copy code",
    copied: "Copied",
    copyYourself: "Copy it with your keyboard",

    unit,
    unitToSpend: (count: number) => `${unit(count)} to spend`,
    onTheirWay: (count: number, ready: string | undefined) =>
      `+${number(count)} on ${count === 1 ? "its" : "their"} way${ready ? `, ready from ${date(ready)}` : ""}`,
    owed: (count: number) => `${points(count)} to make up after a return. The next you earn settle it.`,
    nothingYet: "Your first points come with your next order",
    away: (reward: Reward, count: number) => `${reward.name} is ${points(count)} away`,
    ratio: (have: number, price: number) => `${number(have)} / ${number(price)}`,
    canHave: (reward: Reward) => `You can have ${reward.name} now`,
    readyToUse: "Ready to use",
    expiring: (count: number, day: string) =>
      `${points(count)} ${count === 1 ? "expires" : "expire"} on ${date(day)}`,
    useThem: "Spend them before then, soonest first",
    earnTitle: "How you earn",
    perOrder: (count: number, per: number) => `${points(count)} for every ${money(per)} you spend`,
    perOrderHold: (hold: number, from: HoldFrom) => {
      if (!hold && from === "payment") return "Ready to spend at once";
      const begins = {
        payment: "each order",
        fulfilment: "each order is sent",
        release: "the store says so",
      }[from];
      return `Ready to spend ${hold ? `${days(hold)} after` : "as soon as"} ${begins}`;
    },
    signUp: (count: number) => `${points(count)} for joining`,
    signUpNote: "Yours as soon as you sign in",

    price: (reward: Reward) => `${points(reward.points)} · ${minimum(reward.minimumOrder)}`,
    toGo: (reward: Reward, count: number) => `${points(reward.points)} · ${number(count)} to go`,
    card: "Show my card",
    redeem: "Redeem",
    redeemThis: (reward: Reward) => `Redeem ${reward.name} for ${points(reward.points)}`,
    redeeming: "Redeeming…",
    confirm: (reward: Reward) => `Spend ${points(reward.points)} on ${reward.name}?`,
    confirmNote: (reward: Reward, left: number) =>
      `${points(left)} will be left. The code is good for ${days(reward.validDays)}, on ${minimum(reward.minimumOrder)}.`,
    yes: "Yes, redeem",
    no: "Not now",
    yours: (voucher: Voucher) => `${voucher.name} is yours`,
    atCheckout: "Type the code in at the checkout.",
    vouchersTitle: "Your vouchers",
    earlierTitle: "Earlier",
    voucherTerms: (voucher: Voucher) =>
      [
        voucher.minimumOrder && `orders from ${money(voucher.minimumOrder)}`,
        voucher.expiresAt && `until ${date(voucher.expiresAt)}`,
      ]
        .filter(Boolean)
        .join(" · "),
    voucherState: ({ status, availableAt, usedAt, expiresAt }: Voucher) =>
      ({
        issued: "Ready to use",
        pending: `Ready on ${date(availableAt)}`,
        used: usedAt ? `Used on ${date(usedAt)}` : "Used",
        expired: expiresAt ? `Ran out on ${date(expiresAt)}` : "Ran out",
        released: "Handed back, points returned",
        void: "Withdrawn",
      })[status],
    noRewardsTitle: "Rewards are on their way",
    noRewards: (store: string) => `${store} hasn’t put any up yet. Your points are kept.`,

    give: (friend: Benefit, mine: Benefit) => `Give ${benefit(friend)}, get ${benefit(mine)}`,
    referTerms: (friend: Benefit, mine: Benefit, hold: number) =>
      `Your friend gets ${off(friend)} a first order${
        friend.type === "amount_off" && friend.minimumOrder ? ` from ${money(friend.minimumOrder)}` : ""
      }. You get ${benefit(mine)}${hold ? `, ${days(hold)} after they order` : " as soon as it is paid"}.`,
    referShort: "Your friend saves on a first order, and you get a thank-you.",
    share: "Share",
    whatsApp: "WhatsApp",
    mail: "Mail",
    sms: "SMS",
    shareText: (friend: Benefit, store: string) => `Here’s ${off(friend)} your first order at ${store}:`,
    friendsJoined: (count: number) => (count === 1 ? "friend joined" : "friends joined"),
    earned: "earned so far",
    friendsTitle: "Your friends",
    noFriends: "The friends who use your link will show up here.",
    friendName: (friend: Friend) => friend.firstName ?? "A friend",
    friendState: ({ status, orderedAt, availableAt }: Friend) =>
      ({
        claimed: "Claimed, hasn’t ordered yet",
        pending: [orderedAt && `Ordered ${date(orderedAt)}`, availableAt && `yours on ${date(availableAt)}`]
          .filter(Boolean)
          .join(" · "),
        rewarded: orderedAt ? `Ordered ${date(orderedAt)} · yours` : "Ordered · yours",
        void: "Their order was returned",
      })[status],

    activityNote: "Every point, and why",
    noActivityTitle: "Nothing here yet",
    noActivity: "Each order, reward and gift will show up here.",
    more: "Show more",
    // A rule that has no words here is told in the Worker's own.
    entryTitle: ({ reason, points: count, sentence }: Entry, program: string): string =>
      (
        ({
          order: `Order ${reason.orderId ?? ""}`,
          sign_up: `Joined ${program}`,
          action: reason.description ?? (count < 0 ? "Taken off by the store" : "A gift from the store"),
          redemption: reason.rewardName ?? "A reward",
          redemption_released: `${reason.rewardName ?? "A reward"}, handed back`,
          order_changed: `Order ${reason.orderId ?? ""} changed`,
          expiry: "Expired",
          expiry_reversed: "Expired points, back again",
          referral_advocate: `Thanks for sending ${name(reason.firstName)}`,
          referral_void: `${reason.firstName ?? "A friend"}’s order was returned`,
        }) as Partial<Record<string, string>>
      )[reason.rule] ?? sentence,
    entryNote: ({ createdAt, availableAt, expiresAt }: Entry, now: string) =>
      [
        date(createdAt),
        availableAt && availableAt > now
          ? `ready ${date(availableAt)}`
          : expiresAt && expiresAt > now && `good until ${date(expiresAt)}`,
      ]
        .filter(Boolean)
        .join(" · "),

    guestLead: (store: string) => `Points and rewards at ${store}`,
    guestTitle: "What you get",
    guestSignIn: (store: string) => `Sign in at ${store}, and your points show up here.`,
    signInNote: "Your points are waiting",
    signInTitle: "Already a member?",
    knowUs: "Already know us?",
    signIn: "Sign in",
    rewardFor: (reward: Reward) => `for ${points(reward.points)}`,
    lapsed: "Your sign-in has run out. Reload the page to see your points.",
    untrusted: "Your sign-in couldn’t be confirmed. Sign out and in again to see your points.",

    forYou: (offer: Benefit) => `${benefit(offer)} for you`,
    fromFriend: (first: string | null, offer: Benefit) =>
      `from ${name(first)}, for a first order${
        offer.type === "amount_off" && offer.minimumOrder ? ` from ${money(offer.minimumOrder)}` : ""
      }`,
    yourEmail: "Your email address",
    atOnce: "Your code shows here at once.",
    emailExample: "you@example.com",
    claim: (offer: Benefit) => `Get my ${benefit(offer)}`,
    claiming: "Getting it…",
    claimTerms: (newOnly: boolean) =>
      `${newOnly ? "For new customers. " : ""}Your address is only used for this reward.`,
    badEmail: "That doesn’t look like an email address yet.",
    isYours: (amount: string) => `${amount} is yours`,
    keepIt: "We’ll keep it here for you until you check out.",
    pointsSaved: "Sign in with that email at the store, and the points are there.",
    linkGone: "That friend’s link isn’t active any more.",
    newOnly: "The welcome gift is for new customers, and you’re one of the regulars.",

    refusals: {
      insufficient_points: "Your points changed in the meantime, and it’s a little too far now.",
      reward_not_found: "That reward has just been taken down.",
      not_a_new_customer: "This one is for new customers, and that email already has an order here.",
      own_referral_link: "That’s your own link.",
      already_claimed: "That email has had its welcome gift. Look where you first claimed it.",
      referral_link_not_found: "That friend’s link isn’t active any more.",
      referral_link_inactive: "That friend’s link isn’t active any more.",
      too_many_requests: "Too many tries. Wait a minute, then try again.",
    } as Partial<Record<string, string>>,
    lost: "The answer got lost on the way. Try again: nothing is taken twice.",
    failed: "Something went wrong at our end. Try again in a moment.",
    troubleTitle: "We can’t reach your rewards",
    trouble: "Your points are safe. Check your connection, then try again.",
    offlineTitle: "You’re offline",
    brokenTitle: "Something went wrong at our end",
    broken: "Your points are safe. Try again in a moment.",
    stale: "This is what we last knew: the store can’t be reached.",
    loading: "Getting your points…",
  };
}

export type Words = ReturnType<typeof english>;
