/* What is known about the cell one stands on: beside the grid on a desk, a drawer on a phone. */

import { say } from "./cells.js";
import { SignedOut } from "./send.js";

const WIDE = window.matchMedia("(min-width: 1180px)");
const PAUSE = 250;

export function openPanel({ form, grid }) {
  const panel = document.querySelector("[data-panel]");
  const here = panel && panel.querySelector("[data-panel-here]");
  let shown = "";
  let timer = 0;
  let input = null;

  const address = () => {
    const [figure, period] = input.name.split(".");
    const link = input.closest("tr").querySelector("th a");
    return link ? link.getAttribute("href").replace(/\/o\/[^/]+\//, `/o/${period}/`).replace(/\/[^/]+\/$/, `/${figure}/`) : "";
  };

  async function fetchPart(url, options = {}) {
    const answer = await fetch(url, { credentials: "same-origin", ...options, headers: { "X-Requested-With": "fetch", ...(options.headers || {}) } });
    if (answer.status === 401) throw new SignedOut();
    return answer.text();
  }

  function put(html) {
    const part = new DOMParser().parseFromString(html, "text/html");
    here.replaceChildren(...part.body.childNodes);
    said();
  }

  async function load(force) {
    if (!input || !panel || panel.hidden) return;
    const url = address();
    if (!url || (url === shown && !force)) return;
    shown = url;
    try {
      const html = await fetchPart(url);
      if (shown === url) put(html);
    } catch {
      const told = document.createElement("p");
      told.className = "empty";
      told.textContent = say("panel-unreached");
      here.replaceChildren(told);
    }
  }

  /* What the checks said about this cell, in full. */
  function said() {
    const place = here && here.querySelector("[data-said-here]");
    if (!place || !input) return;
    const told = input.closest("td").querySelector(".said");
    place.replaceChildren(...(told ? Array.from(told.childNodes, (node) => node.cloneNode(true)) : []));
    place.hidden = !told;
  }

  function close() {
    panel.hidden = true;
    document.body.classList.remove("drawer");
    if (input) input.focus();
  }

  grid.table.addEventListener("focusin", (event) => {
    if (!event.target.matches("td.cell > input:not([type=radio])")) return;
    input = event.target;
    clearTimeout(timer);
    timer = setTimeout(() => load(), PAUSE);
  });
  if (panel) {
    const some = grid.inputs().length > 0;
    panel.hidden = !WIDE.matches || !some;
    WIDE.addEventListener("change", () => { panel.hidden = !WIDE.matches || !some; });
    form.querySelector("[data-about]").addEventListener("click", () => {
      panel.hidden = false;
      document.body.classList.add("drawer");
      load();
      panel.querySelector("h2, button, a")?.focus?.();
    });
    panel.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) close(); });
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
    panel.addEventListener("submit", async (event) => {
      const sent = event.target;
      event.preventDefault();
      try {
        put(await fetchPart(sent.action, { method: "POST", body: new FormData(sent, event.submitter) }));
      } catch (fault) {
        const line = document.createElement("p");
        line.className = "fault";
        line.textContent = say(fault instanceof SignedOut ? "signed-out" : "offline");
        sent.append(line);
      }
    });
  }
  return { said, load };
}
