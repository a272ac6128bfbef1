/** Codes of referral links: `<handle>-<code>`, so that a dead one still finds its store. */

/** The code as it is stored, however it was typed: the handle in small letters, the rest in capitals. */
export function normalLinkCode(code: string): string {
  const [handle = "", rest = ""] = code.trim().split("-", 2);
  return `${handle.toLowerCase()}-${rest.toUpperCase()}`;
}

/**
 * The code of a link of the store with this handle, which may be one that it brought from another program: that stands
 * behind the handle, with underscores for its dashes.
 */
export function linkCodeOf(handle: string, code: string): string {
  const text = code.trim();
  const own = `${handle}-`;
  const rest = text.toLowerCase().startsWith(own) ? text.slice(own.length) : text;
  return `${own}${rest.replaceAll("-", "_").toUpperCase()}`;
}
