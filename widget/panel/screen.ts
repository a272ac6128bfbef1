import type { Part } from "./parts/card.ts";

/** What a view gives to the frame around it. */
export interface Screen {
  /** The dialog's name, in the bar. */
  title: string;
  /** The band in the store's colour. */
  lead: Part;
  body: Part | Part[];
}
