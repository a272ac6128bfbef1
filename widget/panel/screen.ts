import type { View } from "../tag.ts";
import type { Part } from "./parts/card.ts";

/** What a view gives to the frame around it. */
export interface Screen {
  /** The dialog's name, in the bar. */
  title: string;
  /** The band in the store's colour. */
  lead: Part;
  body: Part | Part[];
  /** It is reached from another view, and leads back there. */
  within?: View;
}
