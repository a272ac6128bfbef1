import type { Format } from "../widget/format/format.ts";

const rules = new Intl.PluralRules("en");

/** What the till says before anybody knows which store's it is. */
export const firstWords = {
  title: "Till",
  noStore: "Open the till’s link",
  noStoreNote:
    "The store’s owner has it: it came with your PIN. Opened once, this device remembers the store.",
  signIn: "Sign in",
  signInLead: "With what the store’s owner gave you",
  number: "Staff number",
  pin: "PIN",
  signingIn: "Signing in…",
  lost: "No answer: check the connection and try again. Nothing is done twice.",
  failed: "Something went wrong at our end. Try again in a moment.",
  signedOut: "You were signed out. Sign in again to go on.",
  tooMany: "That was a lot of tries. Wait a minute, then try again.",
};

/** The till in English; a value that depends on something is a function of it. */
export function english({ number, money }: Format) {
  const points = (count: number): string =>
    `${number(count)} ${rules.select(count) === "one" ? "point" : "points"}`;
  return {
    points,
    unit: (count: number) => (rules.select(count) === "one" ? "point" : "points"),
    signOut: "Sign out",
    find: "Find",
    finding: "Looking…",
    who: "Who is it?",
    whoLead: "Points and rewards, over the counter",
    search: "Email, phone or member number",
    searchNote: (scans: boolean) =>
      scans
        ? "Or scan the code that their panel shows under “Show my card”."
        : "The number stands on their panel, under “Show my card”.",
    scan: "Scan their code",
    stop: "Stop scanning",
    scanning: "Hold the code in front of the camera",
    noCamera: "The camera can’t be used here. Type the number under the code.",
    neither: "That is no email, phone or member number.",
    nobody: "Nobody of that name tag yet. Check it, or make them a member.",
    join: "New member",
    joinTitle: "Make somebody a member",
    email: "Email",
    phone: "Phone",
    firstName: "First name",
    joinNote: "One of email and phone is enough. Ask them first.",
    needOne: "Type an email or a phone number.",
    makeMember: "Make a member",
    cancel: "Cancel",
    next: "Next customer",
    onTheirWay: (count: number) => `+${number(count)} on their way`,
    owed: (count: number) => `${points(count)} to make up after a return`,
    guest: "Member",
    receiptTitle: "Add a receipt",
    receipt: "Receipt number",
    paid: (symbol: string) => `Paid, in ${symbol}`,
    tookOff: "Taken off it",
    addPoints: "Add points",
    adding: "Adding…",
    badAmount: "Type what was paid, such as 12.50.",
    badReceipt: "Type the receipt’s number as it is printed.",
    rewardsTitle: "Can have now",
    nothingYet: "Nothing yet",
    away: (name: string, count: number) => `${name} is ${points(count)} away`,
    noRewards: "The next receipt brings them closer.",
    price: (count: number, from: number) =>
      `${points(count)}${from ? `, on orders from ${money(from)}` : ""}`,
    redeem: "Redeem",
    redeemThis: (name: string, count: number) => `Redeem ${name} for ${points(count)}`,
    confirm: (name: string, count: number) => `Spend ${points(count)} on ${name}?`,
    left: (count: number) => `${points(count)} will be left. Ask the customer first.`,
    yes: "Yes, redeem",
    no: "Not now",
    redeeming: "Redeeming…",
    readyTitle: "Ready to use",
    readyNote: "Take it off, then tick it when you add the receipt.",
    returnTitle: "Give money back",
    returnNote: "For something brought back. The points it earned go with it.",
    amountBack: (symbol: string) => `Given back, in ${symbol}`,
    giveBack: "Give back",
    undo: "Undo",
    undoing: "Undoing…",
    undoNote: "You can undo it for ten minutes.",
    added: (count: number, receipt: string) => `+${points(count)} for receipt ${receipt}`,
    addedNothing: (receipt: string) => `Receipt ${receipt} was added; it earns no points`,
    again: (receipt: string) => `Receipt ${receipt} was added before: nothing was given twice`,
    gaveBack: (amount: number, receipt: string) => `${money(amount)} of receipt ${receipt} given back`,
    undone: "Undone",
    redeemed: (name: string) => `${name} is theirs`,
    notTaken: (code: string, why: string) => `${code} was not taken: ${why}`,
  };
}

export type Words = ReturnType<typeof english>;
