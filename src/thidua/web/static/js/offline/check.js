/* What is checked the moment a figure or a deed is typed, on a device without a line. The same codes and values as
   core/figure_check.py, core/deed.py and actions/figure_check.py; a test asks both the same generated questions. The
   sentences come with the data, from office/words. */
import { clean, MILLI, OUTER, plain, readValue } from "./number.js";
import { apart, compare, fraction, larger, median, percent, plus, smaller, times, whole } from "./fraction.js";

const FAR_ABOVE_TARGET = 2n;
const JUMP = 3n;
const JUMP_FROM = 10n * MILLI;
const USUAL_FROM = 6;
const USUAL_SPREADS = 4n;
const USUAL_LEAST = fraction(3n * MILLI);
const USUAL_LEAST_SHARE = fraction(1n, 10n);
const ADDS = ["count", "amount"];
export const PRESENT = 1;
export const NOT_APPLICABLE = 2;

const TAKES = {
  ratio: [["ratio"], "figure.ratio-without-parts"],
  "yes-no": [["yes-no", "number"], "figure.not-yes-no"],
  class: [["class", "number"], "figure.not-a-class"],
};

function problem(code, field, values, severity = "error") {
  return { code: code, field: field, values: values, severity: severity };
}

/* {state, numerator, denominator} in thousandths, null for an empty cell, or a problem. */
export function readCell(definition, text, field) {
  const read = readValue(text);
  const [takes, fault] = TAKES[definition.kind] ?? [["number"], "figure.not-a-ratio"];
  const told = { figure: definition.title, value: text.replace(OUTER, "") };
  if (read.code === "number.not-a-number") return problem(TAKES[definition.kind] ? fault : "figure.not-a-number", field, told);
  if (read.code) return problem(read.code, field, read.values);
  if (read.written === "empty") return null;
  if (read.written === "not-applicable") return value(NOT_APPLICABLE, 0n, MILLI);
  if (!takes.includes(read.written)) return problem(fault, field, told);
  return value(PRESENT, read.numerator, read.denominator, read.qualifier);
}

export function value(state, numerator, denominator, qualifier = "exact") {
  return { state: state, numerator: BigInt(numerator), denominator: BigInt(denominator), qualifier: qualifier };
}

export function same(a, b) {
  return a.state === b.state && a.numerator === b.numerator && a.denominator === b.denominator;
}

/* Everything worth saying about one subject's figures of one period; `fields` names those that are typed now. */
export function checkFigures(definitions, values, beside, fields) {
  const known = Object.fromEntries(definitions.map(function (one) { return [one.code, one]; }));
  const found = [];
  for (const [code, held] of Object.entries(values)) {
    const field = fields ? fields[code] : code;
    const definition = known[code];
    if (field === undefined) continue;
    if (definition === undefined) found.push(problem("figure.unknown", field, { figure: code }));
    else if (held.state === PRESENT) {
      const wrong = faults(definition, held, field);
      found.push(...wrong);
      if (wrong.length) continue;
      found.push(...notAbove(definition, held, known, values, field));
      found.push(...related(definition, held, known, values, field));
      found.push(...questions(definition, held, beside, field));
    }
  }
  return found;
}

function faults(definition, held, field) {
  const found = [];
  const title = definition.title;
  const say = function (code, values) { found.push(problem(code, field, { figure: title, ...values })); };
  if (held.qualifier !== "exact") say("figure.vague");
  if (definition.kind === "ratio") {
    if (held.denominator <= 0n) {
      say("figure.denominator-zero");
      return found;
    }
    if (held.numerator > held.denominator) {
      const both = { numerator: plain(held.numerator), denominator: plain(held.denominator) };
      say("figure.numerator-above-denominator", both);
    }
  } else if (held.denominator !== MILLI) {
    say("figure.not-a-ratio");
    return found;
  }
  if (definition.kind === "yes-no" && held.numerator !== 0n && held.numerator !== MILLI) say("figure.not-yes-no");
  if (definition.whole && (held.numerator % MILLI || held.denominator % MILLI)) {
    say("figure.not-whole", { unit: definition.unit });
  }
  const low = definition.low === null ? 0n : BigInt(definition.low);
  if (held.numerator < low) {
    const code = low === 0n ? "figure.negative" : "figure.too-low";
    say(code, { value: plain(held.numerator), bound: plain(low) });
  }
  if (definition.high !== null && held.numerator > BigInt(definition.high)) {
    say("figure.too-high", { value: plain(held.numerator), bound: plain(BigInt(definition.high)) });
  }
  return found;
}

