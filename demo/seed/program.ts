/** The rules of the demo store's program, as it would send them to `PUT /v1/program`. */
export const juniperCircle = {
  name: "Juniper Circle",
  earning: {
    order: { points: 1, per: 100, rounding: "down", includeTax: false, includeShipping: false },
    signUp: 100,
    holdDays: 14,
  },
  expiry: { afterDays: 365 },
  rewards: [
    {
      id: "five-off",
      name: "£5 off",
      type: "amount_off",
      amount: 500,
      points: 500,
      minimumOrder: 2000,
      validDays: 60,
    },
    {
      id: "ten-off",
      name: "£10 off",
      type: "amount_off",
      amount: 1000,
      points: 1000,
      minimumOrder: 4000,
      validDays: 60,
    },
    {
      id: "fifteen-off",
      name: "£15 off",
      type: "amount_off",
      amount: 1500,
      points: 1500,
      minimumOrder: 6000,
      validDays: 60,
    },
  ],
  referral: {
    friend: { type: "amount_off", amount: 1000, minimumOrder: 4000, validDays: 30 },
    advocate: { type: "amount_off", amount: 1000, minimumOrder: 0, validDays: 90 },
    minimumOrder: 4000,
    newCustomersOnly: true,
    attributionDays: 30,
    holdDays: 30,
  },
} as const;
