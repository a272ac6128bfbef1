import { explain } from "../explain.ts";
import type { PanelModel } from "../model.ts";

/** Milliseconds for which the file stays: some browsers begin to save it only later. */
const kept = 10_000;

/** Hands out all that the store knows of the member, as a file. */
export async function downloadData(model: PanelModel): Promise<void> {
  const { api, shopper, busy } = model;
  if (busy) return;
  model.set({ busy: "data", refusal: "" });
  try {
    const data = await shopper.call((session) => api.myData(session));
    const url = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href: url, download: "my-data.json" }).click();
    setTimeout(() => URL.revokeObjectURL(url), kept);
    model.set({ busy: "" });
  } catch (reason) {
    model.set({ busy: "", refusal: explain(model, reason, "data") });
  }
}
