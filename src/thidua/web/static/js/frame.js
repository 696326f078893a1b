// The frame of every page: says when an answer takes longer than a second and when the network is gone, and closes
// what was opened once one presses elsewhere or Escape. Everything works without it.

const WAIT = 1000;
const GIVE_UP = 10000; // a download never comes back as a page
const FILE = /\/(excel|word|pdf|tep)\/?(\?|$)/;
const root = document.documentElement;
let waiting = 0;
let timers = [];

function wait() {
  waiting += 1;
  if (waiting > 1) return;
  timers = [setTimeout(() => busy(true), WAIT), setTimeout(done, GIVE_UP)];
}
function done() {
  waiting = 0;
  timers.forEach(clearTimeout);
  busy(false);
}
function busy(on) {
  root.classList.toggle("busy", on);
  const said = document.getElementById("loading");
  if (said) said.textContent = on ? said.dataset.said : "";
}

let file = false;
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  file = Boolean(link && (link.hasAttribute("download") || FILE.test(link.href)));
}, true);
addEventListener("beforeunload", () => { if (!file) wait(); });
addEventListener("pageshow", done);
document.addEventListener("htmx:beforeRequest", wait);
document.addEventListener("htmx:afterRequest", () => {
  waiting -= 1;
  if (waiting <= 0) done();
});

function network() {
  const note = document.getElementById("offline");
  if (note) note.hidden = navigator.onLine;
}
addEventListener("online", network);
addEventListener("offline", network);
network();

const OPENED = ".top details[open]";
document.addEventListener("click", (event) => {
  for (const opened of document.querySelectorAll(OPENED)) if (!opened.contains(event.target)) opened.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const opened of document.querySelectorAll(OPENED)) {
    opened.open = false;
    opened.querySelector("summary").focus();
  }
});
