/* The entry grid: arrows and Enter move between cells, a block copied from a spreadsheet falls into place.
   Without this file the grid is still a form. */
(function () {
  "use strict";

  function cells(table) {
    return Array.from(table.querySelectorAll("tbody tr:not(.group)")).map(function (row) {
      return Array.from(row.querySelectorAll("td.cell")).map(function (cell) {
        return cell.querySelector("input");
      });
    });
  }

  function placeOf(rows, input) {
    for (let r = 0; r < rows.length; r += 1) {
      const c = rows[r].indexOf(input);
      if (c >= 0) return [r, c];
    }
    return null;
  }

  function step(rows, from, dr, dc) {
    let r = from[0] + dr;
    let c = from[1] + dc;
    while (rows[r] && c >= 0 && c < rows[r].length) {
      if (rows[r][c]) {
        rows[r][c].focus();
        rows[r][c].select();
        return true;
      }
      r += dr;
      c += dc;
    }
    return false;
  }

  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  document.addEventListener("keydown", function (event) {
    const table = event.target.closest && event.target.closest("[data-grid]");
    const move = MOVES[event.key];
    if (!table || !move || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const input = event.target;
    const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    if (event.key === "ArrowLeft" && input.selectionStart > 0 && !whole) return;
    if (event.key === "ArrowRight" && input.selectionEnd < input.value.length && !whole) return;
    const rows = cells(table);
    const from = placeOf(rows, input);
    if (from && (step(rows, from, move[0], move[1]) || event.key === "Enter")) event.preventDefault();
  });

  document.addEventListener("paste", function (event) {
    const table = event.target.closest && event.target.closest("[data-grid]");
    const text = event.clipboardData && event.clipboardData.getData("text/plain");
    if (!table || !text || !/[\t\n]/.test(text.trim())) return;
    const rows = cells(table);
    const from = placeOf(rows, event.target);
    if (!from) return;
    event.preventDefault();
    text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach(function (line, down) {
      line.split("\t").forEach(function (value, across) {
        const input = rows[from[0] + down] && rows[from[0] + down][from[1] + across];
        if (!input || input.readOnly) return;
        input.value = value.trim();
        input.dispatchEvent(new Event("change", { bubbles: true }));
      });
    });
  });

  let touched = false;
  document.addEventListener("input", function (event) {
    if (event.target.closest && event.target.closest("[data-grid]")) touched = true;
  });
  document.addEventListener("submit", function () {
    touched = false;
  });
  window.addEventListener("beforeunload", function (event) {
    if (touched) event.preventDefault();
  });
})();
