import { RegularsPanel } from "./panel.ts";

export const name = "regulars-panel";

// Two builds may meet on one page: the first to come keeps the name, and serves both.
if (!customElements.get(name)) customElements.define(name, RegularsPanel);
