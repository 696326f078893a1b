/* Sending what waits: a few records at a time, then their photos in pieces that go on where they stopped. Nothing is
   removed here before the server has said that it holds it. */
import * as outbox from "./outbox.js";
import * as store from "./store.js";

const AT_ONCE = 10;
const PIECE = 128 * 1024;
const PATIENCE = 30000; /* a slow line is given half a minute for each answer */
let busy = false;
let token = "";

export const root = "/dong-bo/";

class SignInNeeded extends Error {}
class NoLine extends Error {}

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(root + path, {
      credentials: "same-origin", redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE),
      ...options, headers: { Accept: "application/json", "X-CSRFToken": token, ...options.headers },
    });
  } catch {
    throw new NoLine();
  }
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw new SignInNeeded();
  if (!(answer.headers.get("Content-Type") ?? "").includes("json")) throw new NoLine();
  return answer.json();
}

/* Who is signed in here, "" for nobody. */
export async function whoIsHere() {
  const session = await ask("phien/");
  token = session.csrf;
  /* the page may have been kept before she signed in again; its forms need the token of now */
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token; });
  return session.who;
}

export async function fetchPack() {
  const pack = await ask("du-lieu/");
  const device = new Date();
  pack.heard = new Date(device.getTime() - device.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  await store.keep("pack", pack);
  return pack;
}

/* Send everything of `owner`. `progress(sentence part)` hears of each step.
   Answers "done", "sign-in", "other-person", "no-line" or "busy". */
export async function send(owner, progress = function () {}) {
  if (busy) return "busy";
  busy = true;
  try {
    const who = await whoIsHere();
    if (!who) return "sign-in";
    if (who !== owner) return "other-person";
    await sendRecords(owner, progress);
    await sendPhotos(owner, progress);
    return "done";
  } catch (fault) {
    if (fault instanceof SignInNeeded) return "sign-in";
    if (fault instanceof NoLine) return "no-line";
    throw fault;
  } finally {
    busy = false;
  }
}

function parcel(row) {
  const { key, kind, at, unit, after } = row;
  if (kind === "figure") {
    return { key, kind, at, unit, after, figure: row.figure, period: row.period, base: row.base, text: row.text, reason: row.reason };
  }
  const { deed_kind, on, quantities, summary, place, area, base } = row;
  return { key, kind, at, unit, after, deed_kind, on, quantities, summary, place, area, base };
}

async function sendRecords(owner, progress) {
  const rows = await outbox.mine(owner);
  const waiting = rows.filter((row) => row.state === "waiting");
  const asked = rows.filter((row) => row.state === "conflict").map((row) => row.key);
  for (let first = 0; first < Math.max(waiting.length, asked.length ? 1 : 0); first += AT_ONCE) {
    const some = waiting.slice(first, first + AT_ONCE);
    for (const row of some) await store.update("outbox", row.key, { tried: true });
    progress({ sent: first, all: waiting.length });
    const body = JSON.stringify({ records: some.map(parcel), asked: first === 0 ? asked : [] });
    const { answers } = await ask("gui/", { method: "POST", body: body, headers: { "Content-Type": "application/json" } });
    for (const answer of answers) await settle(answer);
  }
  progress({ sent: waiting.length, all: waiting.length });
}

async function settle(answer) {
  const row = await store.get("outbox", answer.key);
  if (!row) return;
  const photos = await outbox.photosOf(row.key);
  if (answer.outcome === "taken" && !(answer.deed && photos.length)) await outbox.drop(row);
  else if (answer.outcome === "taken") await store.update("outbox", row.key, { tried: true, state: "photos", deed: answer.deed, told: [] });
  else if (answer.outcome === "settled" && !photos.length) await outbox.drop(row);
  else {
    const state = answer.outcome === "settled" ? "conflict" : answer.outcome;
    await store.update("outbox", row.key, { tried: true, state: state, told: answer.told, conflict: answer.conflict });
  }
}

async function sendPhotos(owner, progress) {
  for (const row of (await outbox.mine(owner)).filter((one) => one.state === "photos" && !one.told.length)) {
    const told = [];
    for (const photo of await outbox.photosOf(row.key)) {
      const answer = await sendPhoto(row, photo, progress);
      if (answer.outcome === "taken") await store.remove("photos", photo.key);
      else told.push(...answer.told);
    }
    if ((await outbox.photosOf(row.key)).length === 0) await outbox.drop(row);
    else await store.update("outbox", row.key, { told: told });
  }
}

async function sendPhoto(row, photo, progress) {
  const path = "anh/" + photo.key + "/";
  let answer = await ask(path + "?ban-ghi=" + row.key + "&co=" + photo.blob.size);
  let guard = 0;
  while (answer.outcome === "more" && guard < 2000) {
    guard += 1;
    progress({ photo: answer.have, of: photo.blob.size });
    const query = "?ban-ghi=" + row.key + "&co=" + photo.blob.size + "&tu=" + answer.have + "&ten=" + encodeURIComponent(photo.name);
    const piece = photo.blob.slice(answer.have, answer.have + PIECE);
    answer = await ask(path + query, { method: "POST", body: piece, headers: { "Content-Type": "application/octet-stream" } });
  }
  return answer;
}
