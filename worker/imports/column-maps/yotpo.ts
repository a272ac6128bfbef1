import type { ColumnMap } from "../fields.ts";

/**
 * Yotpo Loyalty (once Swell). Its CSV has Full Name, First Name, Last Name, Email, Points Balance, Points Spent and
 * Birthday, which it writes MM/DD or MM/DD/YYYY (support.yotpo.com, "Importing/Exporting Points and Customers"); the
 * export has the address, the names, the balance and a referral link (community.yotpo.com). The tier's header is that
 * of its customer attributes, which is assumed.
 */
export const yotpo: ColumnMap = {
  from: "Yotpo",
  dates: "month-first",
  columns: {
    email: ["email", "emails", "email address"],
    points: ["points balance", "current points balance", "point balance", "points"],
    firstName: ["first name"],
    birthday: ["birthday", "birthday (MM/DD)", "birthday (MM/DD/YYYY)", "birthday (MM/DD) or (MM/DD/YYYY)"],
    tier: ["vip tier", "vip tier name"],
    referralCode: ["referral link", "referral code"],
  },
};
