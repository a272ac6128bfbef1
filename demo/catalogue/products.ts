/** Something the shop sells. */
export interface Product {
  /** In the address and the basket. */
  id: string;
  name: string;
  /** Pence, with nothing to add: a shop this small isn't registered for VAT. */
  price: number;
  /** One line, for the card. */
  summary: string;
  /** A paragraph, for its own page. */
  story: string;
  details: string[];
  /** What the picture shows, for those who can't see it. */
  picture: string;
}

export const products: readonly Product[] = [
  {
    id: "linen-throw",
    name: "Washed linen throw",
    price: 6400,
    summary: "Stonewashed, heavy, and softer each year.",
    story:
      "Woven on slow looms from long flax, then washed with pumice until it drapes. It is the one thing in the house that nobody puts away.",
    details: ["130 × 170 cm", "100 % European flax", "Machine wash at 40 °C", "Fringed by hand"],
    picture: "A sage green linen throw, folded, with a fringe along its edge",
  },
  {
    id: "stoneware-mug",
    name: "Stoneware mug",
    price: 1800,
    summary: "Thrown by hand, with a speckled glaze.",
    story:
      "A broad handle for a whole hand and a thin lip for the tea. Each one is thrown, so no two are quite alike, and we rather like it that way.",
    details: ["350 ml", "Speckled oat glaze", "Dishwasher and microwave safe", "Made in Stoke-on-Trent"],
    picture: "A round oat-coloured mug with a dark rim and a wide handle",
  },
  {
    id: "brass-lamp",
    name: "Brass reading lamp",
    price: 12000,
    summary: "A warm pool of light, and a switch that clicks.",
    story:
      "Spun brass, left unlacquered so that it darkens where you touch it. The shade turns all the way round: to the page, to the wall, to the cat.",
    details: ["42 cm tall", "Solid unlacquered brass", "E14 bulb included", "2 m of cloth-covered cable"],
    picture: "A brass table lamp with a domed shade, casting a pool of warm light",
  },
  {
    id: "olive-board",
    name: "Olive wood board",
    price: 3800,
    summary: "For bread, for cheese, for the table.",
    story:
      "Cut from old trees that no longer bear, each with a grain of its own. Oil it when it looks thirsty and it will outlast the kitchen.",
    details: ["40 × 20 cm", "One piece of olive wood", "Wipe clean, then oil", "Leather loop to hang it by"],
    picture: "A rounded olive wood board with a flowing grain and a leather loop",
  },
  {
    id: "ribbed-carafe",
    name: "Ribbed glass carafe",
    price: 3200,
    summary: "Its glass is also its lid.",
    story:
      "For the bedside or the table. Blown into a fluted mould, so that the water throws ripples of light; the tumbler sits on top and keeps the dust out.",
    details: ["900 ml, with a 200 ml tumbler", "Mouth-blown recycled glass", "Dishwasher safe"],
    picture: "A fluted glass carafe of water with its tumbler upturned over the neck",
  },
  {
    id: "wool-cushion",
    name: "Lambswool cushion",
    price: 4600,
    summary: "Checked in rust and cream.",
    story:
      "Spun and woven in the Borders by a mill that has done little else since 1883. The feather inside is in a pocket of its own, so it plumps back.",
    details: ["45 × 45 cm", "Pure new lambswool", "Feather inner included", "Dry clean"],
    picture: "A square cushion in a rust and cream check",
  },
  {
    id: "beeswax-candles",
    name: "Beeswax candles, pair",
    price: 1400,
    summary: "Eight hours each, and they smell of summer.",
    story:
      "Hand-dipped in wax from hives within thirty miles of the shop. They burn slowly, hardly drip, and need no scent but their own.",
    details: ["Two, 25 cm tall", "Pure English beeswax", "Cotton wick", "About 8 hours each"],
    picture: "Two honey-coloured taper candles, lit, in small brass holders",
  },
  {
    id: "terracotta-planter",
    name: "Terracotta planter",
    price: 2600,
    summary: "With its saucer, and room to grow.",
    story:
      "Red clay from Impruneta, fired hot enough to stay out in the frost. It weathers to chalk and moss if you let it, and you should.",
    details: ["22 cm across", "Frost-proof to −15 °C", "Drainage hole and saucer", "Plant not included"],
    picture: "A ribbed terracotta pot on a saucer, with a small olive tree growing in it",
  },
];

/** The product of that id, or undefined. */
export function findProduct(id: string): Product | undefined {
  return products.find((product) => product.id === id);
}
