/* Autosave: at once in this browser, a second later on the server. A draft is no figure until it is saved. */

import { baseOf, say } from "./cells.js";
import { send, SignedOut } from "./send.js";

const PAUSE = 1000;
const AGAIN = 15000;

export function keepDrafts({ form, grid, edit, state, changes }) {
  const key = `thidua-draft:${form.dataset.account}:${form.dataset.page}`;
  const seen = form.querySelector("input[name=seen]");
  let timer = 0;
  let last = null; // what the server holds

  function cells() {
    const found = {};
    grid.inputs().forEach((input) => {
      if (input.value.trim() !== baseOf(input).trim()) found[input.name] = input.value;
    });
    return found;
  }

  function local(found) {
    try {
      if (Object.keys(found).length) localStorage.setItem(key, JSON.stringify({ cells: found, seen: seen.value }));
      else localStorage.removeItem(key);
    } catch { /* a browser that keeps nothing: the server still does */ }
  }

  async function flush(options) {
    clearTimeout(timer);
    const found = cells();
    const text = JSON.stringify(found);
    if (text === last || (last === null && text === "{}")) return true;
    try {
      const told = await send(form, form.dataset.draft, { cells: text, seen: seen.value, known: changes.known() }, options);
      last = text;
      state(told.at ? say("kept", { at: told.at }) : say("nothing-open"), "");
      changes.take(told.changes || []);
      return true;
    } catch (fault) {
      const out = fault instanceof SignedOut;
      state(say(out ? "signed-out" : "offline"), out ? "out" : "off", out);
      timer = setTimeout(flush, AGAIN);
      return false;
    }
  }

  function keep() {
    local(cells());
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE);
  }

  edit.listen((inputs, kind) => {
    if (inputs.length && kind !== "shown") keep();
  });
  window.addEventListener("online", () => flush());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flush({ keepalive: true });
    else if (last === null || JSON.stringify(cells()) !== last) flush();
  });

  /* Saving goes by the form itself, but only once we know that somebody is signed in and the line holds. */
  let sure = false;
  form.addEventListener("submit", async (event) => {
    if (sure) return;
    event.preventDefault();
    const save = form.querySelector("[data-save]");
    save.disabled = true;
    state(say("saving"), "");
    last = null;
    const found = Object.keys(cells()).length > 0;
    const fine = found ? await flush() : true;
    save.disabled = false;
    if (!fine) return;
    const open = Array.from(form.querySelectorAll(".conflict")).find((set) => !set.querySelector(":checked"));
    if (open) {
      state(say("choose"), "out");
      open.querySelector("input").focus();
      return;
    }
    sure = true;
    form.requestSubmit(save);
  });

  /* What this browser kept and the page does not show: typed after the last answer of the server. Whoever is quick has
     typed on this page before this script came: what she typed stands, and is kept like the rest. */
  function takeUp() {
    let held = null;
    try { held = JSON.parse(localStorage.getItem(key) || "null"); } catch { held = null; }
    const shown = document.querySelector("[data-draft-note]");
    const quick = grid.inputs().filter((input) => input.value !== input.defaultValue);
    last = shown ? JSON.stringify(asSent(quick)) : null;
    const pairs = Object.entries(held ? held.cells : {})
      .map(([name, text]) => [grid.named(name), text])
      .filter(([input, text]) => input && !quick.includes(input))
      .filter(([input, text]) => input.value !== text && baseOf(input).trim() !== text.trim());
    if (pairs.length) {
      if (Number(held.seen) < Number(seen.value)) changes.older(held.seen);
      edit.put(pairs);
      state(say("taken-up", { count: pairs.length }), "");
    } else if (quick.length) keep();
    else if (held && !shown) local({});
  }

  /* The draft that came with the page, without what was typed on it since. */
  function asSent(quick) {
    const found = cells();
    quick.forEach((input) => {
      delete found[input.name];
      if (input.defaultValue.trim() !== baseOf(input).trim()) found[input.name] = input.defaultValue;
    });
    return found;
  }

  document.querySelectorAll("[data-draft-note]").forEach((note) => note.addEventListener("submit", () => local({})));
  return { flush, takeUp, cells };
}
