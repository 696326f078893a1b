// A wall screen: one page after the other, and every minute what is new. Without it all pages stand below each other.

const TURN = 14000;
const ASK = 60000;
const pages = document.getElementById("pages");
const pause = document.getElementById("pause");
const clock = document.getElementById("clock");
const told = document.getElementById("told");
let at = 0;
let tag = "";
let timer = 0;
// Whoever asked for less motion turns the pages herself.
let running = !matchMedia("(prefers-reduced-motion: reduce)").matches;

function show(next, said) {
  const all = [...pages.children];
  at = (next + all.length) % all.length;
  all.forEach((page, index) => { page.hidden = index !== at; });
  if (said) told.textContent = all[at].querySelector("h1").textContent;
}
function tick() {
  clearInterval(timer);
  if (running) timer = setInterval(() => show(at + 1, false), TURN);
  pause.textContent = running ? pause.dataset.stop : pause.dataset.go;
}
function turn(by) {
  show(at + by, true);
  tick();
}
function toggle() {
  running = !running;
  tick();
}

async function ask() {
  try {
    const answer = await fetch(location.href, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
    if (answer.status === 304) return;
    if (answer.status === 404) { location.reload(); return; }
    if (!answer.ok) return;
    tag = answer.headers.get("ETag") || "";
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("pages");
    if (fresh && fresh.innerHTML !== pages.innerHTML) {
      pages.replaceChildren(...fresh.children);
      show(Math.min(at, pages.children.length - 1), false);
    }
  } catch {
    // The network is gone: what is on the wall stays there, and the clock shows that time goes on.
  }
}
function time() {
  const now = new Date();
  clock.textContent = now.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" }) + " · " +
    now.toLocaleDateString("vi-VN");
}

document.querySelector(".wall nav").hidden = false;
document.getElementById("back").addEventListener("click", () => turn(-1));
document.getElementById("next").addEventListener("click", () => turn(1));
pause.addEventListener("click", toggle);
document.addEventListener("keydown", (event) => {
  if (event.key === "ArrowRight") turn(1);
  else if (event.key === "ArrowLeft") turn(-1);
  else if (event.key === " " && event.target.tagName !== "BUTTON") { event.preventDefault(); toggle(); }
});
show(0, false);
tick();
setInterval(ask, ASK);
if (!document.querySelector(".demo")) { time(); setInterval(time, 10000); }
