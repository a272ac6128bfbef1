/** What the stores of the sequences sell. */
export const CATALOGUE = [
  { productId: "throw", sku: "T-1", collections: ["home", "winter"], tags: ["wool"], giftCard: false },
  { productId: "mug", sku: "M-1", collections: ["home"], tags: ["sale"], giftCard: false },
  { productId: "candle", sku: "C-1", collections: ["winter"], tags: ["sale", "wax"], giftCard: false },
  { productId: "soap", sku: "S-1", collections: ["bath"], tags: ["wax"], giftCard: false },
  { productId: "card", sku: "G-1", collections: ["gifts"], tags: ["gift"], giftCard: true },
] as const;
