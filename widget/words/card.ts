/** What the card says that a member shows at a till. */
export const cardWords = {
  title: "Your card",
  note: "Show this at the till, or say the number.",
  code: "Your code for the till’s scanner",
  number: "Member number",
  fresh: "The code changes by itself, so a picture of it is of no use later.",
};
