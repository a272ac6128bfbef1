import { Problem } from "../../api/client.ts";
import type { Reward } from "../../api/types.ts";
import { explain } from "../explain.ts";
import type { PanelModel } from "../model.ts";
import { sendCode } from "./join.ts";

/**
 * Spends points on a reward, as many as the member was shown. Sent again after a lost answer, or with a session that a
 * mailed code has raised, it carries the same Idempotency-Key, so that one yes gives one voucher.
 */
export async function redeem(model: PanelModel, reward: Reward, points: number): Promise<void> {
  if (model.busy) return;
  const { api, shopper, t } = model;
  const intent = `redeem ${reward.id} ${points}`;
  const key = model.intent(intent);
  model.set({ busy: reward.id, held: null, refusal: "" });
  try {
    const { voucher, balance } = await shopper.call((session) => api.redeem(session, reward.id, points, key));
    model.settle(intent);
    const { panel } = model;
    const won = voucher.code ? voucher : null;
    model.set({
      busy: "",
      asking: "",
      won,
      focus: won ? ".won,.ticket button" : "h2",
      panel: panel && {
        ...panel,
        balance,
        vouchers: [voucher, ...panel.vouchers.filter(({ code }) => !code || code !== voucher.code)],
      },
    });
    model.say(t("yours", voucher.name));
    model.emit("redeemed", { voucher, balance: balance.available });
    await model.refresh();
  } catch (reason) {
    if (reason instanceof Problem && reason.code === "code_required") return hold(model, reward, points);
    const refusal = explain(model, reason, intent);
    model.set({ busy: "", price: 0, refusal, focus: "#yes" });
    await model.refresh();
    if (model.panel?.program.rewards.some(({ id }) => id === reward.id)) return;
    // It went, and the question with it.
    model.set({ asking: "", focus: "h2" });
    model.say(refusal);
  }
}

/** The redemption waits for a code: the one that is in the mail already, or another. */
async function hold(model: PanelModel, reward: Reward, points: number): Promise<void> {
  const { mailed } = model;
  const isThere = mailed && !mailed.email && performance.now() < mailed.until;
  model.set({
    busy: "",
    asking: reward.id,
    price: points,
    held: { reward, points },
    ...(isThere ? { focus: "#code" } : { mailed: null }),
  });
  if (!isThere) await sendCode(model);
}
