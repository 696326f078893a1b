/* Exact fractions of BigInt, for the few questions where a value is held against a range. */

export function fraction(n, d = 1n) {
  return d < 0n ? { n: -n, d: -d } : { n: n, d: d };
}

export function compare(a, b) {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function plus(a, b) {
  return fraction(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function times(a, n, d = 1n) {
  return fraction(a.n * n, a.d * d);
}

export function apart(a, b) {
  const gap = plus(a, times(b, -1n));
  return gap.n < 0n ? times(gap, -1n) : gap;
}

export function larger(a, b) {
  return compare(a, b) < 0 ? b : a;
}

export function smaller(a, b) {
  return compare(a, b) > 0 ? b : a;
}

export function median(values) {
  const ordered = [...values].sort(compare);
  const half = Math.floor(ordered.length / 2);
  return ordered.length % 2 ? ordered[half] : times(plus(ordered[half - 1], ordered[half]), 1n, 2n);
}

/* n/d as a whole number: "floor", "ceil", or "half-up" (half away from zero for what is not negative). */
export function whole(a, rounding) {
  let quotient = a.n / a.d;
  let rest = a.n % a.d;
  if (rest < 0n) {
    quotient -= 1n;
    rest += a.d;
  }
  if (rounding === "ceil") return quotient + (rest > 0n ? 1n : 0n);
  if (rounding === "half-up") return quotient + (2n * rest >= a.d ? 1n : 0n);
  return quotient;
}

/* "97,6 %" with so many decimals, of a value that is not negative. */
export function percent(a, places) {
  const scaled = whole(times(a, 100n * 10n ** BigInt(places)), "half-up");
  const digits = scaled.toString().padStart(places + 1, "0");
  const cut = digits.length - places;
  return places ? digits.slice(0, cut) + "," + digits.slice(cut) + " %" : digits + " %";
}
