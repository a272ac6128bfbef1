/** An email address as typed, tidied, or null when it can't be one. */
export function emailFrom(typed: string): string | null {
  const email = typed.trim().toLowerCase();
  return email.length <= 200 && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email) ? email : null;
}

/** A first name as typed, tidied, or null when there is none. */
export function firstNameFrom(typed: string): string | null {
  const name = typed.trim().replace(/\s+/g, " ").slice(0, 60);
  return name === "" ? null : name;
}
