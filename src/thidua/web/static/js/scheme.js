/* Writing a regulation. The editor: line numbers with the colour of what is wrong there, Tab for two spaces, a click
   on a problem goes to its line. The form: choosing another method shows its fields, and what was open stays open.
   Without this file both are plain forms with a "Kiểm tra" button. */
(function () {
  "use strict";

  function gutterOf(area) {
    return area.closest("[data-editor]").querySelector(".gutter");
  }

  function number(area) {
    const gutter = gutterOf(area);
    const wrong = new Map();
    document.querySelectorAll("#problems [data-line]").forEach(function (link) {
      const line = Number(link.dataset.line);
      if (wrong.get(line) !== "red") wrong.set(line, link.dataset.colour);
    });
    const count = area.value.split("\n").length;
    gutter.replaceChildren.apply(
      gutter,
      Array.from({ length: count }, function (_, index) {
        const line = document.createElement("span");
        line.textContent = String(index + 1);
        if (wrong.has(index + 1)) line.className = wrong.get(index + 1);
        return line;
      })
    );
    follow(area);
  }

  function follow(area) {
    const gutter = gutterOf(area);
    gutter.style.height = area.offsetHeight + "px";
    gutter.scrollTop = area.scrollTop;
  }

  function goTo(area, line) {
    const lines = area.value.split("\n");
    const start = lines.slice(0, line - 1).reduce(function (sum, text) { return sum + text.length + 1; }, 0);
    area.focus();
    area.setSelectionRange(start, start + (lines[line - 1] || "").length);
    const height = area.scrollHeight / Math.max(1, lines.length);
    area.scrollTop = Math.max(0, (line - 6) * height);
    area.scrollLeft = 0;
    follow(area);
  }

  function startEditor(area) {
    let leaving = false;
    area.addEventListener("input", function () { number(area); });
    area.addEventListener("scroll", function () { follow(area); });
    new ResizeObserver(function () { follow(area); }).observe(area);
    area.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { leaving = true; return; }
      if (event.key === "Tab" && !event.shiftKey && !leaving) {
        event.preventDefault();
        area.setRangeText("  ", area.selectionStart, area.selectionEnd, "end");
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }
      leaving = false;
    });
    document.addEventListener("click", function (event) {
      const link = event.target.closest("#problems [data-line]");
      if (!link) return;
      event.preventDefault();
      goTo(area, Number(link.dataset.line));
    });
    document.body.addEventListener("htmx:afterSwap", function () { number(area); });
    number(area);
  }

  /* What the reader had before the form was drawn again: what was open, where the page stood, where the cursor was. */
  let held = null;

  function again(form, asked) {
    held = {
      open: Array.from(form.querySelectorAll("details[open]")).map(function (one) { return one.id; }),
      top: window.scrollY,
      focus: document.activeElement ? document.activeElement.id : "",
    };
    form.querySelector("[data-asked]").value = asked;
    window.htmx.trigger(form, "again");
  }

  function settle() {
    if (!held) return;
    const before = held;
    held = null;
    before.open.forEach(function (id) {
      const one = id && document.getElementById(id);
      if (one) one.open = true;
    });
    window.scrollTo({ top: before.top, behavior: "instant" });
    const made = document.querySelector("[data-form]").dataset.opened;
    const fresh = made && (document.getElementById(made) || document.getElementById("v." + made));
    if (fresh) {
      const field = fresh.matches("input") ? fresh : fresh.querySelector(".inside input, input, select");
      if (field) field.focus();
      if (field && field.select) field.select();
    } else if (before.focus && document.getElementById(before.focus)) {
      document.getElementById(before.focus).focus({ preventScroll: true });
    }
  }

  function startForm() {
    document.addEventListener("change", function (event) {
      if (event.target.matches("[data-form] [data-again]")) again(event.target.closest("[data-form]"), "");
    });
    document.addEventListener("click", function (event) {
      const button = event.target.closest("[data-form] button[name=do]");
      if (!button) return;
      event.preventDefault();
      again(button.closest("[data-form]"), button.value);
    });
    document.body.addEventListener("htmx:afterSettle", settle);
  }

  document.addEventListener("DOMContentLoaded", function () {
    const area = document.querySelector("[data-editor] textarea");
    if (area) startEditor(area);
    if (document.querySelector("[data-form]")) startForm();
  });
})();
