/* Numbers as people type them in Vietnamese: 1.234,5 · 12/15 · có · không áp dụng. The same readings, and the same
   codes for what cannot be read, as office/number.py; a test holds both to it. Thousandths are BigInt. */

/* What Python calls white space; \s in a script also means the byte order mark, which no number contains. */
const GAP = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const GAPS = new RegExp(GAP + "+");
export const OUTER = new RegExp("^" + GAP + "+|" + GAP + "+$", "g");
const SPACES = " \u00a0\u202f\u2009\u2007";
const BODY = "[0-9](?:[0-9.," + SPACES + "]*[0-9])?";
const NUMBER = new RegExp("^([-+−–]?)" + GAP + "*(" + BODY + ")$");
const RATIO = new RegExp("^(" + BODY + ")" + GAP + "*/" + GAP + "*(" + BODY + ")$");
const PERCENT = new RegExp("^([-−–]?)" + GAP + "*(" + BODY + ")" + GAP + "*%$");
const WITH_UNIT = new RegExp("^([-+−–]?" + GAP + "*" + BODY + ")" + GAP + "*([\\p{L}\\p{No}\\p{Nl}][^\\p{Nd}]*)$", "u");
const CLASS = /^loai[ -]?([0-9]|i{1,3}|iv)$/;
const ROMAN = { i: 1n, ii: 2n, iii: 3n, iv: 4n };
const YES = ["co", "yes", "y", "dung", "true", "dat"];
const NO = ["khong", "no", "n", "sai", "false", "khong dat"];
const NOTHING_TO_COUNT = ["khong ap dung", "n/a", "na", "not applicable", "khong co viec"];
const QUALIFIERS = [
  ["khong duoi ", "at-least"], ["it nhat ", "at-least"], ["toi thieu ", "at-least"], ["khong qua ", "at-most"],
  ["nhieu nhat ", "at-most"], ["toi da ", "at-most"], ["tren ", "above"], ["hon ", "above"], ["gan ", "nearly"],
];
const VAGUE = [["hang nghin", "thousands"], ["hang ngan", "thousands"], ["hang tram", "hundreds"]];
const DIGITS_MAX = 40;
const LARGEST = 10n ** 12n;
export const MILLI = 1000n;

export function clean(text) {
  const marks = /^[\ufeff\u200b\u200e\u200f]+|[\ufeff\u200b\u200e\u200f]+$/g;
  return text.normalize("NFC").replace(OUTER, "").replace(marks, "").replace(OUTER, "");
}

export function fold(text) {
  const marked = text.replace(/đ/g, "d").replace(/Đ/g, "D").normalize("NFD");
  return marked.replace(/\p{M}/gu, "").toLowerCase().split(GAPS).filter(Boolean).join(" ");
}

function reading(written, numerator, more) {
  return { written: written, numerator: numerator, denominator: MILLI, qualifier: "exact", unit: "", ...more };
}

/* A reading, or {code, values} of what is wrong. */
export function readValue(text) {
  const read = readText(text);
  if (typeof read !== "string") return read;
  const told = clean(text);
  if (read === "number.too-long") return { code: read, values: { length: String(told.length) } };
  const turned = told.replace(/[.,]/g, function (mark) { return mark === "." ? "," : "."; });
  return { code: read, values: { value: told, right: turned } };
}

/* A plain exact number in thousandths, or {code, values}. */
export function readNumber(text) {
  const read = readValue(text);
  if (read.code) return read;
  if (read.written !== "number" || read.unit || read.qualifier !== "exact") {
    return { code: "number.not-a-number", values: { value: clean(text) } };
  }
  return read.numerator;
}

function readText(text) {
  const told = clean(text);
  if (!told) return reading("empty", 0n);
  let match = NUMBER.exec(told);
  if (match) {
    const made = exact(match[2]);
    return typeof made === "string" ? made : reading("number", sign(match[1]) * made);
  }
  match = RATIO.exec(told);
  if (match) {
    const top = exact(match[1]);
    const bottom = exact(match[2]);
    if (typeof top === "string") return top;
    return typeof bottom === "string" ? bottom : reading("ratio", top, { denominator: bottom });
  }
  match = PERCENT.exec(told);
  if (match) {
    const made = exact(match[2]);
    return typeof made === "string" ? made : reading("percent", sign(match[1]) * made, { denominator: 100n * MILLI });
  }
  return readWords(told, fold(told));
}

