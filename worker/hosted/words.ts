/** Everything that a hosted page says, in one language. Figures come as they are written there. */
export interface HostedWords {
  /** BCP 47, of these words. */
  lang: string;
  dir: "ltr" | "rtl";
  points: (count: number, written: string) => string;
  description: (store: string) => string;
  earn: string;
  order: (points: string, money: string) => string;
  otherRates: string;
  signUp: (points: string) => string;
  birthday: (points: string) => string;
  action: (name: string, points: string) => string;
  hold: (days: string) => string;
  expiry: Record<"never" | "dates", string> & Record<"age" | "inactivity", (days: string) => string>;
  rewards: string;
  noRewards: string;
  from: (points: string) => string;
  minimumOrder: (money: string) => string;
  tiers: string;
  tiersBy: Record<
    "spend" | "points" | "orders",
    Record<"lifetime" | "calendar_year" | "rolling_12_months", string>
  >;
  start: string;
  threshold: Record<"spend" | "points" | "orders", (figure: string) => string>;
  multiplier: (times: string) => string;
  bonus: (points: string) => string;
  refer: string;
  friendGets: (money: string, least: string | null) => string;
  youGet: (reward: string, least: string | null) => string;
  amountOff: (money: string) => string;
  yours: string;
  yoursHow: (store: string) => string;
  open: string;
  withoutScript: (store: string) => string;
  visit: (store: string) => string;
  notOpen: (store: string) => string;
  unknownTitle: string;
  unknown: string;
}

export const english: HostedWords = {
  lang: "en",
  dir: "ltr",
  points: (count, written) => `${written} ${count === 1 ? "point" : "points"}`,
  description: (store) => `How to earn points at ${store}, what they buy, and what a friend gets.`,
  earn: "How to earn",
  order: (points, money) => `${points} for every ${money} you spend`,
  otherRates: "Some products give more or fewer points, and some none.",
  signUp: (points) => `${points} for joining`,
  birthday: (points) => `${points} on your birthday`,
  action: (name, points) => `${name}: ${points}`,
  hold: (days) => `An order’s points can be spent ${days} days later.`,
  expiry: {
    never: "Points don’t expire.",
    dates: "Points expire on fixed days; the panel shows yours.",
    age: (days) => `Points expire ${days} days after they can be spent.`,
    inactivity: (days) => `Points expire after ${days} days in which you do nothing with them.`,
  },
  rewards: "What points buy",
  noRewards: "There is nothing to redeem points for at the moment. They are kept for you.",
  from: (points) => `from ${points}`,
  minimumOrder: (money) => `on orders of at least ${money}`,
  tiers: "Tiers",
  tiersBy: {
    spend: {
      lifetime: "By what you have spent since you joined.",
      calendar_year: "By what you spend in a calendar year.",
      rolling_12_months: "By what you spent in the last twelve months.",
    },
    points: {
      lifetime: "By the points you have earned since you joined.",
      calendar_year: "By the points you earn in a calendar year.",
      rolling_12_months: "By the points you earned in the last twelve months.",
    },
    orders: {
      lifetime: "By how often you have ordered since you joined.",
      calendar_year: "By how often you order in a calendar year.",
      rolling_12_months: "By how often you ordered in the last twelve months.",
    },
  },
  start: "From the start",
  threshold: {
    spend: (figure) => `From ${figure}`,
    points: (figure) => `From ${figure} points`,
    orders: (figure) => `From ${figure} orders`,
  },
  multiplier: (times) => `${times} times the points`,
  bonus: (points) => `${points} for reaching it`,
  refer: "Bring a friend",
  friendGets: (money, least) =>
    `Your friend gets ${money} off their first order${least === null ? "" : ` of at least ${least}`}.`,
  youGet: (reward, least) =>
    `You get ${reward} when they have bought something${least === null ? "" : ` for at least ${least}`}.`,
  amountOff: (money) => `${money} off`,
  yours: "Your points",
  yoursHow: (store) =>
    `Your balance, your vouchers and the link for your friends are kept for you at ${store}.`,
  open: "Open my points",
  withoutScript: (store) =>
    `To see your own points here, switch JavaScript on for this page and sign in. Or ask ${store}: they see what you have, and can redeem it for you.`,
  visit: (store) => `Go to ${store}`,
  notOpen: (store) => `${store} has not opened its program yet. Come back soon.`,
  unknownTitle: "There is no program here",
  unknown:
    "The address may have been cut short or mistyped on its way, or the store is not here any more. Ask the store for the address of its program.",
};
