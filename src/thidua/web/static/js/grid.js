/* The entry grid: arrows and Enter move between cells, a block copied from a spreadsheet falls into place, a row is
   added up while it is typed, and a recorded value that is typed over asks for its reason at once.
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

  /* "1.234,5" → 1234.5; undefined for anything that is not plainly a number. */
  function read(text) {
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

  function addUp(row) {
    const here = row.querySelector("[data-sum-here]");
    const kind = row.dataset.sum;
    if (!here || !kind) return;
    const parts = Array.from(row.querySelectorAll("td.cell")).map(function (cell) {
      const input = cell.querySelector("input");
      const shut = cell.querySelector("[data-text]");
      return part(kind, input ? input.value : shut ? shut.dataset.text : "");
    });
    const known = parts.filter(function (one) { return one !== null; });
    if (!known.length || known.includes(undefined)) {
      here.textContent = known.length ? "…" : "";
      return;
    }
    const top = known.reduce(function (sum, one) { return sum + one[0]; }, 0);
    const bottom = known.reduce(function (sum, one) { return sum + one[1]; }, 0);
    const both = write(top, 3) + "/" + write(bottom, 3);
    if (kind === "count") here.textContent = write(top, 3);
    if (kind === "yes") here.textContent = both + " tuần";
    if (kind === "ratio") here.textContent = bottom ? both + " (" + write((100 * top) / bottom, 2) + "\u00a0%)" : both;
  }

  function askReason(table) {
    const ask = document.querySelector("[data-ask-reason]");
    if (!ask) return;
    const over = Array.from(table.querySelectorAll("input[data-was]")).some(function (input) {
      return input.dataset.was !== "" && input.value.trim() !== input.dataset.was;
    });
    ask.hidden = !over && ask.querySelector("input").value === "";
  }

  let touched = false;
  function changed(event) {
    const input = event.target;
    const table = input.closest && input.closest("[data-grid]");
    if (!table) return;
    touched = true;
    addUp(input.closest("tr"));
    askReason(table);
    if (event.type === "input" && table.hasAttribute("data-quick") && /^[0-4]$/.test(input.value) && !event.isComposing) {
      const rows = cells(table);
      const from = placeOf(rows, input);
      if (from) step(rows, from, 1, 0);
    }
  }
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("submit", function () {
    touched = false;
  });
  window.addEventListener("beforeunload", function (event) {
    if (touched) event.preventDefault();
  });
})();
