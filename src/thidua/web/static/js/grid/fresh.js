/* What others record while this page is open: shown in cells nobody here touched, set beside what was typed elsewhere. */

import { baseOf, say } from "./cells.js";
import { send } from "./send.js";

const EVERY = 30000;

export function watchOthers({ form, grid, edit, told }) {
  const seen = form.querySelector("input[name=seen]");
  let known = Number(seen.value);

  function beside(input, change) {
    const cell = input.closest("td");
    const before = cell.querySelector(".conflict");
    if (before) before.remove();
    const set = document.createElement("fieldset");
    set.className = "conflict";
    const legend = document.createElement("legend");
    legend.textContent = say("recorded-by", { by: change.by, at: change.at });
    set.append(legend, choice(input, change, "theirs", change.text), choice(input, change, "mine", input.value));
    cell.append(set);
    told(say("changed"), [say("changed-cell", { cell: grid.nameOf(...grid.placeOf(input)), by: change.by, value: change.text })]);
  }

  function choice(input, change, side, text) {
    const label = document.createElement("label");
    const radio = document.createElement("input");
    radio.type = "radio";
    radio.name = `chon.${input.name}`;
    radio.value = `${side}.${change.record}`;
    radio.dataset[side] = text;
    const value = document.createElement("b");
    value.textContent = text;
    label.append(radio, say(side), " ", value);
    return label;
  }

  function follow(input, change) {
    input.value = change.text;
    input.defaultValue = change.text;
    input.dataset.was = change.text;
    delete input.dataset.base;
    const cell = input.closest("td");
    cell.classList.add("fresh");
    cell.title = say("recorded-by", { by: change.by, at: change.at });
    edit.listenOnly([input]);
  }

  function take(changes) {
    changes.forEach((change) => {
      if (change.record <= known) return;
      const input = grid.named(change.cell);
      if (!input) return;
      const mine = input.value.trim();
      if (mine === baseOf(input).trim() && document.activeElement !== input) follow(input, change);
      else if (mine !== change.text) beside(input, change);
      else follow(input, change);
    });
    known = changes.reduce((most, change) => Math.max(most, change.record), known);
  }

  grid.table.addEventListener("change", (event) => {
    const radio = event.target;
    if (radio.type !== "radio") return;
    const input = radio.closest("td").querySelector("input:not([type=radio])");
    edit.put([[input, radio.dataset.theirs ?? radio.dataset.mine]]);
  });

  setInterval(async () => {
    if (document.visibilityState !== "visible") return;
    try {
      take((await send(form, `${form.dataset.fresh}?known=${known}`)).changes);
    } catch { /* the next round asks again; whoever types is told by the draft */ }
  }, EVERY);

  return { take, known: () => String(known), older: (number) => { seen.value = number; known = Number(number); } };
}