function present(held) {
  return held && held.state === PRESENT && held.denominator > 0n ? held : null;
}

function share(held) {
  return fraction(held.numerator, held.denominator);
}

function besides(definition, held, known, code, other) {
  return {
    figure: definition.title, value: plain(held.numerator), other: known[code] ? known[code].title : code,
    other_value: plain(other.numerator),
  };
}

function notAbove(definition, held, known, values, field) {
  const other = present(values[definition.not_above]);
  if (!other || compare(share(held), share(other)) <= 0) return [];
  return [problem("figure.above-other", field, besides(definition, held, known, definition.not_above, other))];
}

const ODD = {
  "at-least": ["figure.below-related", function (mine, its) { return mine < its; }],
  "at-most": ["figure.above-related", function (mine, its) { return mine > its; }],
  together: ["figure.alone", function (mine, its) { return (mine === 0n) !== (its === 0n); }],
};

function related(definition, held, known, values, field) {
  return definition.related.flatMap(function (relation) {
    const other = present(values[relation.other]);
    const [code, differs] = ODD[relation.bond];
    if (!other || !differs(held.numerator, other.numerator)) return [];
    const told = besides(definition, held, known, relation.other, other);
    return [problem(code, field, { ...told, because: relation.because }, "warning")];
  });
}

function questions(definition, held, beside, field) {
  const found = [];
  const code = definition.code;
  const now = held.numerator;
  const ask = function (name, values) {
    found.push(problem(name, field, { figure: definition.title, value: plain(now), ...values }, "warning"));
  };
  const made = beside.deeds[code];
  if (made !== undefined && BigInt(made) !== now) ask("figure.deeds-disagree", { deeds: plain(BigInt(made)) });
  if (ADDS.includes(definition.kind)) {
    const target = BigInt(beside.targets[code] ?? 0);
    if (target > 0n && now > FAR_ABOVE_TARGET * target) ask("figure.far-above-target", { target: plain(target) });
  }
  const odd = unusual(definition, held, beside.history[code] ?? [], field);
  if (odd) return [...found, odd];
  if (ADDS.includes(definition.kind)) {
    const before = present(beside.previous[code]);
    const year = present(beside.year_before[code]);
    if (before && jumped(now, before.numerator)) ask("figure.jump", { previous: plain(before.numerator) });
    else if (year && jumped(now, year.numerator)) ask("figure.unlike-last-year", { previous: plain(year.numerator) });
  }
  return found;
}

function jumped(now, before) {
  const most = now > before ? now : before;
  return most >= JUMP_FROM && before > 0n && (now > JUMP * before || now * JUMP < before);
}

function usual(values, least) {
  if (values.length < USUAL_FROM) return null;
  const middle = median(values);
  const gaps = values.map(function (one) { return apart(one, middle); });
  const spread = larger(times(median(gaps), USUAL_SPREADS), least);
  const low = larger(plus(middle, times(spread, -1n)), fraction(0n));
  return { count: values.length, middle: middle, low: low, high: plus(middle, spread) };
}

function unusual(definition, held, history, field) {
  const past = history.filter(present);
  const ratio = definition.kind === "ratio";
  let range = null;
  if (ratio) range = usual(past.map(share), USUAL_LEAST_SHARE);
  else if (ADDS.includes(definition.kind)) {
    const numbers = past.map(function (one) { return fraction(one.numerator); });
    range = usual(numbers, numbers.length ? larger(USUAL_LEAST, times(median(numbers), 1n, 2n)) : USUAL_LEAST);
  }
  const mine = ratio ? share(held) : fraction(held.numerator);
  if (!range || (compare(range.low, mine) <= 0 && compare(mine, range.high) <= 0)) return null;
  const edge = ratio
    ? { low: percent(range.low, 0), middle: percent(range.middle, 0), high: percent(smaller(range.high, fraction(1n)), 0) }
    : { low: counted(range.low, "ceil"), middle: counted(range.middle, "half-up"), high: counted(range.high, "floor") };
  const told = ratio ? percent(mine, 1) : plain(held.numerator);
  const values = { figure: definition.title, value: told, count: String(range.count), ...edge };
  return problem("figure.unusual", field, values, "warning");
}

