import type { MemberTier, TierBasis } from "../../api/types.ts";
import type { PanelModel } from "../model.ts";

/** What it is said with. */
type Speaker = Pick<PanelModel, "t" | "format">;

/** A figure of what tiers count, as a person says it: "£180", "40 points", "2 orders". */
export function counted({ t, format }: Speaker, by: TierBasis, figure: number): string {
  return by === "spend" ? format.money(figure) : t(by, figure);
}

/** What is missing to the next tier, or to keep this one, and by when. */
export function standing(model: Speaker, { by, next, keep }: MemberTier): string {
  const { t, format } = model;
  if (next) {
    const missing = counted(model, by, next.missing);
    return next.by
      ? t("tierNextBy", missing, next.name, format.date(next.by))
      : t("tierNext", missing, next.name);
  }
  return keep?.missing ? t("tierKeep", counted(model, by, keep.missing), format.date(keep.by)) : t("tierTop");
}
