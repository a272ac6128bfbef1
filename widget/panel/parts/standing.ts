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
    const { missing, name, startsAt } = next;
    // Reached already, and it begins with the next period.
    if (!missing && startsAt) return t("goesTo", format.date(startsAt), name);
    const left = counted(model, by, missing);
    return next.by ? t("tierNextBy", left, name, format.lastDay(next.by)) : t("tierNext", left, name);
  }
  return keep && keep.missing > 0 ? keeping(model, by, keep) : t("tierTop");
}

/** What keeps the tier they have. */
export const keeping = (model: Speaker, by: TierBasis, keep: NonNullable<MemberTier["keep"]>): string =>
  model.t("tierKeep", counted(model, by, keep.missing), model.format.lastDay(keep.by));
