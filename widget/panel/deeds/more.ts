import { explain } from "../explain.ts";
import type { PanelModel } from "../model.ts";

/**
 * Shows older entries, and goes on at the first of them. The panel's own answer has no cursor, so the first page asked
 * for may hold what is on show already: it goes on until there is something new, or nothing more.
 */
export async function more(model: PanelModel): Promise<void> {
  if (model.busy) return;
  const { api, shopper } = model;
  model.set({ busy: "more", refusal: "" });
  try {
    const known = new Set(model.entries.map(({ id }) => id));
    let { cursor } = model;
    let fresh;
    do {
      const from = cursor ?? "";
      const page = await shopper.call((session) => api.entries(session, from));
      fresh = page.items.filter(({ id }) => !known.has(id));
      cursor = page.next;
    } while (!fresh.length && cursor);
    const [first] = fresh;
    model.set({
      busy: "",
      entries: [...model.entries, ...fresh],
      cursor,
      focus: first ? `#${first.id} summary` : "",
    });
  } catch (reason) {
    model.set({ busy: "", refusal: explain(model, reason, "more") });
  }
}
