/* The quick form of a deed: buttons to count by, photos cleaned on the device, details folded away on a phone.
   Without this file it is a plain form. */
import { photos } from "./photo.js";

/* "1.234,5" → 1234.5; null for anything that is not plainly a number. */
function read(text) {
  const tidy = text.trim();
  if (tidy === "") return 0;
  if (!/^(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/.test(tidy)) return null;
  return Number(tidy.replace(/\./g, "").replace(",", "."));
}

export function stepper(holder, words) {
  const input = holder.querySelector("input");
  const label = document.querySelector("label[for='" + CSS.escape(input.id) + "']");
  const title = label ? label.firstChild.textContent.trim() : "";
  function button(sign, step, word) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", word + " 1: " + title);
    made.addEventListener("click", function () {
      const value = read(input.value);
      if (value === null) return;
      input.value = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 3 }).format(Math.max(0, value + step));
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return made;
  }
  holder.prepend(button("−", -1, words.minus));
  holder.append(button("+", 1, words.plus));
}

export function steppers(root) {
  const word = (name) => root.querySelector("[data-word=" + name + "]")?.textContent ?? "";
  root.querySelectorAll("[data-stepper]").forEach(function (holder) {
    stepper(holder, { minus: word("minus"), plus: word("plus") });
  });
}

/* What is to be sent goes into one hidden field, so that the form works as it always did. */
function intoField(holder) {
  const field = document.createElement("input");
  field.type = "file";
  field.name = "evidence";
  field.multiple = true;
  field.hidden = true;
  photos(holder, function (files) {
    const carrier = new DataTransfer();
    files.forEach(function (file) { carrier.items.add(file); });
    field.files = carrier.files;
  });
  holder.append(field); /* last: `photos` takes the names of the fields it finds */
}

document.querySelectorAll("form").forEach(function (form) {
  steppers(form);
  form.querySelectorAll("[data-photos]").forEach(intoField);
  if (window.matchMedia("(max-width: 760px)").matches) {
    form.querySelectorAll("[data-more]").forEach(function (more) {
      if (!more.querySelector(".wrong")) more.open = false;
    });
  }
});
