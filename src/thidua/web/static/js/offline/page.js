/* The page that works without a line. It draws itself from what the device keeps; the line only brings and takes. */
import { moment, say } from "./dom.js";
import { showDeeds, showForm, showKinds } from "./deeds.js";
import * as line from "./line.js";
import { MonthForm } from "./month.js";
import * as outbox from "./outbox.js";
import * as store from "./store.js";
import { prepare, unprepare } from "./start.js";
import { showWaiting } from "./waiting.js";

const EVERY = 60000;
const root = document.querySelector("[data-offline]");
const part = (name) => root.querySelector("[data-" + name + "]");
const tab = (name) => root.querySelector("[data-tab=" + name + "]");

const state = {
  owner: root.dataset.owner,
  pack: null,
  /* The server's day where it was heard from today (a demonstration stands still), else the device's. */
  today() {
    const device = new Date();
    const local = new Date(device.getTime() - device.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    const gone = Math.max(0, Math.round((new Date(local) - new Date(this.pack.heard)) / 86400000));
    return new Date(new Date(this.pack.today).getTime() + gone * 86400000).toISOString().slice(0, 10);
  },
};
const month = new MonthForm(tab("so-lieu"), state, () => refreshCount());

function tell(text, signIn = false) {
  part("said").textContent = text;
  part("sign-in-link").hidden = !signIn;
}

async function refreshCount() {
  const rows = await outbox.mine(state.owner);
  part("count").textContent = rows.length ? "(" + rows.length + ")" : "";
  part("line").textContent = navigator.onLine ? say("online") : say("offline");
  const waiting = rows.length ? say("waiting", { count: rows.length }) : say("allSent");
  part("asof").textContent = (state.pack ? say("asOf", { when: moment(state.pack.at) }) : say("nothingYet")) + " · " + waiting;
  part("send").disabled = rows.length === 0;
  const others = await outbox.strangers(state.owner);
  part("strangers").hidden = others === 0;
  part("strangers").textContent = others ? say("strangers", { count: others }) : "";
}

/* #ghi, #ghi/<kind>, #lai/<deed>, #sua/<key>, #so-lieu, #viec, #cho */
async function open() {
  if (!state.pack || !state.pack.units.length) return;
  const [name, about] = (location.hash.slice(1) || "ghi").split("/");
  const shown = ["so-lieu", "viec", "cho"].includes(name) ? name : "ghi";
  root.querySelectorAll("[data-tab]").forEach((one) => { one.hidden = one.dataset.tab !== shown; });
  root.querySelectorAll(".offline-tabs a").forEach((one) => {
    if (one.hash === "#" + shown) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
  });
  if (shown === "so-lieu") await month.show();
  else if (shown === "viec") showDeeds(tab("viec"), state);
  else if (shown === "cho") await showWaiting(tab("cho"), state, () => { open(); refreshCount(); });
  else await openForm(name, about);
}

async function openForm(name, about) {
  const begin = await beginning(name, about);
  const kind = state.pack.kinds.find((one) => one.code === (begin ? begin.kind : about));
  if (kind) showForm(tab("ghi"), state, kind, begin, kept);
  else showKinds(tab("ghi"), state);
}

async function beginning(name, about) {
  if (name === "lai") {
    for (const unit of state.pack.units) {
      const deed = unit.deeds.find((one) => one.code === about);
      if (deed) return { ...deed, unit: unit.code, base: deed.code };
    }
  }
  const row = name === "sua" ? await store.get("outbox", about) : null;
  return row ? { ...row, kind: row.deed_kind, record: row } : null;
}

async function kept() {
  tell(say("deedKept"));
  location.hash = "#cho";
  await refreshCount();
  await send();
}

async function send(pressed = false) {
  if (pressed) await outbox.retry(state.owner);
  if (!(await outbox.mine(state.owner)).length) return;
  const answer = await line.send(state.owner, progress);
  const said = { "sign-in": "signIn", "other-person": "otherPerson", "no-line": "noLine", done: "sent" }[answer];
  if (said && (pressed || answer !== "no-line")) tell(say(said), answer === "sign-in");
  if (answer === "done") await fetchPack(false);
  await refreshCount();
  if (answer === "done" && !document.activeElement?.closest("form, [data-lines]")) await open();
}

function progress(step) {
  if (step.all) tell(say("sending", { sent: String(step.sent), all: String(step.all) }));
  if (step.of) tell(say("sendingPhoto", { percent: String(Math.round((100 * step.photo) / step.of)) }));
}

async function fetchPack(pressed) {
  try {
    const who = await line.whoIsHere();
    if (who && who !== state.owner) {
      await unprepare();
      await store.wipe(false); /* the page was kept for somebody else: hers goes, and comes new for who is here */
      location.reload();
      return false;
    }
    if (who !== state.owner) {
      if (pressed) tell(say(who ? "otherPerson" : "signIn"), !who);
      return false;
    }
    state.pack = await line.fetchPack();
    if (pressed) tell(say("fetched"));
    return true;
  } catch {
    if (pressed) tell(say("noLine"));
    return false;
  }
}

async function begin() {
  state.pack = await store.kept("pack");
  if (state.pack && state.pack.owner !== state.owner) {
    await store.wipe(false); /* somebody else works here now: her data are not for this person */
    state.pack = null;
  }
  const usable = window.isSecureContext && "serviceWorker" in navigator;
  part("insecure").hidden = usable;
  await show();
  if (state.pack && (await fetchPack(false))) await show();
  await send();
}

async function show() {
  part("setup").hidden = state.pack !== null;
  part("fetch").hidden = part("send").hidden = state.pack === null;
  part("ready").hidden = state.pack === null;
  await refreshCount();
  await open();
}

part("prepare").addEventListener("click", async () => {
  if (!(await fetchPack(true))) return;
  const ready = await prepare();
  await store.persist();
  await show();
  tell(ready ? say("prepared") : say("fetched"));
});
part("send").addEventListener("click", () => send(true));
part("fetch").addEventListener("click", async () => {
  if (await fetchPack(true)) await show();
});
part("wipe").addEventListener("click", async () => {
  if (!window.confirm(say("wipeSure"))) return;
  await unprepare();
  await store.wipe(true);
  state.pack = null;
  location.hash = "";
  await show();
  tell(say("wiped"));
});
window.addEventListener("hashchange", open);
window.addEventListener("online", () => { refreshCount(); send(); });
window.addEventListener("offline", refreshCount);
document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
setInterval(() => { if (navigator.onLine) send(); }, EVERY);
begin();
