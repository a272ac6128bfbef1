import { readForm } from "../form.ts";
import { findProduct } from "../catalogue/products.ts";
import { addToBasket, setInBasket } from "../shop/basket.ts";
import { keepBasket, type ShopContext } from "../visit.ts";

/** POST /basket: puts something in. */
export async function putInBasket(c: ShopContext): Promise<Response> {
  const form = await readForm(c);
  const product = findProduct(form.text("product"));
  if (!product) return c.notFound();
  keepBasket(c, addToBasket(c.get("visit").basket, product.id, wholeNumber(form.text("quantity"), 1)));
  return c.redirect("/basket", 303);
}

/** POST /basket/line: changes how many of a thing, or takes it out. */
export async function changeBasket(c: ShopContext): Promise<Response> {
  const form = await readForm(c);
  const quantity = form.has("remove") ? 0 : wholeNumber(form.text("quantity"), 0);
  keepBasket(c, setInBasket(c.get("visit").basket, form.text("product"), quantity));
  return c.redirect("/basket", 303);
}

function wholeNumber(text: string, otherwise: number): number {
  return /^\d{1,3}$/.test(text) ? Number(text) : otherwise;
}
