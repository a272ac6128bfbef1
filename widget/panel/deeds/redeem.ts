import type { Reward } from "../../api/types.ts";
import type { PanelModel } from "../model.ts";

/**
 * Spends points on a reward, of a sliding one as many as are said. Sent again after a lost answer it carries the same Idempotency-Key, so that one yes gives
 * one voucher.
 */
export async function redeem(model: PanelModel, reward: Reward, points?: number): Promise<void> {
  if (model.busy) return;
  const { api, shopper, t } = model;
  const intent = `redeem ${reward.id} ${points ?? ""}`;
  const key = model.intent(intent);
  model.set({ busy: reward.id, refusal: "" });
  try {
    const { voucher, balance } = await shopper.call((session) => api.redeem(session, reward.id, points, key));
    model.settle(intent);
    const { panel } = model;
    model.set({
      busy: "",
      asking: "",
      won: voucher.code ? voucher : null,
      focus: ".ticket button",
      panel: panel && {
        ...panel,
        balance,
        vouchers: [voucher, ...panel.vouchers.filter(({ code }) => code !== voucher.code)],
      },
    });
    model.say(t("yours", voucher.name));
    model.emit("redeemed", { voucher, balance: balance.available });
    await model.refresh();
  } catch (reason) {
    model.set({ busy: "", refusal: model.explain(reason, intent) });
    void model.refresh();
  }
}
