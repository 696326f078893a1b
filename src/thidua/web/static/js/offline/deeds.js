/* Deeds without a line: choosing a kind, the form with its photos, and the unit's own deeds as of the last sync. */
import { checkDeed, readDay, sentence } from "./check.js";
import { stepper } from "../deed.js";
import { photos } from "../photo.js";
import { choices, day, h, say } from "./dom.js";
import { readNumber } from "./number.js";
import * as outbox from "./outbox.js";
import { nearby, remember } from "./places.js";

/* Tiles, the kinds this unit records most first. */
export function showKinds(holder, state) {
  const unit = state.pack.units[0];
  const place = Object.fromEntries(unit.habit.kinds.map((code, index) => [code, index]));
  const rank = (kind) => place[kind.code] ?? state.pack.kinds.length;
  const kinds = [...state.pack.kinds].sort((a, b) => rank(a) - rank(b));
  holder.replaceChildren(h("ul", { class: "tiles" }, ...kinds.map((kind) => h("li", {},
    h("a", { class: "tile", href: "#ghi/" + kind.code }, h("b", {}, kind.title),
      rank(kind) < 3 ? h("span", { class: "tag blue" }, say("usual")) : null,
      h("span", { class: "from" }, kind.quantities.slice(0, 4).map((one) => one.title.toLowerCase() + " (" + one.unit + ")").join(", ")))))));
}

/* begin: {unit, on, place, area, summary, quantities, base} of a waiting record or a returned deed; null for a new one. */
export function showForm(holder, state, kind, begin, saved) {
  holder.replaceChildren(document.querySelector("template[data-deed-form]").content.cloneNode(true));
  const form = holder.querySelector("form");
  const field = (name) => form.elements.namedItem(name);
  const unit = () => state.pack.units.find((one) => one.code === field("unit").value) ?? state.pack.units[0];
  form.querySelector("[data-title]").textContent = kind.title;
  form.querySelector("[data-meaning]").textContent = kind.meaning;
  if (kind.never) Object.assign(form.querySelector("[data-never]"), { textContent: kind.never, hidden: false });
  choices(field("unit"), state.pack.units.map((one) => [one.code, one.name]), begin?.unit);
  const usual = unit().habit.last[kind.code] ?? { place: "", quantities: {} };
  const first = begin ?? { on: state.today(), place: usual.place, area: "", summary: "", quantities: usual.quantities };
  field("on").value = day(first.on);
  field("place").value = first.place;
  field("summary").value = first.summary;
  const options = [["", field("area").options[0].text], ...unit().areas.map((one) => [one.code, one.name])];
  choices(field("area"), options, first.area);
  form.querySelector("datalist").replaceChildren(...unit().habit.places.map((one) => h("option", { value: one })));
  counts(form, kind, first.quantities);
  let chosen = [];
  photos(form.querySelector("[data-photos]"), (files) => { chosen = [...files]; });
  const located = nearby(form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const row = read(form, kind, state, first);
    if (!row) return;
    const record = begin?.record ? await outbox.change(begin.record, row) : await outbox.add({ owner: state.owner, ...row });
    for (const file of chosen) await outbox.addPhoto(record.key, file, file.name);
    await remember(located(), row.place);
    saved(record);
  });
}

function counts(form, kind, quantities) {
  const words = { minus: say("minus"), plus: say("plus") };
  for (const one of kind.quantities) {
    const id = "q-" + one.code;
    const input = h("input", { id: id, name: id, value: quantities[one.code] ?? "", autocomplete: "off", maxlength: 20, inputmode: one.whole ? "numeric" : "decimal" });
    const holder = h("span", { class: "stepper" }, input);
    const label = h("label", { for: id }, one.title + " ", h("span", { class: "hint" }, "(" + one.unit + (one.required ? ", " + say("required") : "") + ")"));
    form.querySelector("[data-counts]").append(h("div", { class: "field count" }, label, holder));
    stepper(holder, words);
  }
}

/* What is to be kept, or null with every mistake shown as the server would show it. */
function read(form, kind, state, first) {
  const field = (name) => form.elements.namedItem(name);
  const texts = {};
  const values = {};
  const wrong = [];
  for (const one of kind.quantities) {
    const text = field("q-" + one.code).value.trim();
    if (!text) continue;
    texts[one.code] = text;
    const value = readNumber(text);
    if (value.code) wrong.push(["q-" + one.code, one.title + ": " + sentence(value, state.pack.words)]);
    else values[one.code] = value;
  }
  const on = readDay(field("on").value, "on");
  if (on.code) wrong.push(["off-on", sentence(on, state.pack.words)]);
  else if (on > state.today()) wrong.push(["off-on", say("future")]);
  if (!wrong.length) {
    for (const one of checkDeed(kind, values)) wrong.push([one.field ? "q-" + one.field : "", sentence(one, state.pack.words)]);
  }
  const holder = form.querySelector("[data-faults]");
  holder.hidden = wrong.length === 0;
  holder.replaceChildren(h("h2", {}, say("summaryMissing")), h("ul", {}, ...wrong.map(([id, told]) => h("li", {}, id ? h("a", { href: "#" + id, onclick: (event) => jump(event, id) }, told) : told))));
  form.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
  wrong.forEach(([id]) => document.getElementById(id)?.setAttribute("aria-invalid", "true"));
  if (wrong.length) {
    holder.focus();
    return null;
  }
  return {
    kind: first.base ? "deed-edit" : "deed", deed_kind: kind.code, unit: field("unit").value, on: on, quantities: texts,
    summary: field("summary").value.trim(), place: field("place").value.trim(), area: field("area").value,
    base: first.base ?? "", title: say("deedOf", { kind: kind.title, on: day(on) }),
  };
}

/* A link to a field must not change the address: it says which part of the page is open. */
function jump(event, id) {
  event.preventDefault();
  document.getElementById(id)?.focus();
}

const STATES = { confirmed: ["green", "confirmed"], returned: ["red", "returned"], waiting: ["gold", "unconfirmed"] };

export function showDeeds(holder, state) {
  const rows = state.pack.units.flatMap((unit) => unit.deeds.map((deed) => ({ ...deed, unit: unit.code, unit_name: unit.name })));
  const list = rows.map((deed) => {
    const [colour, word] = STATES[deed.state];
    return h("li", {}, h("div", {}, h("span", { class: "title" }, deed.summary),
      h("span", { class: "from" }, [day(deed.on), deed.kind_title, deed.place, deed.by].filter(Boolean).join(" · ")),
      deed.reason ? h("span", { class: "from" }, deed.reason) : null),
      h("span", { class: "tag " + colour }, say(word)),
      deed.again ? h("a", { class: "button", href: "#lai/" + deed.code }, say("again")) : null);
  });
  holder.replaceChildren(list.length ? h("ul", { class: "list" }, ...list) : h("div", { class: "empty" }, h("b", {}, say("nothing"))));
}
