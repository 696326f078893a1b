/* Where the cells of a grid stand: rows of cells, each an input, or text where it cannot be typed. */

export function gridOf(table) {
  const rows = Array.from(table.querySelectorAll("tbody tr:not(.group)"), (row) =>
    Array.from(row.querySelectorAll("td.cell")),
  );
  const places = new Map();
  rows.forEach((cells, r) => cells.forEach((cell, c) => places.set(cell, [r, c])));

  function at(r, c) {
    return rows[r] && rows[r][c];
  }

  function inputAt(r, c) {
    const cell = at(r, c);
    return cell && cell.querySelector("input:not([type=radio])");
  }

  function open(r) {
    return rows[r] && !rows[r][0]?.parentElement.hidden;
  }

  return {
    table,
    rows,
    at,
    inputAt,
    places,
    placeOf: (inside) => places.get(inside.closest("td.cell")) || null,
    inputs: () => Array.from(table.querySelectorAll("td.cell > input")),
    named: (name) => table.querySelector(`input[name="${CSS.escape(name)}"]`),

    /* The next cell that can be typed in, from a place in a direction; to the edge of what is filled with `far`. */
    step(from, dr, dc, far) {
      let [r, c] = from;
      let found = null;
      for (;;) {
        r += dr;
        c += dc;
        if (!rows[r] || c < 0 || c >= rows[r].length) break;
        if (!open(r) || !inputAt(r, c)) continue;
        found = [r, c];
        if (!far) break;
      }
      return found;
    },

    /* Row by row, as Tab goes; null past the last one. */
    after(from, by) {
      let [r, c] = from;
      for (;;) {
        c += by;
        if (c < 0 || c >= rows[r].length) {
          r += by;
          if (!rows[r]) return null;
          c = by > 0 ? 0 : rows[r].length - 1;
        }
        if (open(r) && inputAt(r, c)) return [r, c];
      }
    },

    /* How people call a cell: "Buổi tuyên truyền, Tuần 10". */
    nameOf(r, c) {
      const cell = at(r, c);
      if (!cell) return "";
      const title = cell.parentElement.querySelector("th").firstChild.textContent.trim();
      return `${title}, ${cell.dataset.label || ""}`;
    },
  };
}

/* What a cell said when the page came, before anybody typed. */
export function baseOf(input) {
  return input.dataset.base !== undefined ? input.dataset.base : input.defaultValue;
}

export function textOf(cell) {
  const input = cell && cell.querySelector("input:not([type=radio])");
  const shut = cell && cell.querySelector("[data-text]");
  return input ? input.value : shut ? shut.dataset.text : "";
}

/* "Số buổi" → "so buoi": names are found without accents. */
export function fold(text) {
  return text.replace(/[đĐ]/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/\s+/g, " ").trim();
}

const said = document.getElementById("grid-words");
const words = said ? JSON.parse(said.textContent) : {};

/* A sentence of the page's language; {name} is filled in. */
export function say(key, values = {}) {
  return (words[key] || key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}
