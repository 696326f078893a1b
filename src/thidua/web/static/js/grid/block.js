/* A block of cells: picked with Shift or the mouse, copied as a sheet copies it, pasted whole or not at all. */

import { say, textOf } from "./cells.js";

export function blockOf(grid, edit, told) {
  let from = null;
  let to = null;

  function each(visit) {
    if (!from) return;
    const [top, bottom] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
    const [left, right] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
    for (let r = top; r <= bottom; r += 1) {
      if (grid.rows[r][0] && grid.rows[r][0].parentElement.hidden) continue;
      for (let c = left; c <= right; c += 1) visit(r, c, c === left);
    }
  }

  function paint() {
    grid.table.querySelectorAll("td.picked").forEach((cell) => cell.classList.remove("picked"));
    if (many()) each((r, c) => grid.at(r, c) && grid.at(r, c).classList.add("picked"));
  }

  function many() {
    return from !== null && (from[0] !== to[0] || from[1] !== to[1]);
  }

  function pick(start, end = start) {
    from = start;
    to = end;
    paint();
  }

  function text() {
    const lines = [];
    each((r, c, first) => {
      if (first) lines.push([]);
      lines[lines.length - 1].push(textOf(grid.at(r, c)).replace(/[\t\n]/g, " "));
    });
    return lines.map((line) => line.join("\t")).join("\n");
  }

  function inputs() {
    const found = [];
    each((r, c) => {
      const input = grid.inputAt(r, c);
      if (input) found.push(input);
    });
    return found;
  }

  /* A block of texts onto the grid. Blank texts leave their cell alone. Whatever has no place is told by cell, and
     then nothing at all is written. */
  function paste(lines, start) {
    const single = lines.length === 1 && lines[0].length === 1;
    if (single && many()) {
      const locked = [];
      each((r, c) => grid.at(r, c) && !grid.inputAt(r, c) && locked.push(say("locked", { cell: grid.nameOf(r, c) })));
      if (locked.length) return told(say("nothing-pasted"), locked);
      edit.put(inputs().map((input) => [input, lines[0][0]]));
      return true;
    }
    const pairs = [];
    const faults = [];
    lines.forEach((line, down) =>
      line.forEach((value, across) => {
        if (value === "") return;
        const [r, c] = [start[0] + down, start[1] + across];
        const input = grid.inputAt(r, c);
        if (input) pairs.push([input, value]);
        else if (!grid.at(r, c)) faults.push(say("no-place", { row: down + 1, column: across + 1, value }));
        else if (textOf(grid.at(r, c)).trim() !== value) faults.push(say("locked", { cell: grid.nameOf(r, c) }));
      }),
    );
    if (faults.length) return told(say("nothing-pasted"), faults);
    edit.put(pairs);
    const width = Math.max(...lines.map((line) => line.length));
    pick(start, [start[0] + lines.length - 1, start[1] + width - 1]);
    return true;
  }

  /* The first row of the block into the rows below it; one cell takes what stands above it. */
  function fill() {
    if (!from) return;
    const pairs = [];
    const top = Math.min(from[0], to[0]);
    const one = from[0] === to[0];
    each((r, c) => {
      const source = grid.inputAt(one ? r - 1 : top, c) || grid.at(one ? r - 1 : top, c);
      const input = grid.inputAt(r, c);
      if (input && source && (one || r !== top)) pairs.push([input, source.value ?? textOf(source)]);
    });
    edit.put(pairs);
  }

  return {
    pick, many, text, inputs, paste, fill,
    from: () => from,
    to: () => to,
    clear: () => edit.put(inputs().map((input) => [input, ""])),
  };
}

/* Text of a spreadsheet's clipboard: tabs and lines; a cell that holds either comes in quotes. */
export function linesOf(text) {
  const lines = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i];
    const line = lines[lines.length - 1];
    if (quoted) {
      if (sign === '"' && text[i + 1] === '"') {
        line[line.length - 1] += '"';
        i += 1;
      } else if (sign === '"') quoted = false;
      else line[line.length - 1] += sign;
    } else if (sign === '"' && line[line.length - 1] === "") quoted = true;
    else if (sign === "\t") line.push("");
    else if (sign === "\n") lines.push([""]);
    else if (sign !== "\r") line[line.length - 1] += sign;
  }
  if (lines.length > 1 && lines[lines.length - 1].length === 1 && lines[lines.length - 1][0] === "") lines.pop();
  return lines.map((line) => line.map((value) => value.replace(/[\s\u00a0]+/g, " ").trim()));
}
