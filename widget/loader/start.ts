import { money, moneyOptions } from "../format/money.ts";
import type { Host, PanelHandle } from "../host.ts";
import type { Tag, View } from "../tag.ts";
import { followed, keep } from "./arrival.ts";
import { type Source, tokenSource } from "./identity.ts";
import styles from "./launcher.css?inline";
import { covers, drawLauncher } from "./launcher.ts";
import { loadElements, loadPanel } from "./load-chunk.ts";
import { chooseLocale } from "./locale.ts";

/** A store's widget at work: what `window.regulars` offers, and what the same tag does when it comes again. */
interface Running {
  open(view?: View): Promise<boolean>;
  close(): unknown;
  identify(next: Source): void;
  remove(): void;
  ready: Promise<void>;
  update(tag: Tag, attributes: DOMStringMap): void;
}

type Regulars = Running & { stores: Record<string, Running> };
type EarlyCall = ["open" | "identify", never];

/** How often a launcher that the page removed is put back: enough for route changes, too few to fight a page. */
const patience = 99;

/** What a page's own links and buttons open the panel with. */
const openers = "[data-regulars-open],a[href^='#regulars']";

const viewIn = (hash: string): View => hash.split("=")[1] as View;

/** Starts the tag's store on this page; where it already runs, updates it. */
export function start(tag: Tag, script: HTMLOrSVGScriptElement | null): void {
  const { key } = tag;
  const page = window as unknown as { regulars?: Regulars | (EarlyCall[] & { stores?: undefined }) };
  // Before the first tag it may be a queue of early calls, or the page's own element with that id.
  const found = page.regulars;
  const stores = found?.stores ?? {};
  const attributes = script?.dataset ?? {};
  if (stores[key]) return stores[key].update(tag, attributes);

  /** The name of what is kept for this store in the browser. */
  const memory = `regulars:${key}`;
  const life = new AbortController();
  const locale = chooseLocale(attributes.locale);
  const [element, root, button, status, sheet] = drawLauncher();
  let source = tokenSource(attributes);
  let left = patience;
  let panel: Promise<PanelHandle> | undefined;
  let inline: Promise<unknown> | undefined;
  let due = 0;
  let early: ReturnType<typeof getToken> | undefined;
  let placed: () => void;

  const on = (target: EventTarget, type: string, listener: (event: Event) => unknown): void =>
    target.addEventListener(type, listener, { signal: life.signal });

  const getToken = async () => (typeof source === "function" ? source() : source);

  const label = (text?: string): void => {
    const { offer, store, words } = tag;
    const { arrival } = host;
    button.textContent =
      text ??
      (arrival && !arrival.voucher && offer
        ? words.offer.replace("{0}", () =>
            money(offer.amount, new Intl.NumberFormat(locale, moneyOptions(store)), store),
          )
        : (tag.label ?? words.rewards));
  };

  const host: Host = {
    get tag() {
      return tag;
    },
    locale,
    root,
    attributes,
    token() {
      const token = early ?? getToken();
      early = undefined;
      return token;
    },
    arrival: followed(memory),
    remember: (next) => (host.arrival = keep(memory, next)),
    label,
  };

  const load = (): Promise<PanelHandle> => {
    // The token comes while the panel does; whoever asks for it meets its failure.
    if (!panel) (early = getToken()).catch(() => {});
    return (panel ??= loadPanel(tag.panel).then((chunk) => chunk.mount(host)));
  };

  /** Fetches the elements for the page's own templates, once there are some. */
  const look = (): void => {
    due = 0;
    if ("elements" in attributes || document.querySelector(tag.names))
      inline ??= loadElements(tag.elements)
        .then((chunk) => chunk.mount(host))
        .catch(() => (inline = undefined));
  };

  const warm = (): unknown => load().catch(unload);

  /** After a failure the next intent tries again. */
  const unload = () => (panel = undefined);

  async function open(view?: View): Promise<boolean> {
    const detail = { store: key, view };
    if (!document.dispatchEvent(new CustomEvent("regulars:open", { cancelable: true, detail }))) return false;
    status.textContent = "";
    button.ariaBusy = "true";
    try {
      void (await load()).open(view);
    } catch {
      unload();
      status.textContent = tag.words.failed;
    }
    button.ariaBusy = null;
    return !status.textContent;
  }

  const put = (): void => {
    const body = document.body as HTMLElement | null;
    // A page that is still read, or changes its route, may bring elements: ten looks a second are plenty.
    due ||= setTimeout(look, 99);
    if (!body || element.isConnected || !left--) return;
    body.append(element);
    placed();
  };
  const observer = new MutationObserver(put);

  const openHash = (): unknown => location.hash.startsWith("#regulars") && open(viewIn(location.hash));

  const running: Running = {
    open,
    close: () => panel?.then((handle) => handle.close()),
    identify(next) {
      source = next;
      early = undefined;
      host.shared?.identified();
    },
    ready: new Promise((resolve) => (placed = resolve)),
    remove() {
      clearTimeout(due);
      life.abort();
      observer.disconnect();
      element.remove();
      delete stores[key];
    },
    update(next, changed) {
      tag = next;
      const changedSource = tokenSource(changed);
      if (changedSource) running.identify(changedSource);
      element.lang = tag.words.lang;
      sheet.replaceSync(styles + tag.style);
      label();
    },
  };
  stores[key] = running;
  if (!found?.stores) page.regulars = { ...running, stores };

  on(button, "pointerenter", warm);
  on(button, "focus", warm);
  on(button, "click", () => {
    // Safari doesn't focus a clicked button, and the dialog gives the focus back to what had it.
    button.focus();
    void open();
  });
  // WCAG 2.2, 2.4.11: it steps aside when it would cover what has the focus.
  on(document, "focusin", ({ target }) =>
    button.classList.toggle("aside", covers(element, target as Element)),
  );
  on(document, "click", (event) => {
    const opener = event.composedPath().find((node) => (node as Partial<Element>).matches?.(openers)) as
      HTMLAnchorElement | undefined;
    // Of several stores on a page, its links open the first.
    if (!opener || found?.stores) return;
    event.preventDefault();
    void open((opener.dataset.regularsOpen as View | undefined) ?? viewIn(opener.hash));
  });
  on(window, "hashchange", openHash);

  running.update(tag, {});
  // Pages swap their body, or empty it: both are seen, and so is a body that doesn't exist yet.
  observer.observe(document, { childList: true, subtree: true });
  look();
  put();
  openHash();
  if (host.arrival && tag.offer && host.arrival.at > performance.timeOrigin) void open();
  // Asynchronous, so that a bad call is reported like any other rejection, and the rest goes on.
  if (Array.isArray(found)) void found.map(async ([name, value]) => running[name](value));
}
