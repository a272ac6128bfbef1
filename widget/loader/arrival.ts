import type { Arrival } from "../host.ts";

/** The query parameter that a followed referral link adds to the landing page. */
const parameter = "regulars_ref";

/** Keeps an arrival under a name, or forgets it; where storage is blocked or full it lasts as long as the page. */
export function keep(name: string, arrival: Arrival | null): Arrival | null {
  try {
    localStorage.setItem(name, JSON.stringify(arrival));
  } catch {
    // Then it is only in memory.
  }
  return arrival;
}

/** The referral link that this browser followed just now, or on an earlier page. */
export function followed(name: string): Arrival | null {
  let arrival: Arrival | null = null;
  try {
    arrival = JSON.parse(`${localStorage.getItem(name)}`) as Arrival | null;
  } catch {
    // Blocked, or written by somebody else.
  }
  const code = new URLSearchParams(location.search).get(parameter);
  return code && code !== arrival?.code ? keep(name, { code, at: Date.now() }) : arrival;
}
