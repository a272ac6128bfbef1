import type { TemplateResult } from "lit/html.js";
import type { Part } from "../widget/panel/parts/card.ts";

/** What a view puts into the till's frame. */
export interface Screen {
  /** The page's heading, in the band. */
  title: string;
  /** Under it: one large figure, and a line. */
  lead: TemplateResult;
  /** In a grid that is as wide as there is room for. */
  cards: Part[];
}
