/* The light month form: one week of one unit, each figure checked as on the server and kept as it is typed. */
import { checkSheet, NOT_APPLICABLE, readCell, same, sentence, value } from "./check.js";
import { choices, h, say } from "./dom.js";
import { written } from "./number.js";
import * as outbox from "./outbox.js";

const PAUSE = 350;
let turn = Promise.resolve(); /* changes are kept one after another, whichever form they were typed in */

function told(held) {
  return held ? value(held[0], held[1], held[2]) : undefined;
}

function sheetOf(values) {
  return Object.fromEntries(Object.entries(values ?? {}).map(([code, held]) => [code, told(held)]));
}

/* Everything the checker asks about one week, from what the device took along. */
export function sheet(unit, month, week) {
  const past = week.past.map((code) => unit.figures[code] ?? {});
  const codes = new Set(past.flatMap((held) => Object.keys(held)));
  const history = {};
  codes.forEach((code) => { history[code] = past.filter((held) => held[code]).map((held) => told(held[code])); });
  return {
    definitions: month.definitions,
    titles: Object.fromEntries(month.definitions.map((one) => [one.code, one.title])),
    subject: unit.name,
    title: week.title.toLowerCase(),
    standing: sheetOf(unit.figures[week.code]),
    shut: week.shut,
    beside: {
      previous: sheetOf(unit.figures[week.previous]), year_before: sheetOf(unit.figures[week.year_before]),
      targets: week.targets, deeds: week.deeds, history: history,
    },
  };
}

export function asTyped(definition, held) {
  if (!held) return "";
  if (held.state === NOT_APPLICABLE) return "không áp dụng";
  if (definition.kind === "ratio") return written(held.numerator) + "/" + written(held.denominator);
  if (definition.kind === "yes-no") return held.numerator ? "có" : "không";
  return written(held.numerator).replace("−", "-");
}

/* What is wrong and doubtful about everything typed in this week; field → problems. */
function judge(held, rows, words) {
  const typed = {};
  const found = {};
  for (const row of rows) {
    const definition = held.definitions.find((one) => one.code === row.figure);
    const read = definition ? readCell(definition, row.text, row.figure) : null;
    if (read && read.code) found[row.figure] = [read];
    else if (read) typed[row.figure] = { value: read, field: row.figure, reason: row.reason.trim() };
  }
  /* what the server has no words for, it does not ask: the device may be newer than the server it came from */
  for (const one of checkSheet(held, typed)) if (words[one.code]) (found[one.field] ??= []).push(one);
  return { typed: typed, found: found };
}

export class MonthForm {
  constructor(holder, state, changed) {
    this.holder = holder;
    this.state = state;
    this.changed = changed;
    this.soon = new Map(); /* cell → its text is kept when its hand rests */
    this.rows = {};
  }

  async show() {
    const template = document.querySelector("template[data-month-form]");
    this.holder.replaceChildren(template.content.cloneNode(true));
    const units = this.state.pack.units;
    const [unit, month, week] = ["unit", "month", "week"].map((name) => this.holder.querySelector("[data-" + name + "]"));
    choices(unit, units.map((one) => [one.code, one.name]), this.unit?.code);
    unit.parentElement.hidden = units.length < 2;
    const refresh = async () => {
      this.unit = units.find((one) => one.code === unit.value) ?? units[0];
      choices(month, this.unit.months.map((one) => [one.code, one.title]), month.value);
      this.month = this.unit.months.find((one) => one.code === month.value) ?? this.unit.months[0];
      const begun = this.month.spans;
      choices(week, begun.map((one) => [one.code, one.title]), begun.some((one) => one.code === week.value) ? week.value : this.weekNow(begun));
      this.week = begun.find((one) => one.code === week.value) ?? begun[0];
      await this.draw();
    };
    [unit, month, week].forEach((select) => select.addEventListener("change", refresh));
    await refresh();
  }

  /* The week that has begun last, or the first one of the month. */
  weekNow(spans) {
    const begun = spans.filter((one) => one.kind === spans[0].kind && one.first <= this.state.today());
    return (begun[begun.length - 1] ?? spans[0]).code;
  }

  /* What is shown, its records and its lines change together, and only for what was chosen last. */
  async draw() {
    const at = { unit: this.unit, month: this.month, week: this.week, sheet: sheet(this.unit, this.month, this.week) };
    this.chosen = at;
    await this.rest();
    const waiting = (await outbox.mine(this.state.owner)).filter(
      (row) => row.kind === "figure" && row.unit === at.unit.code && row.period === at.week.code,
    );
    if (this.chosen !== at) return;
    this.at = at;
    this.rows = Object.fromEntries(waiting.map((row) => [row.figure, row]));
    this.holder.querySelector("[data-title]").textContent = at.week.title;
    const shut = [...new Set(at.week.shut.map((one) => sentence(one, this.state.pack.words)))].join(" ");
    this.holder.querySelector("[data-meaning]").textContent = shut || at.unit.name;
    const known = Object.fromEntries(at.month.definitions.map((one) => [one.code, one]));
    const lines = at.month.sections.filter((section) => section.kind === at.week.kind).flatMap((section) => [
      h("h3", {}, section.title), ...section.codes.filter((code) => known[code]).map((code) => this.line(known[code], at)),
    ]);
    this.holder.querySelector("[data-lines]").replaceChildren(...lines);
    this.tell();
  }

