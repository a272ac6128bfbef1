import type { ShopContext } from "./visit.ts";

/** The text fields of a form as it was sent. */
export interface Form {
  /** What was put in a field; "" when it wasn't sent. */
  text(name: string): string;
  has(name: string): boolean;
}

/** Reads the form of a request. Files are not looked at. */
export async function readForm(c: ShopContext): Promise<Form> {
  const fields = await c.req.formData();
  return {
    text(name) {
      const value: unknown = fields.get(name);
      return typeof value === "string" ? value : "";
    },
    has: (name) => fields.has(name),
  };
}
