/* Everything around the cells of an entry: buttons, drafts, others' changes, checks, the panel. */

import { keepDrafts } from "./draft.js";
import { findFigures } from "./find.js";
import { watchOthers } from "./fresh.js";
import { openPanel } from "./panel.js";
import { checkCells } from "./told.js";
import { baseOf, say } from "./cells.js";

export function open({ form, grid, edit, keys }) {
  const bar = form.querySelector("[data-bar]");
  bar.hidden = false;
  const line = bar.querySelector("[data-state]");

  function state(text, kind, out) {
    line.textContent = text;
    line.dataset.kind = kind;
    if (out) {
      const link = document.createElement("a");
      link.href = `${form.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`;
      link.textContent = say("sign-in");
      line.append(" ", link);
    }
  }

  function told(title, lines) {
    const here = form.querySelector("[data-told]");
    const list = document.createElement("ul");
    lines.forEach((text) => list.appendChild(document.createElement("li")).append(text));
    const head = document.createElement("b");
    head.textContent = title;
    here.replaceChildren(head, list);
    here.hidden = false;
  }

  const undo = bar.querySelector("[data-undo]");
  const redo = bar.querySelector("[data-redo]");
  undo.addEventListener("click", () => edit.undo());
  redo.addEventListener("click", () => edit.redo());
  edit.listen(() => {
    undo.disabled = !edit.can().undo;
    redo.disabled = !edit.can().redo;
  });
  const mark = (inputs) => inputs.forEach((input) => {
    input.closest("td").classList.toggle("typed", input.value.trim() !== baseOf(input).trim());
  });
  edit.listen(mark);

  const next = form.querySelector("[data-next]");
  if (next) {
    let place = null;
    next.hidden = false;
    grid.table.addEventListener("focusin", (event) => { place = grid.placeOf(event.target) || place; });
    next.addEventListener("click", () => keys.go(place ? grid.after(place, 1) : grid.after([0, -1], 1)));
  }

  const panel = openPanel({ form, grid });
  const check = checkCells({ form, grid, edit, panel });
  const changes = watchOthers({ form, grid, edit, told });
  const drafts = keepDrafts({ form, grid, edit, state, changes });
  findFigures({ form, grid, keys });
  drafts.takeUp();
  mark(grid.inputs()); // also what was typed before this script came
  if (Object.keys(drafts.cells()).length) check.ask();
  document.documentElement.dataset.grid = "ready";
}
