import type { State } from "./states.ts";

type Told = Pick<State, "answers" | "trouble" | "view">;

/**
 * Runs in a frame of the gallery, before the tag: the storefront API that the widget meets there. It is sent as its own
 * source, so it uses nothing from outside itself.
 */
function fakeStorefront({ answers, trouble, view }: Told): void {
  const real = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const path = url.pathname.split("/storefront/")[1];
    if (path === undefined) return real(input, init);
    if (trouble === "loading") return new Promise<Response>(() => {});
    if (trouble === "offline") throw new TypeError("Failed to fetch");
    const { status, body } = answers[path] ?? { status: 404, body: { status: 404, code: "not_found" } };
    return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
  };
  if (trouble === "offline") Object.defineProperty(navigator, "onLine", { value: false });
  // A dialog that is opened takes the focus, and the page around is scrolled to it: sixty frames would drag it to its end.
  if (window !== parent)
    HTMLDialogElement.prototype.showModal = function () {
      this.setAttribute("open", "");
    };
  if (view) Object.assign(window, { regulars: [["open", view]] });
}

/** The script that puts it into a frame. */
export function fakeStorefrontScript({ answers, trouble, view }: State): string {
  const told: Told = { answers, ...(trouble && { trouble }), ...(view && { view }) };
  return `(${fakeStorefront.toString()})(${JSON.stringify(told).replaceAll("<", "\\u003c")})`;
}
