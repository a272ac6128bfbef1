/** The till's icon, drawn: the three points of the launcher on the store's ground. */
import { crc32, deflateSync } from "node:zlib";

const ground = [31, 92, 74] as const;
/** Centre and radius of each point, of 64. */
const points = [
  [18, 32, 7],
  [34, 32, 7],
  [49, 32, 4],
] as const;

/** As SVG, for any size. */
export const svgIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="rgb(${ground.join()})"/><g fill="#fff">${points
  .map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}"/>`)
  .join("")}</g></svg>`;

/** As PNG of `size` pixels a side (PNG, third edition: 8 bits, true colour), for systems that take no SVG. */
export function pngIcon(size: number): Uint8Array {
  const rows: number[] = [];
  for (let y = 0; y < size; y++) {
    rows.push(0); // no filter
    for (let x = 0; x < size; x++) {
      const white = coverage(((x + 0.5) * 64) / size, ((y + 0.5) * 64) / size, 64 / size);
      rows.push(...ground.map((value) => Math.round(value + (255 - value) * white)));
    }
  }
  const head = [...bigEndian(size), ...bigEndian(size), 8, 2, 0, 0, 0];
  const data = deflateSync(Uint8Array.from(rows), { level: 9 });
  const signature = [137, 80, 78, 71, 13, 10, 26, 10];
  return Uint8Array.from([
    ...signature,
    ...chunk("IHDR", head),
    ...chunk("IDAT", [...data]),
    ...chunk("IEND", []),
  ]);
}

/** How much of the pixel is in a point, from 0 to 1; a pixel is `width` wide. */
function coverage(x: number, y: number, width: number): number {
  const inside = points.map(([cx, cy, r]) => (r - Math.hypot(x - cx, y - cy)) / width + 0.5);
  return Math.min(1, Math.max(0, ...inside));
}

function chunk(type: string, data: number[]): number[] {
  const content = [...new TextEncoder().encode(type), ...data];
  return [...bigEndian(data.length), ...content, ...bigEndian(crc32(Uint8Array.from(content)))];
}

function bigEndian(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
}
