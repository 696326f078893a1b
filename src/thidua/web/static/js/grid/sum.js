/* A row is added up while it is typed, and a recorded value that is typed over asks for its reason at once. */

import { say, textOf } from "./cells.js";

/* "1.234,5" → 1234.5; undefined for anything that is not plainly a number. */
export function read(text) {
  const tidy = text.trim();
  if (!/^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/.test(tidy)) return undefined;
  return Number(tidy.replace(/\./g, "").replace(",", "."));
}

function write(value, places) {
  return new Intl.NumberFormat("vi-VN", { maximumFractionDigits: places }).format(value);
}

/* One cell as [counted, of how many]; null where there is nothing to count, undefined where it cannot be read. */
function part(kind, text) {
  const said = text.trim().toLowerCase();
  if (said === "" || said === "không áp dụng") return null;
  if (kind === "yes") return said === "có" ? [1, 1] : said === "không" ? [0, 1] : undefined;
  const halves = kind === "ratio" ? said.split("/") : [said, "1"];
  const top = halves.length === 2 ? read(halves[0]) : undefined;
  const bottom = halves.length === 2 ? read(halves[1]) : undefined;
  return top === undefined || bottom === undefined ? undefined : [top, bottom];
}

export function addUp(row) {
  const here = row.querySelector("[data-sum-here]");
  const kind = row.dataset.sum;
  if (!here || !kind) return;
  const parts = Array.from(row.querySelectorAll("td.cell"), (cell) => part(kind, textOf(cell)));
  const known = parts.filter((one) => one !== null);
  if (!known.length || known.includes(undefined)) {
    here.textContent = known.length ? "…" : "";
    return;
  }
  const top = known.reduce((sum, one) => sum + one[0], 0);
  const bottom = known.reduce((sum, one) => sum + one[1], 0);
  const both = `${write(top, 3)}/${write(bottom, 3)}`;
  if (kind === "count") here.textContent = write(top, 3);
  if (kind === "yes") here.textContent = say("yes-of", { both });
  if (kind === "ratio") here.textContent = bottom ? `${both} (${write((100 * top) / bottom, 2)}\u00a0%)` : both;
}

export function askReason(form) {
  const ask = form.querySelector("[data-ask-reason]");
  if (!ask || !ask.hidden) return;
  const over = Array.from(form.querySelectorAll("input[data-was]")).some(
    (input) => input.dataset.was !== "" && input.value.trim() !== input.dataset.was,
  );
  if (over) ask.hidden = false;
}
