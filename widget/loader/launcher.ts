/**
 * The launcher, drawn in a shadow root of its own. The host is an element that nobody defines: `div:empty` rules of a
 * page can't reach it, and two builds on one page have no class to quarrel about. No HTML is parsed and no style
 * attribute is written in markup, so a page's CSP and Trusted Types have nothing to refuse.
 */
export function drawLauncher() {
  const host = document.createElement("regulars-launcher");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  const button = document.createElement("button");
  // Its role is status: what is written in it is said to a screen reader too.
  const status = document.createElement("output");
  root.adoptedStyleSheets = [sheet];
  button.ariaHasPopup = "dialog";
  root.append(button, status);
  // A list, whose names the page doesn't pay for.
  return [host, root, button, status, sheet] as const;
}

/** Whether one element lies over another. */
export function covers(one: Element, other: Element): boolean {
  const a = one.getBoundingClientRect();
  const b = other.getBoundingClientRect();
  return one !== other && a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;
}
