/* The entry grid. Without any of this it is a form; with it, a spreadsheet that loses nothing.
   What the first key needs comes first; keeping, asking and telling follow at once. */

import { baseOf, gridOf } from "./cells.js";
import { editOf } from "./edit.js";
import { blockOf } from "./block.js";
import { listenToKeys } from "./keys.js";
import { addUp, askReason } from "./sum.js";

const table = document.querySelector("[data-grid]");
const form = table && table.closest("form");

function told(title, lines) {
  const here = form.querySelector("[data-told]");
  if (!here) return false;
  const list = document.createElement("ul");
  lines.slice(0, 12).forEach((line) => list.appendChild(document.createElement("li")).append(line));
  const head = document.createElement("b");
  head.textContent = title;
  here.replaceChildren(head, list);
  here.hidden = false;
  return false;
}

if (form) {
  const grid = gridOf(table);
  const typed = grid.inputs().filter((input) => input.value !== baseOf(input)); /* a draft, or what was sent back */
  new Set(typed.map((input) => input.closest("tr"))).forEach(addUp);
  const edit = editOf(grid);
  const block = blockOf(grid, edit, told);
  edit.listen((inputs) => {
    new Set(inputs.map((input) => input.closest("tr"))).forEach(addUp);
    if (inputs.length) askReason(form);
    const here = form.querySelector("[data-told]");
    if (inputs.length && here) here.hidden = true;
  });
  const keys = listenToKeys(grid, edit, block, form);
  performance.mark("grid-ready");
  if (form.hasAttribute("data-entry")) import("./room.js").then((room) => room.open({ form, grid, edit, keys }));
  else {
    let touched = false;
    edit.listen((inputs) => { touched = touched || inputs.length > 0; });
    form.addEventListener("submit", () => { touched = false; });
    window.addEventListener("beforeunload", (event) => { if (touched) event.preventDefault(); });
  }
}
