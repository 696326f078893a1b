/* Records that wait for a line. A record that was tried once and is changed after that gets a new key and names the
   old one in `after`: the answer may have been lost on the way, and the server must know that both are hers. */
import * as store from "./store.js";

/* state: waiting (never answered), refused (with sentences), conflict (people choose on the server), photos (the deed
   is written, its photos are on their way) */
export async function mine(owner) {
  const rows = await store.all("outbox");
  return rows.filter((row) => row.owner === owner).sort((a, b) => (a.at < b.at ? -1 : 1));
}

export async function strangers(owner) {
  return (await store.all("outbox")).filter((row) => row.owner !== owner).length;
}

export async function add(row) {
  const made = { key: store.newKey(), at: new Date().toISOString(), state: "waiting", told: [], after: [], tried: false, ...row };
  await store.put("outbox", made);
  return made;
}

export async function change(row, changes) {
  const next = { ...row, ...changes, at: new Date().toISOString(), state: "waiting", told: [] };
  if (row.tried) {
    next.after = [...row.after, row.key].slice(-20);
    next.key = store.newKey();
    next.tried = false;
  }
  await store.put("outbox", next);
  if (next.key !== row.key) {
    for (const photo of await photosOf(row.key)) await store.put("photos", { ...photo, record: next.key });
    await store.remove("outbox", row.key);
  }
  return next;
}

export async function drop(row) {
  for (const photo of await photosOf(row.key)) await store.remove("photos", photo.key);
  await store.remove("outbox", row.key);
}

export async function photosOf(key) {
  return (await store.all("photos")).filter((photo) => photo.record === key);
}

export async function addPhoto(record, blob, name) {
  await store.put("photos", { key: store.newKey(), record: record, blob: blob, name: name, type: blob.type, sent: 0, told: "" });
}

/* The unsent record of one cell, if there is one. */
export async function cell(owner, unit, figure, period) {
  return (await mine(owner)).find(
    (row) => row.kind === "figure" && row.unit === unit && row.figure === figure && row.period === period && row.state !== "conflict",
  );
}

/* Somebody pressed the button: what was refused, and photos that were, are tried again. */
export async function retry(owner) {
  for (const row of await mine(owner)) {
    if (row.state === "refused") await mark(row, "waiting", []);
    if (row.state === "photos") await mark(row, "photos", []);
  }
}

export async function mark(row, state, told) {
  await store.update("outbox", row.key, { state: state, told: told });
  return { ...row, state: state, told: told };
}
