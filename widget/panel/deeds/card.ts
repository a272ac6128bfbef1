import { load } from "virtual:card";
import type { PanelModel } from "../model.ts";

/** Shows what a till scans. The QR's drawing comes in a chunk of its own, when somebody asks for it. */
export const card = (model: PanelModel): unknown =>
  Promise.all([load(), model.chunks.prepare()]).then(
    ([{ show }]) => show(model),
    () => model.say(model.t("lost")),
  );
