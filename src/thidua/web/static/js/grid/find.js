/* Jump to a figure by typing its name without accents, and fold sections away. */

import { fold, say } from "./cells.js";

export function findFigures({ form, grid, keys }) {
  const field = form.querySelector("[data-find]");
  const titles = grid.rows.map((cells) => {
    const row = cells[0] && cells[0].parentElement;
    return row ? fold(row.querySelector("th").textContent) : "";
  });

  function search(from) {
    const wanted = fold(field.value);
    if (!wanted) return -1;
    const letters = (title) => title.split(" ").map((word) => word[0]).join("");
    for (let step = 0; step < titles.length; step += 1) {
      const r = (from + step) % titles.length;
      if (titles[r].includes(wanted) || letters(titles[r]).includes(wanted.replace(/ /g, ""))) return r;
    }
    return -1;
  }

  let at = -1;
  function show(r) {
    grid.table.querySelectorAll("tr.found").forEach((row) => row.classList.remove("found"));
    at = r;
    field.setCustomValidity(r < 0 && field.value ? say("not-found") : "");
    if (r < 0) return;
    const row = grid.rows[r][0].parentElement;
    if (row.hidden) toggle(row.closest("tbody").querySelector("[data-fold]"));
    row.classList.add("found");
    row.scrollIntoView({ block: "center", inline: "nearest" });
  }

  field.addEventListener("input", () => show(search(0)));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      show(search(at + 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (at >= 0) keys.go(grid.after([at, -1], 1));
    } else if (event.key === "Escape") {
      field.value = "";
      show(-1);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea, select")) {
      event.preventDefault();
      field.focus();
    }
  });

  function toggle(button) {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    button.closest("tbody").querySelectorAll("tr:not(.group)").forEach((row) => { row.hidden = open; });
  }

  grid.table.querySelectorAll("[data-fold]").forEach((title) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fold";
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("data-fold", "");
    button.textContent = title.textContent;
    button.addEventListener("click", () => toggle(button));
    title.replaceWith(button);
  });
}
