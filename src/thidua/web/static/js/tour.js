// The tour of the first page: a modal dialog that points at one thing after another. The steps stand in the page
// (templates/tour/invitation.html); without a script the same ones are a plain page. Arrow keys walk, Escape ends.

const card = document.getElementById("tour");
const dialog = document.getElementById("tour-dialog");
const steps = [...dialog.querySelectorAll(".tour-step")];
const ring = dialog.querySelector(".tour-ring");
const box = dialog.querySelector(".tour-card");
const [end, back, next] = ["end", "back", "next"].map((name) => dialog.querySelector(`[data-tour=${name}]`));
const NEXT = next.textContent;
const PHONE = matchMedia("(max-width: 760px)");
const SPACE = 12;
let here = 0;

/** What a step points at, as far as one can see it here; a door behind "Thêm" is shown by "Thêm". */
function target({ at, door }) {
  const seen = (found) => [...found].find((node) => node.getClientRects().length);
  return at
    ? seen(document.querySelectorAll(at))
    : seen(document.querySelectorAll(`.doors > ul > li:not(.all) > a[href="${door}"]`)) ||
      seen(document.querySelectorAll(".doors .all summary"));
}

function place() {
  const found = target(steps[here].dataset);
  ring.hidden = !found;
  if (!found) {
    Object.assign(box.style, { left: "50%", top: "50%", translate: "-50% -50%" });
    return;
  }
  found.scrollIntoView({ block: "nearest", inline: "nearest" });
  const at = found.getBoundingClientRect();
  Object.assign(ring.style, {
    left: `${at.left - 6}px`, top: `${at.top - 6}px`, width: `${at.width + 12}px`, height: `${at.height + 12}px`,
  });
  const [wide, high] = [box.offsetWidth, box.offsetHeight];
  const under = at.bottom + SPACE * 1.5;
  const above = at.top - high - SPACE * 1.5;
  const left = Math.max(SPACE, Math.min(at.left, innerWidth - wide - SPACE));
  const top = under + high + SPACE <= innerHeight ? under : Math.max(SPACE, above);
  Object.assign(box.style, { left: PHONE.matches ? `${SPACE}px` : `${left}px`, top: `${top}px`, translate: "none" });
}

function show(number) {
  here = Math.max(0, Math.min(number, steps.length - 1));
  steps.forEach((step, index) => { step.hidden = index !== here; });
  const last = here === steps.length - 1;
  back.disabled = here === 0;
  end.hidden = last;
  next.textContent = last ? next.dataset.last : NEXT;
  place();
}

function begin() {
  document.querySelectorAll(".top details[open]").forEach((opened) => { opened.open = false; });
  dialog.showModal();
  show(0);
  next.focus();
  remember();
}

function remember() {
  const form = document.getElementById("tour-seen");
  // Without a network it is offered again next time.
  fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Tour": "1" } }).catch(() => {});
}

/** The card goes, the reader stands at the head of the page. */
function finish() {
  card.remove();
  document.getElementById("main").focus();
  scrollTo(0, 0);
}

next.addEventListener("click", () => (here === steps.length - 1 ? dialog.close() : show(here + 1)));
back.addEventListener("click", () => {
  show(here - 1);
  if (back.disabled) next.focus();
});
end.addEventListener("click", () => dialog.close());
dialog.addEventListener("close", finish);
dialog.addEventListener("keydown", (event) => {
  if (event.key === "ArrowRight") show(here + 1);
  if (event.key === "ArrowLeft") show(here - 1);
});
addEventListener("resize", () => { if (dialog.open) place(); });
document.getElementById("tour-start").addEventListener("click", (event) => {
  event.preventDefault();
  begin();
});
document.getElementById("tour-seen").addEventListener("submit", (event) => {
  event.preventDefault();
  remember();
  finish();
});
if ("now" in card.dataset) {
  history.replaceState(null, "", location.pathname);
  begin();
}
