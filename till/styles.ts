import activity from "../widget/panel/styles/activity.css?inline";
import cards from "../widget/panel/styles/cards.css?inline";
import palette from "../widget/panel/styles/palette.css?inline";
import refer from "../widget/panel/styles/refer.css?inline";
import tickets from "../widget/panel/styles/tickets.css?inline";
import till from "./till.css?inline";

/** The panel's own colours and cards, on a page that is the till's alone. */
export const styles = palette.replace("dialog", ":root") + cards + tickets + refer + activity + till;
