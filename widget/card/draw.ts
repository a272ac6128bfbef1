import { generate } from "lean-qr/nano";

const namespace = "http://www.w3.org/2000/svg";

/** Modules that stay light around the code, as ISO/IEC 18004 asks. */
const quiet = 4;

/** An element with what is in it. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** The QR of a text as one path: black on white whatever the page's colours, since scanners expect that. */
export function qr(text: string, label: string): SVGSVGElement {
  const code = generate(text);
  let path = "";
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y)) continue;
      const start = x;
      while (code.get(x + 1, y)) x++;
      path += `M${start} ${y}h${x - start + 1}v1H${start}z`;
    }
  const svg = document.createElementNS(namespace, "svg");
  const side = code.size + 2 * quiet;
  set(svg, { role: "img", "aria-label": label, viewBox: `${-quiet} ${-quiet} ${side} ${side}`, class: "qr" });
  const ground = document.createElementNS(namespace, "rect");
  set(ground, { x: -quiet, y: -quiet, width: side, height: side, fill: "#fff" });
  const ink = document.createElementNS(namespace, "path");
  set(ink, { d: path, fill: "#000", stroke: "none", "shape-rendering": "crispEdges" });
  svg.append(ground, ink);
  // By the object model, which a strict CSP allows; the panel's own stylesheet has no rule for it.
  svg.style.setProperty("inline-size", "min(100%, 264px)");
  svg.style.setProperty("block-size", "auto");
  svg.style.setProperty("border-radius", "12px");
  svg.style.setProperty("stroke", "none");
  return svg;
}

/** The cross that closes, in strokes of the colour around it, as the panel's icons are. */
export function cross(): SVGSVGElement {
  const svg = document.createElementNS(namespace, "svg");
  set(svg, { viewBox: "0 0 24 24", "aria-hidden": "true" });
  const path = document.createElementNS(namespace, "path");
  set(path, { d: "M6 6l12 12M18 6L6 18" });
  svg.append(path);
  return svg;
}

function set(target: Element, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, String(value));
}
