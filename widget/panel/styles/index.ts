import cards from "./cards.css?inline";
import edges from "./edges.css?inline";
import frame from "./frame.css?inline";
import palette from "./palette.css?inline";
import tickets from "./tickets.css?inline";

/** The panel's whole stylesheet. The order counts: what is said of narrow, low or printed pages comes last. */
export const styles = palette + frame + cards + tickets + edges;