function counted(a, rounding) {
  return whole(times(a, 1n, MILLI), rounding).toString();
}

/* One sheet as it stands on the device: what was typed, over what stood when the data came.
   sheet: {definitions, standing, beside, shut: [problems], names}; typed: code → {value, field, reason} */
export function checkSheet(sheet, typed) {
  const found = [];
  const values = { ...sheet.standing };
  const fields = {};
  for (const [code, one] of Object.entries(typed)) {
    values[code] = one.value;
    fields[code] = one.field;
    const stands = sheet.standing[code];
    if (stands && same(stands, one.value) && one.value.qualifier === "exact") continue;
    const shut = sheet.shut.filter(function (lock) { return !lock.figures || lock.figures.includes(code); });
    found.push(...shut.map(function (lock) { return problem(lock.code, one.field, lock.values); }));
    if (one.reason) continue;
    const names = { figure: sheet.titles[code] ?? code, subject: sheet.subject, period: sheet.title };
    const made = BigInt(sheet.beside.deeds[code] ?? 0);
    const agrees = one.value.state === PRESENT && one.value.numerator === made;
    if (stands) found.push(problem("figure.recorded-already", one.field, names));
    else if (made && !agrees) {
      const told = one.value.state === NOT_APPLICABLE ? "không áp dụng" : plain(one.value.numerator);
      const both = { figure: names.figure, deeds: plain(made), value: told };
      found.push(problem("figure.reason-for-deeds", one.field, both));
    }
  }
  found.push(...checkFigures(sheet.definitions, values, sheet.beside, fields));
  return found;
}

/* All that is wrong with a deed's quantities (code → BigInt thousandths). */
export function checkDeed(kind, values) {
  const found = [];
  for (const code of Object.keys(values)) {
    if (!kind.quantities.some(function (one) { return one.code === code; })) {
      found.push(problem("deed.quantity-unknown", "", { kind: kind.title, quantity: code }));
    }
  }
  for (const one of kind.quantities) {
    const held = values[one.code];
    const named = { quantity: one.title, unit: one.unit };
    if (held === undefined) {
      if (one.required) found.push(problem("deed.quantity-missing", one.code, named));
    } else if (held < 0n) found.push(problem("deed.quantity-negative", one.code, { quantity: one.title }));
    else if (one.whole && held % MILLI) found.push(problem("deed.quantity-not-whole", one.code, named));
  }
  const counted = kind.quantities.some(function (one) { return values[one.code]; });
  if (!counted && kind.quantities.length && !found.length) {
    found.push(problem("deed.nothing-counted", "", { kind: kind.title }));
  }
  return found;
}

/* "31/12/2025" → "2025-12-31"; or a problem. Two forms are enough on a phone. */
export function readDay(text, field) {
  const told = clean(text);
  const match = /^([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4})$/.exec(told);
  if (!match) return problem("date.not-a-day", field, { value: told });
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || year > 2200) return problem("date.year-out-of-range", field, { value: told });
  const made = new Date(Date.UTC(year, month - 1, day));
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) {
    const turned = day >= 1 && day <= 12 && month > 12 && month <= 31;
    return problem(turned ? "date.month-first" : "date.no-such-day", field, { value: told });
  }
  return made.toISOString().slice(0, 10);
}

/* A problem as its sentence; `words` is code → sentence with {names}. */
export function sentence(one, words) {
  const said = words[one.code] ?? one.code;
  return said.replace(/\{(\w+)\}/g, function (_, name) { return one.values[name] ?? "…"; });
}
