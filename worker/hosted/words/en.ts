/**
 * The hosted page in English, and what every other language says in its own words: the same keys, in a file of its own,
 * which the build puts beside the Worker's other files. The syntax is the widget's (worker/program/words.ts): `{0}` is the
 * first thing that a sentence is given, `[point|points]` takes one of its forms by the first number, in the order of
 * the language's `forms`. Money, dates and names come as text.
 */
export const sentences = {
  /** The plural categories of this language (Unicode CLDR), in the order in which forms are written. */
  forms: "one other",

  // {0}: the store.
  description: "How to earn points at {0}, what they buy, and what a friend gets.",
  notOpen: "{0} has not opened its program yet. Come back soon.",
  visit: "Go to {0}",
  yours: "Your points",
  yoursHow: "Your balance, your vouchers and the link for your friends are kept for you at {0}.",
  open: "Open my points",
  withoutScript:
    "To see your own points here, switch JavaScript on for this page and sign in. Or ask {0}: they see what you have, and can redeem it for you.",

  // Earning.
  earn: "How to earn",
  points: "{0} [point|points]",
  order: "{0} [point|points] for every {1} you spend",
  signUp: "{0} [point|points] for joining",
  birthday: "{0} [point|points] on your birthday",
  otherRates: "Some products give more or fewer points, and some none.",
  hold: "An order’s points can be spent {0} [day|days] later.",
  holdSent: "An order’s points can be spent {0} [day|days] after the order is sent.",
  sent: "An order’s points can be spent once the order is sent.",
  confirmed: "An order’s points can be spent once the store confirms the order.",
  expire_never: "Points don’t expire.",
  expire_dates: "Points expire on fixed days; the panel shows yours.",
  expire_age: "Points expire {0} [day|days] after they can be spent.",
  expire_inactivity: "Points expire after {0} [day|days] in which you do nothing with them.",

  // A campaign, as a row of these; `times` of a tier, too. {0} of the days and tiers: names, and what stands between them.
  times: "{0} [time|times] the points",
  extra: "{0} extra [point|points]",
  firstOrder: "on your first order",
  ordersFrom: "on orders of at least {0}",
  someProducts: "on some products",
  hours: "from {0} to {1}",
  until: "until {0}",
  forTiers: "for {0}",

  // Rewards.
  rewards: "What points buy",
  noRewards: "There is nothing to redeem points for at the moment. They are kept for you.",
  from: "from {0} [point|points]",

  // Tiers, by what is counted and over which time.
  tiers: "Tiers",
  spend_lifetime: "By what you have spent since you joined.",
  spend_calendar_year: "By what you spend in a calendar year.",
  spend_rolling_12_months: "By what you spent in the last twelve months.",
  points_lifetime: "By the points you have earned since you joined.",
  points_calendar_year: "By the points you earn in a calendar year.",
  points_rolling_12_months: "By the points you earned in the last twelve months.",
  orders_lifetime: "By how often you have ordered since you joined.",
  orders_calendar_year: "By how often you order in a calendar year.",
  orders_rolling_12_months: "By how often you ordered in the last twelve months.",
  start: "From the start",
  from_spend: "From {0}",
  from_points: "From {0} [point|points]",
  from_orders: "From {0} [order|orders]",
  bonus: "{0} [point|points] for reaching it",

  // Referring. {0}: what the friend gets, or who brought them; {1}: what the order must come to.
  refer: "Bring a friend",
  friendGets: "Your friend gets {0} off their first order.",
  friendGetsMin: "Your friend gets {0} off their first order of at least {1}.",
  youGetPoints: "You get {0} [point|points] when they have bought something.",
  youGetPointsMin: "You get {0} [point|points] when they have bought something for at least {1}.",
  youGetOff: "You get {0} off when they have bought something.",
  youGetOffMin: "You get {0} off when they have bought something for at least {1}.",

  // Where no store has the address.
  unknownTitle: "There is no program here",
  unknown:
    "The address may have been cut short or mistyped on its way, or the store is not here any more. Ask the store for the address of its program.",
} as const;
