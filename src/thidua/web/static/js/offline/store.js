/* What this device keeps, in IndexedDB: the data as of the last sync (kept), records that wait (outbox), and their
   photos. Nothing here speaks to the network. */

const NAME = "thidua";
const STORES = { kept: "name", outbox: "key", photos: "key" };
let opened = null;

function base() {
  opened ??= new Promise(function (resolve, reject) {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = function () {
      for (const [name, key] of Object.entries(STORES)) request.result.createObjectStore(name, { keyPath: key });
    };
    request.onsuccess = function () {
      request.result.onversionchange = function () { request.result.close(); opened = null; };
      resolve(request.result);
    };
    request.onerror = function () { reject(request.error); };
  });
  return opened;
}

async function run(name, mode, work) {
  const held = await base();
  return new Promise(function (resolve, reject) {
    const transaction = held.transaction(name, mode);
    const request = work(transaction.objectStore(name));
    transaction.oncomplete = function () { resolve(request ? request.result : undefined); };
    transaction.onerror = transaction.onabort = function () { reject(transaction.error); };
  });
}

export const all = (name) => run(name, "readonly", (store) => store.getAll());
export const get = (name, key) => run(name, "readonly", (store) => store.get(key));
export const put = (name, row) => run(name, "readwrite", (store) => store.put(row));
/* Change a row if it is still there, in one transaction: what was removed meanwhile never comes back. */
export const update = (name, key, change) => run(name, "readwrite", function (store) {
  const asked = store.get(key);
  asked.onsuccess = function () { if (asked.result) store.put({ ...asked.result, ...change }); };
  return asked;
});
export const remove = (name, key) => run(name, "readwrite", (store) => store.delete(key));
export const clear = (name) => run(name, "readwrite", (store) => store.clear());

/* One named thing of `kept`: "pack", "places". */
export async function kept(name) {
  const row = await get("kept", name);
  return row ? row.value : null;
}

export const keep = (name, value) => put("kept", { name: name, value: value });

/* Random, and good enough where a page without HTTPS has no crypto.randomUUID. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
}

/* Ask the browser not to throw our store away when the disk is full; it may say no. */
export async function persist() {
  return Boolean(navigator.storage && navigator.storage.persist && (await navigator.storage.persist()));
}

/* What was fetched goes; what was typed and not sent stays, unless it is asked for too. */
export async function wipe(alsoUnsent) {
  await clear("kept");
  if (alsoUnsent) {
    await clear("outbox");
    await clear("photos");
  }
}
