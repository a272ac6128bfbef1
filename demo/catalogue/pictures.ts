import beeswaxCandles from "./pictures/beeswax-candles.svg";
import brassLamp from "./pictures/brass-lamp.svg";
import linenThrow from "./pictures/linen-throw.svg";
import oliveBoard from "./pictures/olive-board.svg";
import ribbedCarafe from "./pictures/ribbed-carafe.svg";
import stonewareMug from "./pictures/stoneware-mug.svg";
import terracottaPlanter from "./pictures/terracotta-planter.svg";
import woolCushion from "./pictures/wool-cushion.svg";

/** The drawing of each product, by its id. */
export const pictures: Readonly<Record<string, string>> = {
  "beeswax-candles": beeswaxCandles,
  "brass-lamp": brassLamp,
  "linen-throw": linenThrow,
  "olive-board": oliveBoard,
  "ribbed-carafe": ribbedCarafe,
  "stoneware-mug": stonewareMug,
  "terracotta-planter": terracottaPlanter,
  "wool-cushion": woolCushion,
};
