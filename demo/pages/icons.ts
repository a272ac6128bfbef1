import { raw } from "hono/html";

const icon = (body: string) => raw(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${body}</svg>`);

/** Drawings that go with words, and say nothing by themselves. */
export const icons = {
  sprig: icon(
    '<path d="M12 21V6M12 17c-3 0-5-1-6.500-3.500M12 17c3 0 5-1 6.500-3.500M12 12.500c-2.500 0-4.300-1-5.500-3M12 12.500c2.500 0 4.300-1 5.500-3M12 8c-1.500-.5-2.500-1.500-3-3.500M12 8c1.500-.5 2.500-1.500 3-3.500"/><circle class="berry" cx="17.500" cy="17.500" r="2"/>',
  ),
  person: icon(
    '<circle cx="12" cy="8" r="3.500"/><path d="M5 20c.8-3.800 3.500-5.800 7-5.800s6.200 2 7 5.800"/>',
  ),
  basket: icon('<path d="M4 9h16l-1.500 10.500h-13zM8.500 9 11 4M15.500 9 13 4"/>'),
  leaf: icon('<path d="M5 19c0-9 5-14 14-14 0 9-5 14-14 14zM5 19c3-5 6-8 9-9.500"/>'),
  parcel: icon('<path d="M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8"/>'),
  back: icon('<path d="M9 6 4 11l5 5M4 11h10a6 6 0 0 1 6 6v1"/>'),
  star: icon(
    '<path d="M12 4l2.400 5.100 5.600.7-4.100 3.900 1.100 5.500L12 16.400l-5 2.800 1.100-5.500L4 9.800l5.600-.7z"/>',
  ),
  gift: icon(
    '<path d="M4 11h16v9H4zM3 7h18v4H3zM12 7v13M12 7c-4 0-5-4-2.500-4S12 7 12 7zm0 0c4 0 5-4 2.500-4S12 7 12 7z"/>',
  ),
} as const;

/** The shop's own mark, for the browser's tab. */
export const tabIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f5c4a"/><g fill="none" stroke="#f6f1e7" stroke-width="2" stroke-linecap="round"><path d="M16 26V9M16 21c-4 0-6-1.300-8-4.500M16 21c4 0 6-1.300 8-4.500M16 15c-3 0-5-1.200-6.500-4M16 15c3 0 5-1.200 6.500-4"/></g><circle cx="23" cy="22.500" r="2.400" fill="#9db7e0"/></svg>';
