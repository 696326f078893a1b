/* On every page of somebody signed in: keep the program of a prepared device fresh, and leave nothing behind when
   she signs out. A device is prepared only by pressing the button of the page "Ngoại tuyến". */
import * as store from "./store.js";

const PREPARED = "thidua-offline"; /* in localStorage: whose device this is */

/* Ask the worker to keep the page; true once all of it is here. */
async function keepPage() {
  const registration = await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  const channel = new MessageChannel();
  const answered = new Promise((resolve) => { channel.port1.onmessage = (event) => resolve(event.data); });
  (active ?? registration.active).postMessage("keep", [channel.port2]);
  return answered;
}

/* Whether the page can be opened without a line from now on. */
export async function prepare() {
  const owner = document.querySelector("[data-house-owner]")?.dataset.houseOwner ?? "";
  localStorage.setItem(PREPARED, owner);
  return "serviceWorker" in navigator && keepPage();
}

export async function unprepare() {
  localStorage.removeItem(PREPARED);
  if ("caches" in window) for (const name of await caches.keys()) await caches.delete(name);
  if (!("serviceWorker" in navigator)) return;
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
}

async function leave(form) {
  const unsent = (await store.all("outbox").catch(() => [])).length;
  if (unsent && !window.confirm(form.dataset.unsent.replace("{count}", String(unsent)))) return false;
  await unprepare();
  await store.wipe(false).catch(() => undefined);
  return true;
}

function watchSignOut(form) {
  let agreed = false;
  form.addEventListener("submit", async (event) => {
    if (agreed) return;
    event.preventDefault();
    agreed = await leave(form);
    if (agreed) form.submit();
  });
}

document.querySelectorAll("form[data-sign-out]").forEach(watchSignOut);

const owner = document.querySelector("[data-house-owner]")?.dataset.houseOwner;
const prepared = localStorage.getItem(PREPARED);
if (owner && prepared !== null && prepared !== owner) {
  /* another person signed in here: what was fetched for the first one goes, what she has not sent stays for her */
  unprepare().then(() => store.wipe(false));
} else if (owner && prepared === owner && "serviceWorker" in navigator) {
  keepPage();
}
