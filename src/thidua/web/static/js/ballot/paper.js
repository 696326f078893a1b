// A paper of a secret ballot, as core/ballot_paper.py makes it: the same texts, the same numbers.

import { sha256 } from "./sha256.js";

const EXPONENT = 65537n;
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 20;

const digest = (...parts) => sha256(parts.join("\0"));

function expand(key, ...parts) {
  const blocks = Math.floor((key.toString(2).length + 128 + 255) / 256);
  let text = "0x";
  for (let number = 0; number < blocks; number += 1) text += digest(...parts, String(number));
  return BigInt(text) % key;
}
function power(base, exponent, key) {
  let [result, square] = [1n, base % key];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % key;
    square = (square * square) % key;
  }
  return result;
}
function inverse(number, key) {
  let [a, b, x, y] = [number % key, key, 1n, 0n];
  while (b) {
    const times = a / b;
    [a, b, x, y] = [b, a - times * b, y, x - times * y];
  }
  return ((x % key) + key) % key;
}

export function newCode() {
  return [...crypto.getRandomValues(new Uint8Array(LENGTH))].map((byte) => ALPHABET[byte & 31]).join("");
}
// As people type it: O for 0, I and L for 1, spaces and hyphens anywhere; "" if it cannot be a code.
export function plainCode(typed) {
  const code = typed.toUpperCase().replace(/[ -]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return code.length === LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : "";
}
export const grouped = (code) => code.match(/.{5}/g).join("-");

export class Paper {
  // asked: { code, choices, key } with the key as hexadecimal text
  constructor(asked, code) {
    this.asked = asked;
    this.key = BigInt(`0x${asked.key}`);
    this.secrets = asked.choices.map((choice) => digest("thidua-ballot-secret", code, asked.code, choice));
    this.leaves = asked.choices.map((choice, i) => digest("thidua-ballot-leaf", asked.code, choice, this.secrets[i]));
    this.number = digest("thidua-ballot-token", asked.code, ...this.leaves);
    this.message = expand(this.key, "thidua-ballot-message", asked.code, this.number);
    this.factor = expand(this.key, "thidua-ballot-blind", code, asked.code);
  }

  blind() {
    return ((this.message * power(this.factor, EXPONENT, this.key)) % this.key).toString(16);
  }

  // The signature of this paper, or "" if it was not signed for this code with the key everybody was shown.
  unblind(signed) {
    const signature = (BigInt(`0x${signed}`) * inverse(this.factor, this.key)) % this.key;
    return power(signature, EXPONENT, this.key) === this.message ? signature.toString(16) : "";
  }

  mark(choice, signature) {
    return { choice, leaves: this.leaves, secret: this.secrets[this.asked.choices.indexOf(choice)], signature };
  }
}
