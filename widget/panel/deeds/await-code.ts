import type { PanelModel } from "../model.ts";

/** Milliseconds between looks. */
const pause = 4_000;

/** Milliseconds after which a code is no longer looked for by itself. */
const patience = 120_000;

const due = new WeakMap<PanelModel, ReturnType<typeof setTimeout>>();

/** Looks again, while somebody does, until the shop's checkout has taken the code of what was redeemed just now. */
export function awaitCode(model: PanelModel): void {
  const { panel } = model;
  clearTimeout(due.get(model));
  const isMaking = panel?.vouchers.some(
    ({ status, availableAt, createdAt }) =>
      status === "pending" &&
      availableAt <= panel.now &&
      Date.parse(panel.now) - Date.parse(createdAt) < patience,
  );
  if (!isMaking) return;
  due.set(
    model,
    setTimeout(() => {
      if (model.isOpen && model.view === "rewards") void model.refresh();
    }, pause),
  );
}
