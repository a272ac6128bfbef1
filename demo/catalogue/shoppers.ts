/** Someone that a visitor of the demonstration can be, at a click. Their history is in seed/. */
export interface DemoShopper {
  id: string;
  firstName: string;
  email: string;
  /** What is interesting about them. */
  about: string;
  tint: "green" | "rust" | "blue" | "plum";
}

export const demoShoppers: readonly DemoShopper[] = [
  {
    id: "cus_anna",
    firstName: "Anna",
    email: "anna@example.com",
    about: "1,240 points, 86 on their way, a voucher, and friends who followed her link",
    tint: "green",
  },
  {
    id: "cus_priya",
    firstName: "Priya",
    email: "priya@example.com",
    about: "Furnished a whole house here, and has every reward to choose from",
    tint: "plum",
  },
  {
    id: "cus_tomas",
    firstName: "Tomás",
    email: "tomas@example.com",
    about: "Joined last week; his first order’s points are still on hold",
    tint: "blue",
  },
  {
    id: "cus_kwame",
    firstName: "Kwame",
    email: "kwame@example.com",
    about: "Spent his points, then sent the order back: he owes a few",
    tint: "rust",
  },
];
