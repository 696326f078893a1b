/* The immediate checks: asked of the server once a value stands, said in the corner of its cell and aloud. */

import { baseOf } from "./cells.js";
import { send } from "./send.js";

export function checkCells({ form, grid, edit, panel }) {
  let asked = 0;
  let timer = 0;

  function show(input, told) {
    const cell = input.closest("td");
    const lines = [...told.faults.map((text) => ["fault", text]), ...told.cautions.map((text) => ["caution", text])];
    cell.classList.toggle("bad", told.faults.length > 0);
    cell.classList.toggle("odd", !told.faults.length && told.cautions.length > 0);
    let said = cell.querySelector(".said");
    if (!lines.length) {
      if (said) said.remove();
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
      return;
    }
    if (!said) {
      said = document.createElement("span");
      said.className = "said";
      said.id = `said-${input.name}`;
      input.after(said);
    }
    said.replaceChildren(
      ...lines.map(([kind, text]) => {
        const line = document.createElement("span");
        line.className = kind;
        line.textContent = text;
        return line;
      }),
    );
    input.setAttribute("aria-describedby", said.id);
    if (told.faults.length) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  async function ask() {
    const turn = (asked += 1);
    const fields = {};
    const clean = [];
    grid.inputs().forEach((input) => {
      if (input.value.trim() !== baseOf(input).trim()) fields[input.name] = input.value;
      else if (input.closest("td").querySelector(".said")) clean.push(input);
    });
    clean.forEach((input) => show(input, { faults: [], cautions: [] }));
    if (!Object.keys(fields).length) return;
    try {
      const answer = await send(form, form.dataset.check, fields);
      if (turn !== asked) return;
      Object.entries(answer.cells).forEach(([name, told]) => {
        const input = grid.named(name);
        if (input && input.value === fields[name]) show(input, told);
      });
      panel.said();
    } catch { /* the save says it all again */ }
  }

  edit.listen((inputs, kind) => {
    if (kind !== "written" || !inputs.length) return;
    clearTimeout(timer);
    timer = setTimeout(ask, 60);
  });
  return { ask };
}