  /* A line belongs to the week it was drawn for (`at`), even when another one is chosen before its text is kept. */
  line(definition, at) {
    const code = definition.code;
    const row = this.rows[code];
    const stands = at.sheet.standing[code];
    const before = at.sheet.beside.previous[code];
    const target = at.sheet.beside.targets[code];
    const deeds = at.sheet.beside.deeds[code];
    const notes = [
      stands ? say("stands", { value: asTyped(definition, stands) }) : say("noFigure"),
      before ? say("before", { value: asTyped(definition, before) }) : "",
      target ? say("target", { value: written(BigInt(target)) }) : "",
      deeds ? say("fromDeeds", { value: written(BigInt(deeds)) }) : "",
    ].filter(Boolean).join(" · ");
    const usual = stands ? asTyped(definition, stands) : deeds ? written(BigInt(deeds)) : "";
    const input = h("input", {
      id: "f-" + code, autocomplete: "off", maxlength: 60, "aria-describedby": "n-" + code + " t-" + code,
      inputmode: definition.kind === "count" ? "numeric" : false, value: row ? row.text : usual,
      oninput: () => this.later(definition, input, at), onchange: () => this.keep(definition, input, at),
    });
    return h("div", { class: "line", "data-line-of": code },
      h("label", { for: "f-" + code }, definition.title, h("span", { class: "sub", id: "n-" + code }, notes)), input,
      h("div", { class: "ask" }), h("div", { class: "told", id: "t-" + code, role: "status" }));
  }

  later(definition, input, at) {
    const code = definition.code;
    clearTimeout(this.soon.get(code)?.timer);
    const now = () => this.keep(definition, input, at);
    this.soon.set(code, { now: now, timer: setTimeout(now, PAUSE) });
  }

  /* Everything typed is in the outbox after this. */
  async rest() {
    for (const { now } of [...this.soon.values()]) now();
    await turn;
  }

  keep(definition, input, at) {
    clearTimeout(this.soon.get(definition.code)?.timer);
    this.soon.delete(definition.code);
    const typed = { text: input.value.trim(), reason: document.getElementById("r-" + definition.code)?.value };
    const next = () => this.keepNow(definition, typed, at);
    turn = turn.then(next, next);
    return turn;
  }

  /* The device is asked for the cell's record each time: two forms of one week never make two records. */
  async keepNow(definition, typed, at) {
    const code = definition.code;
    const stands = at.sheet.standing[code];
    const row = await outbox.cell(this.state.owner, at.unit.code, code, at.week.code);
    const text = typed.text;
    const reason = typed.reason ?? row?.reason ?? "";
    const read = readCell(definition, text, code);
    const nothing = text === "" || (stands && read && !read.code && same(stands, read));
    let kept = row;
    if (nothing && row) await outbox.drop(row);
    if (nothing) kept = undefined;
    else if (!row || row.text !== text || row.reason !== reason) kept = await this.write(definition, row, text, reason, at);
    if (at.unit === this.at.unit && at.week === this.at.week) {
      if (kept) this.rows[code] = kept;
      else delete this.rows[code];
      this.tell();
      await this.settle();
    }
    this.changed();
  }

  async write(definition, row, text, reason, at) {
    const stands = at.sheet.standing[definition.code];
    const base = stands ? [stands.state, Number(stands.numerator), Number(stands.denominator)] : null;
    if (row) return outbox.change(row, { text: text, reason: reason });
    return outbox.add({
      kind: "figure", owner: this.state.owner, unit: at.unit.code, figure: definition.code, period: at.week.code,
      title: say("figureOf", { figure: definition.title, period: at.week.title.toLowerCase() }),
      text: text, reason: reason, base: base,
    });
  }

  /* What has a mistake waits as a draft and is not sent; all else is on its way. */
  async settle() {
    const { found } = judge(this.at.sheet, Object.values(this.rows), this.state.pack.words);
    for (const [code, row] of Object.entries(this.rows)) {
      const errors = (found[code] ?? []).filter((one) => one.severity === "error");
      const state = errors.length ? "draft" : row.state === "draft" ? "waiting" : row.state;
      const said = errors.map((one) => sentence(one, this.state.pack.words));
      if (state !== row.state || (state === "draft" && said.join() !== row.told.join())) {
        this.rows[code] = await outbox.mark(row, state, said);
      }
    }
  }

  tell() {
    const { found } = judge(this.at.sheet, Object.values(this.rows), this.state.pack.words);
    for (const line of this.holder.querySelectorAll("[data-line-of]")) {
      const code = line.dataset.lineOf;
      const row = this.rows[code];
      const problems = row ? found[code] ?? [] : [];
      const input = line.querySelector("input");
      const wrong = problems.some((one) => one.severity === "error");
      if (wrong) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      const said = problems.map((one) => h("span", { class: one.severity === "error" ? "fault" : "caution" }, sentence(one, this.state.pack.words)));
      if (row && !wrong) said.push(h("span", { class: "up" }, row.state === "conflict" ? say("conflict") : say("kept")));
      line.querySelector(".told").replaceChildren(...said);
      this.askReason(line, code, row, problems);
    }
  }

  askReason(line, code, row, problems) {
    const asks = ["figure.recorded-already", "figure.reason-for-deeds"];
    const needed = row && (row.reason || problems.some((one) => asks.includes(one.code)));
    const holder = line.querySelector(".ask");
    const there = document.getElementById("r-" + code);
    if (!needed && there && document.activeElement !== there) holder.replaceChildren();
    if (!needed || there) return;
    const at = this.at;
    const definition = at.month.definitions.find((one) => one.code === code);
    const main = document.getElementById("f-" + code);
    const input = h("input", {
      id: "r-" + code, maxlength: 300, autocomplete: "off", value: row.reason, oninput: () => this.later(definition, main, at),
      onchange: () => this.keep(definition, main, at),
    });
    holder.replaceChildren(h("label", { for: "r-" + code }, say("reason")), input);
  }
}
