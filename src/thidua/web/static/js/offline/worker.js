/* The service worker: keeps one page and what it is made of, answers with it when there is no line, and forgets
   everything when somebody signs out. HOUSE = {version, page, leave} is written in front of this file. */

const SHELL = "thidua-" + HOUSE.version;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("message", (event) => {
  const answer = (kept) => event.ports[0]?.postMessage(kept);
  if (event.data === "keep") event.waitUntil(keep().then(answer, () => answer(false)));
});

async function begin() {
  for (const name of await caches.keys()) if (name !== SHELL) await caches.delete(name);
  await self.clients.claim();
}

/* Fetch the page and whatever it, its styles and its modules name; only a whole set replaces the one before. */
async function keep() {
  const page = await fetch(HOUSE.page, { credentials: "same-origin", redirect: "manual", cache: "no-store" });
  if (!page.ok) return false; /* nobody is signed in: what is kept stays readable */
  const found = new Map([[HOUSE.page, page]]);
  const waiting = linked(await page.clone().text(), HOUSE.page);
  while (waiting.length) {
    const address = waiting.pop();
    if (found.has(address)) continue;
    const answer = await fetch(address, { cache: "no-cache" });
    if (!answer.ok) continue;
    found.set(address, answer);
    if (/\.(js|css)$/.test(address)) waiting.push(...linked(await answer.clone().text(), address));
  }
  const cache = await caches.open(SHELL);
  for (const [address, answer] of found) if (address !== HOUSE.page) await cache.put(address, answer);
  await cache.put(HOUSE.page, page); /* last: where the page is, everything is */
  return true;
}

function linked(text, from) {
  const named = /(?:href|src)="([^"]+)"|from "([^"]+)"|url\(["']?([^"')]+)["']?\)/g;
  const base = new URL(from, self.location.origin);
  return [...text.matchAll(named)]
    .map((match) => new URL(match[1] ?? match[2] ?? match[3], base))
    .filter((url) => url.origin === self.location.origin && url.pathname.startsWith("/static/"))
    .map((url) => url.pathname);
}

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const path = new URL(request.url).pathname;
  if (request.method === "POST" && path === HOUSE.leave) event.waitUntil(forget());
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(path === HOUSE.page ? shellPage(request) : pageOrShell(request));
  else if (path.startsWith("/static/")) event.respondWith(piece(event, path));
});

/* What is kept first: it opens at once on a slow line, and when the session is gone. */
async function shellPage(request) {
  return (await caches.match(HOUSE.page)) ?? fetch(request);
}

async function pageOrShell(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    if (await caches.match(HOUSE.page)) return Response.redirect(HOUSE.page, 302);
    throw fault;
  }
}

/* The kept page gets the pieces that were kept with it; other pages get fresh ones while there is a line. */
async function piece(event, path) {
  const client = await self.clients.get(event.clientId);
  const ours = client && new URL(client.url).pathname === HOUSE.page;
  const held = await caches.match(path);
  if (held && ours) return held;
  try {
    return await fetch(event.request);
  } catch (fault) {
    if (held) return held;
    throw fault;
  }
}

async function forget() {
  for (const name of await caches.keys()) await caches.delete(name);
  await new Promise((resolve) => {
    const request = indexedDB.open("thidua");
    request.onerror = resolve;
    request.onsuccess = () => {
      const base = request.result;
      if (!base.objectStoreNames.contains("kept")) return resolve(base.close());
      const work = base.transaction("kept", "readwrite");
      work.objectStore("kept").clear();
      work.oncomplete = () => resolve(base.close());
    };
  });
}
