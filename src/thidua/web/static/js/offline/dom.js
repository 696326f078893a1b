/* Small things that every part of the page uses: words, elements, dates. */
import { sentence } from "./check.js";

const words = JSON.parse(document.getElementById("offline-words").textContent);

export function say(name, values = {}) {
  return sentence({ code: name, values: values }, words);
}

/* h("p", {class: "note"}, "text", child): text is never read as markup. */
export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export function choices(select, rows, chosen) {
  select.replaceChildren(...rows.map(([value, title]) => h("option", { value: value, selected: value === chosen }, title)));
}

const two = (number) => String(number).padStart(2, "0");

export function moment(iso) {
  const at = new Date(iso);
  return two(at.getHours()) + ":" + two(at.getMinutes()) + " " + two(at.getDate()) + "/" + two(at.getMonth() + 1) + "/" + at.getFullYear();
}

/* "2025-12-31" → "31/12/2025" */
export function day(iso) {
  return iso.split("-").reverse().join("/");
}
