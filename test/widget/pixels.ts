/** The picture as a camera would have it: pixels. */
export async function pixelsOf(svg: SVGSVGElement, side: number): Promise<ImageData> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("width", String(side));
  copy.setAttribute("height", String(side));
  const image = new Image(side, side);
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const context = new OffscreenCanvas(side, side).getContext("2d");
  if (!context) throw new Error("The browser draws no pictures.");
  context.drawImage(image, 0, 0, side, side);
  return context.getImageData(0, 0, side, side);
}
