/* The keyboard of a spreadsheet. A cell is "ready" (arrows move, typing replaces) or "open" (F2: arrows move in its text). */

import { linesOf } from "./block.js";

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function listenToKeys(grid, edit, block, form) {
  const quick = grid.table.hasAttribute("data-quick");
  let opened = null; // the input whose text is being edited
  let returns = null; // column in which Tab began, where Enter comes back to

  const isCell = (node) => node && node.matches && node.matches("td.cell > input") && grid.table.contains(node);

  function go(place) {
    if (!place) return false;
    const input = grid.inputAt(place[0], place[1]);
    input.focus();
    input.select();
    return true;
  }

  function goTo(changes) {
    const input = changes && grid.named(changes[0].name);
    if (input) go(grid.placeOf(input));
  }

  grid.table.addEventListener("focusin", (event) => {
    if (!isCell(event.target)) return;
    opened = null;
    edit.began(event.target);
    block.pick(grid.placeOf(event.target));
  });
  grid.table.addEventListener("focusout", (event) => {
    if (isCell(event.target)) edit.commit(event.target);
  });
  grid.table.addEventListener("input", (event) => {
    if (!isCell(event.target)) return;
    edit.typed(event.target);
    if (quick && /^[0-4]$/.test(event.target.value) && !event.isComposing) {
      edit.commit(event.target);
      go(grid.step(grid.placeOf(event.target), 1, 0));
    }
  });

  function history(event) {
    const key = event.key.toLowerCase();
    if (key === "z" || key === "y") {
      event.preventDefault();
      if (isCell(event.target)) edit.commit(event.target);
      goTo(key === "y" || event.shiftKey ? edit.redo() : edit.undo());
    } else if (key === "s") {
      event.preventDefault();
      if (isCell(event.target)) edit.commit(event.target);
      const save = form.querySelector("[data-save]");
      if (save) form.requestSubmit(save);
    } else if (key === "d" && isCell(event.target)) {
      event.preventDefault();
      edit.commit(event.target);
      block.fill();
    } else if (key === "a" && isCell(event.target) && opened !== event.target) {
      event.preventDefault();
      block.pick([0, 0], [grid.rows.length - 1, Math.max(...grid.rows.map((row) => row.length)) - 1]);
    }
  }

  function extend(move, far) {
    const end = block.to();
    const next = far ? grid.step(end, move[0], move[1], true) : [end[0] + move[0], end[1] + move[1]];
    if (next && grid.at(next[0], next[1])) block.pick(block.from(), next);
  }

  function move(event, input) {
    const place = grid.placeOf(input);
    const direction = MOVES[event.key];
    if (direction) {
      if (opened === input) return;
      event.preventDefault();
      if (event.shiftKey) return extend(direction, event.ctrlKey || event.metaKey);
      edit.commit(input);
      returns = null;
      go(grid.step(place, direction[0], direction[1], event.ctrlKey || event.metaKey));
    } else if (event.key === "Enter") {
      event.preventDefault();
      edit.commit(input);
      const from = returns === null ? place : [place[0], returns];
      returns = null;
      if (!go(grid.step(from, event.shiftKey ? -1 : 1, 0))) input.select();
    } else if (event.key === "Tab") {
      const next = grid.after(place, event.shiftKey ? -1 : 1);
      if (!next) return;
      event.preventDefault();
      if (returns === null) returns = place[1];
      edit.commit(input);
      go(next);
    } else if (event.key === "Home" || event.key === "End") {
      if (opened === input) return;
      event.preventDefault();
      const whole = event.ctrlKey || event.metaKey;
      const row = whole ? (event.key === "Home" ? -1 : grid.rows.length) : place[0];
      const side = event.key === "Home" ? 1 : -1;
      const start = whole ? [row + side, side > 0 ? -1 : grid.rows[row + side].length] : [row, side > 0 ? -1 : grid.rows[row].length];
      go(grid.after(start, side));
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    const input = event.target;
    if ((event.ctrlKey || event.metaKey) && !MOVES[event.key] && !/^(Home|End)$/.test(event.key)) {
      if (form.contains(input) || input === document.body) history(event);
      return;
    }
    if (!isCell(input)) return;
    if (event.key === "F2") {
      event.preventDefault();
      opened = input;
      input.setSelectionRange(input.value.length, input.value.length);
    } else if (event.key === "Escape") {
      opened = null;
      if (edit.restore(input) || block.many()) event.preventDefault();
      block.pick(grid.placeOf(input));
      input.select();
    } else if (event.key === "Delete" && opened !== input) {
      event.preventDefault();
      block.clear();
      edit.began(input);
    } else move(event, input);
  });

  /* The mouse: a click readies a cell, a second one opens it; Shift or a drag picks a block. */
  let dragged = null;
  grid.table.addEventListener("mousedown", (event) => {
    const cell = event.target.closest("td.cell");
    if (!cell || event.button !== 0 || !grid.places.has(cell)) return;
    if (event.shiftKey && block.from()) {
      event.preventDefault();
      block.pick(block.from(), grid.placeOf(cell));
      return;
    }
    if (isCell(event.target) && document.activeElement === event.target) opened = event.target;
    dragged = grid.placeOf(cell);
  });
  grid.table.addEventListener("mouseover", (event) => {
    const cell = event.target.closest("td.cell");
    if (!dragged || event.buttons !== 1 || !cell || !grid.places.has(cell)) return;
    const place = grid.placeOf(cell);
    if (place[0] === dragged[0] && place[1] === dragged[1] && !block.many()) return;
    getSelection().removeAllRanges();
    block.pick(dragged, place);
  });
  document.addEventListener("mouseup", (event) => {
    if (dragged && isCell(event.target) && opened !== event.target && !block.many()) event.target.select();
    dragged = null;
  });

  /* The clipboard. In an open cell it is the browser's. */
  function copied(event) {
    const input = document.activeElement;
    if (!isCell(input) || (opened === input && !block.many())) return false;
    event.preventDefault();
    event.clipboardData.setData("text/plain", block.text());
    return true;
  }
  document.addEventListener("copy", copied);
  document.addEventListener("cut", (event) => {
    if (!copied(event)) return;
    block.clear();
    edit.began(document.activeElement);
  });
  document.addEventListener("paste", (event) => {
    const input = event.target;
    const text = event.clipboardData && event.clipboardData.getData("text/plain");
    if (!isCell(input) || !text || (opened === input && !/[\t\n]/.test(text.trim()))) return;
    event.preventDefault();
    edit.commit(input);
    const [a, b] = [block.from(), block.to()];
    block.paste(linesOf(text), [Math.min(a[0], b[0]), Math.min(a[1], b[1])]);
    edit.began(input);
  });

  return { go };
}
