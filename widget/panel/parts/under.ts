import type { Panel } from "../../api/types.ts";
import type { PanelModel } from "../model.ts";

/** The line under the balance: what is owed, or on its way. */
export function under(
  { t, format, entries }: PanelModel,
  { balance, pending, program, store }: Panel,
): string {
  const { available, debt, pending: coming } = balance;
  const [first] = pending;
  if (debt) return t("owed", debt);
  if (coming) return first ? t("onWayFrom", coming, format.date(first.availableAt)) : t("onWay", coming);
  return available || entries.length ? (store.look.greeting ?? program.name) : t("nothingYet");
}
