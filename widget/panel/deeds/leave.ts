import { Problem } from "../../api/client.ts";
import { explain } from "../explain.ts";
import type { PanelModel } from "../model.ts";
import { choose } from "./choose-language.ts";

/** Deletes the account, after a yes; what this browser keeps of it goes too. */
export async function deleteMe(model: PanelModel): Promise<void> {
  const { api, shopper, busy } = model;
  if (busy) return;
  model.set({ busy: "delete", refusal: "" });
  try {
    await shopper.call((session) => api.deleteMe(session, model.intent("delete")));
    await leave(model, "deleted");
  } catch (reason) {
    model.set({ busy: "", refusal: explain(model, reason, "delete") });
  }
}

/** Signs out, here or everywhere. */
export async function signOut(model: PanelModel, everywhere: boolean): Promise<void> {
  const { shopper, busy } = model;
  if (busy) return;
  model.set({ busy: "out", refusal: "" });
  try {
    await shopper.signOut(everywhere);
  } catch (reason) {
    const known = reason instanceof Problem && reason.status === 401;
    // Here this browser forgets whether or not the Worker heard of it; elsewhere they would still be signed in.
    if (everywhere && !known) {
      model.set({ busy: "", refusal: explain(model, reason, "out") });
      return;
    }
  }
  await leave(model, "signedOut");
}

async function leave(model: PanelModel, said: "deleted" | "signedOut"): Promise<void> {
  const { shared, host } = model;
  shared.left();
  model.set({ busy: "" });
  await choose(model, null);
  model.show("home", "h2");
  host.label();
  model.say(model.t(said));
  model.emit("signedout");
  await model.refresh();
}
