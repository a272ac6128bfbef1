import type { Host, PanelHandle } from "../host.ts";
import type { RegularsPanel } from "./panel.ts";
import { name } from "./register.ts";

/** Puts a panel, closed, into the launcher's shadow root. */
export function mount(host: Host): PanelHandle {
  const panel = document.createElement(name) as RegularsPanel;
  const handle = panel.attach(host);
  host.root.append(panel);
  return handle;
}

/** Lays the same views out in a page; what that needs besides comes in a chunk of its own. */
export const inPage = async (host: Host, root: ShadowRoot): Promise<PanelHandle> =>
  (await import("./page/index.ts")).inPage(host, root);
