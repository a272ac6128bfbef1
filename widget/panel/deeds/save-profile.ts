import { Problem } from "../../api/client.ts";
import type { Profile } from "../../api/types.ts";
import { explain } from "../explain.ts";
import type { PanelModel } from "../model.ts";
import { choose } from "./choose-language.ts";

/** What a member may change of themselves; what is left out stays. */
export interface ProfileChanges {
  firstName?: string | null;
  /** MM-DD. */
  birthday?: string;
  language?: string | null;
  consent?: { marketing: boolean };
}

/** Saves what they changed; another language is spoken at once. */
export async function saveProfile(model: PanelModel, changes: ProfileChanges): Promise<void> {
  const { t, busy, api, shopper } = model;
  if (busy) return;
  if (!Object.keys(changes).length) {
    model.say(t("saved"));
    return;
  }
  const intent = `save ${JSON.stringify(changes)}`;
  model.set({ busy: "save", refusal: "" });
  try {
    const profile = await shopper.call((session) =>
      api.changeProfile(session, changes, model.intent(intent)),
    );
    model.settle(intent);
    if (changes.language !== undefined) await choose(model, profile.language);
    model.set({ busy: "", profile });
    model.say(t("saved"));
    await model.refresh();
  } catch (reason) {
    const fixed = reason instanceof Problem && reason.code === "birthday_fixed";
    model.set({
      busy: "",
      refusal: explain(model, reason, intent),
      // It was said meanwhile, elsewhere: which one it is comes with the profile.
      profile: fixed ? await again(model) : model.profile,
    });
  }
}

function again({ api, shopper, profile }: PanelModel): Promise<Profile | null> {
  return shopper.call((session) => api.profile(session)).catch(() => profile);
}