function readWords(told, folded) {
  if (YES.includes(folded)) return reading("yes-no", MILLI);
  if (NO.includes(folded)) return reading("yes-no", 0n);
  if (NOTHING_TO_COUNT.includes(folded)) return reading("not-applicable", 0n);
  if (folded === "khong phan loai") return reading("class", 0n);
  const match = CLASS.exec(folded);
  if (match) return reading("class", MILLI * (ROMAN[match[1]] ?? BigInt(match[1])));
  for (const [start, qualifier] of VAGUE) {
    if (folded.startsWith(start)) return reading("number", 0n, { qualifier: qualifier });
  }
  for (const [start, qualifier] of QUALIFIERS) {
    if (folded.startsWith(start)) {
      const words = told.split(GAPS).filter(Boolean);
      return qualified(words.slice(start.trim().split(" ").length).join(" "), qualifier);
    }
  }
  return withUnit(told);
}

function qualified(rest, qualifier) {
  const read = readText(rest);
  if (typeof read === "string") return read;
  if (!["number", "percent", "ratio"].includes(read.written)) return "number.not-a-number";
  return { ...read, qualifier: qualifier };
}

function withUnit(told) {
  const match = WITH_UNIT.exec(told);
  if (!match) return "number.not-a-number";
  const read = readText(match[1].replace(OUTER, ""));
  return typeof read === "string" ? read : { ...read, unit: match[2].replace(OUTER, "") };
}

function sign(mark) {
  return mark !== "" && "-−–".includes(mark) ? -1n : 1n;
}

function withoutSpaces(body) {
  if (![...body].some(function (letter) { return SPACES.includes(letter); })) return body;
  const grouped = new RegExp("^[0-9]{1,3}(?:[" + SPACES + "][0-9]{3})+(?:[.,][0-9]+)?$");
  if (!grouped.test(body)) return null;
  const plain = [...body].filter(function (letter) { return !SPACES.includes(letter); }).join("");
  return /[.,][0-9]{3}$/.test(plain) ? plain + "0" : plain;
}

function evidence(body) {
  const plain = withoutSpaces(body);
  if (plain === null) return "broken";
  const dots = plain.split(".").length - 1;
  const commas = plain.split(",").length - 1;
  if (!dots && !commas) return "none";
  if (dots && commas) {
    if (/^[0-9]{1,3}(\.[0-9]{3})+,[0-9]+$/.test(plain)) return "vi";
    return /^[0-9]{1,3}(,[0-9]{3})+\.[0-9]+$/.test(plain) ? "en" : "broken";
  }
  const groups = plain.split(dots ? "." : ",");
  if (groups.length > 2) {
    const odd = groups.slice(1).some(function (group) { return group.length !== 3; });
    if (!/^[1-9][0-9]{0,2}$/.test(groups[0]) || odd) return "broken";
    return dots ? "vi" : "en";
  }
  const [whole, rest] = groups;
  if (rest.length === 3 && whole.length <= 3 && !whole.startsWith("0")) return "ambiguous";
  return dots ? "en" : "vi";
}

function exact(body) {
  if (body.length > DIGITS_MAX) return "number.too-long";
  let kind = evidence(body);
  if (kind === "broken") return "number.broken-groups";
  const dots = body.split(".").length - 1;
  const commas = body.split(",").length - 1;
  let grouped = dots > 1 || commas > 1 || (dots > 0 && commas > 0);
  if (kind === "ambiguous") {
    kind = "vi";
    grouped = dots > 0;
  }
  if (kind === "en") return "number.other-style";
  let digits = [...body].filter(function (letter) { return !SPACES.includes(letter); }).join("");
  if (kind === "vi" && (grouped || digits.includes(","))) digits = digits.replace(/\./g, "").replace(/,/g, ".");
  return thousandths(digits);
}

function thousandths(digits) {
  const [whole, rest = ""] = digits.split(".");
  const decimals = rest.replace(/0+$/, "");
  if (BigInt(whole) > LARGEST || (BigInt(whole) === LARGEST && decimals)) return "number.too-large";
  if (decimals.length > 3) return "number.too-precise";
  return BigInt(whole) * MILLI + BigInt(decimals.padEnd(3, "0"));
}

/* 1234500n → "1.234,5" for people. */
export function written(value) {
  const whole = (abs(value) / MILLI).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ".");
  const decimals = (abs(value) % MILLI).toString().padStart(3, "0").replace(/0+$/, "");
  return (value < 0n ? "−" : "") + whole + (decimals ? "," + decimals : "");
}

/* The same without groups, as sentences about problems have it. */
export function plain(value) {
  return written(value).replace(/\./g, "");
}

export function abs(value) {
  return value < 0n ? -value : value;
}
