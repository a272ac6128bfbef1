/**
 * Keeps the till's shell, so that it opens at once and says in words that there is no network. Nothing of the API goes
 * through it: points are never given or taken without an answer.
 */
import { shell, version } from "virtual:till-shell";

interface Waiting extends Event {
  waitUntil(done: Promise<unknown>): void;
}

interface Fetching extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const cacheName = `till ${version}`;
const files = new Set(shell);

addEventListener("install", (event) => (event as Waiting).waitUntil(store()));
addEventListener("activate", (event) => (event as Waiting).waitUntil(forgetOthers()));
addEventListener("fetch", (event) => {
  const fetching = event as Fetching;
  const { request } = fetching;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !files.has(pathname)) return;
  fetching.respondWith(answer(request, pathname));
});

async function store(): Promise<void> {
  await (await caches.open(cacheName)).addAll(shell);
}

async function forgetOthers(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith("till ") && name !== cacheName) await caches.delete(name);
}

/** The page itself comes from the network where there is one, so that a new version is seen; its files are named by their content. */
async function answer(request: Request, pathname: string): Promise<Response> {
  const kept = await caches.match(pathname);
  if (pathname !== "/till/" && kept) return kept;
  try {
    return await fetch(request);
  } catch (reason) {
    if (kept) return kept;
    throw reason;
  }
}
