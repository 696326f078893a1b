/* The search field: answers while somebody types, "/" goes to it from anywhere, arrows walk through the answers,
   Escape leaves them. Without this file the field is still a form. */
(function () {
  "use strict";

  const WAIT = 150; // ms after the last key
  const seek = document.querySelector("[data-seek]");
  if (!seek) return;
  const field = seek.querySelector("input");
  const answers = seek.querySelector(".seek-found");
  let waiting = 0;
  let asking = null;

  async function ask() {
    if (asking) asking.abort();
    if (!field.value.trim()) {
      answers.replaceChildren();
      return;
    }
    asking = new AbortController();
    const address = seek.action + "?q=" + encodeURIComponent(field.value);
    try {
      const reply = await fetch(address, { headers: { "HX-Request": "true" }, signal: asking.signal, redirect: "error" });
      if (!reply.ok) return;
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      answers.replaceChildren(...page.body.childNodes);
    } catch {
      // typed on, or no line: the form still asks
    }
  }

  field.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });

  document.addEventListener("keydown", function (event) {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  seek.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      answers.replaceChildren();
      field.focus();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [field].concat(Array.from(answers.querySelectorAll("a")));
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at >= 0 && next) {
      event.preventDefault();
      next.focus();
    }
  });
})();
