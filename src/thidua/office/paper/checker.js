"use strict";
// The same check as core/register_code.py: every code and the chain are computed again before anything is answered.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const register = JSON.parse(document.getElementById("register").textContent);
const put = (id) => document.getElementById(id);

async function sum(told) {
  const text = JSON.stringify(told).normalize("NFC");
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

async function codeOf(line) {
  const bytes = await sum(["thidua-1", line.number, line.form, line.name, line.decision, line.on]);
  let bits = 0n;
  for (const byte of bytes.slice(0, 8)) bits = (bits << 8n) | BigInt(byte);
  bits >>= 4n;
  let code = "";
  for (let shift = 55n; shift >= 0n; shift -= 5n) code += ALPHABET[Number((bits >> shift) & 31n)];
  return code;
}

async function whole() {
  let chain = register.format;
  for (const line of register.lines) {
    const code = await codeOf(line);
    if (code !== line.code) return false;
    const next = await sum([chain, code, line.title, line.revoked_on]);
    chain = Array.from(next, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  return chain === register.chain;
}

function readCode(typed) {
  const plain = typed.toUpperCase().replace(/I|L/g, "1").replace(/O/g, "0");
  return Array.from(plain).filter((sign) => ALPHABET.includes(sign)).join("");
}

function readScanned(text) {
  const [mark, code, ...number] = text.trim().split(/\s+/);
  return mark.toUpperCase() === "THIDUA" && code ? [readCode(code), number.join(" ")] : [readCode(text), ""];
}

const plainNumber = (number) => number.trim().replace(/\([^)]*\)$/, "").normalize("NFC").replace(/\s/g, "").toLowerCase().replace(/^0+/, "");
const dayText = (iso) => iso.split("-").reverse().join("/");

function lookUp(code, number) {
  const line = register.lines.find((one) => one.code === code);
  if (!line) return ["unknown", null];
  if (number && plainNumber(number) !== plainNumber(line.decision)) return ["mismatch", line];
  return [line.revoked_on ? "revoked" : "found", line];
}

const TOLD = {
  found: "Đúng: sổ có dòng này",
  revoked: "Đã bị hủy bỏ",
  mismatch: "Sai số: mã này thuộc quyết định khác",
  unknown: "Không có trong sổ",
  damaged: "Tệp sổ đã bị sửa, không dùng để kiểm tra",
};

function show(found, line) {
  const answer = put("answer");
  answer.hidden = false;
  answer.dataset.found = found;
  answer.replaceChildren(Object.assign(document.createElement("strong"), { textContent: TOLD[found] }));
  if (!line) return;
  const list = document.createElement("dl");
  const facts = [["Hình thức", line.title], ["Người, tập thể", line.number ? line.name : ""],
    ["Số ghi sổ", line.number || ""], ["Quyết định", `${line.decision}, ngày ${dayText(line.on)}`],
    ["Hủy bỏ ngày", line.revoked_on ? dayText(line.revoked_on) : ""]];
  for (const [name, value] of facts.filter(([, value]) => value)) {
    list.append(Object.assign(document.createElement("dt"), { textContent: name }));
    list.append(Object.assign(document.createElement("dd"), { textContent: value }));
  }
  answer.append(list);
}

put("chain").textContent = register.chain;
const agreed = whole().catch(() => null);
agreed.then((ok) => {
  const count = register.lines.length.toLocaleString("vi-VN");
  put("told").textContent = ok === null
    ? "Trình duyệt này không tính lại được mã băm; hãy mở bằng trình duyệt khác, hoặc dùng lệnh."
    : `Sổ ngày ${dayText(register.on)}, ${count} dòng${ok ? "; đã tính lại từng mã, nguyên vẹn." : "."}`;
  if (ok === false) show("damaged", null);
});
put("ask").addEventListener("submit", async (event) => {
  event.preventDefault();
  const [code, scanned] = readScanned(put("code").value);
  const ok = await agreed;
  if (ok !== true) return show("damaged", null);
  show(...lookUp(code, put("number").value || scanned));
});
