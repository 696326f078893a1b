// The voter's page: draw the papers, wait for the box to open, cast them, find them in the counted box.
// The code stays on this device (this tab only), or, on a shared one, on a slip of paper in the voter's pocket.

import { grouped, newCode, Paper, plainCode } from "./paper.js";

const ballot = JSON.parse(document.getElementById("ballot-data").textContent);
const words = JSON.parse(document.getElementById("ballot-words").textContent);
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const told = part("told");
const place = `thidua-ballot ${ballot.code} ${ballot.voter}`;
const ASK = 2500;

const kept = JSON.parse(sessionStorage.getItem(place) || "{}");
const keep = (more) => sessionStorage.setItem(place, JSON.stringify(Object.assign(kept, more)));
const say = (text, bad = false) => {
  told.textContent = text;
  told.hidden = !text;
  told.className = bad ? "message error" : "message success";
};
const show = (name, visible = true) => { if (part(name)) part(name).hidden = !visible; };
const papers = (code) => ballot.questions.map((question) => new Paper(question, code));
const drawn = () => ballot.questions.length > 0 && ballot.questions.every((question) => question.signature);

async function post(url, body, options) {
  const answer = await fetch(url, {
    method: "POST", body: JSON.stringify(body), cache: "no-store", ...options,
    headers: { "Content-Type": "application/json", ...(options.headers || {}) },
  });
  const held = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(held.told || words.failed);
  return held;
}

// --- Drawing ---

function showCode(code) {
  part("code").textContent = grouped(code);
  show("code-box");
}

async function draw() {
  const shared = part("shared").checked;
  const code = kept.code || newCode();
  if (!shared) keep({ code });
  const made = papers(code);
  const blinded = Object.fromEntries(made.map((paper, i) => [ballot.questions[i].name, paper.blind()]));
  const csrf = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const { signatures } = await post(ballot.drawUrl, blinded, { headers: { "X-CSRFToken": csrf } });
  if (made.some((paper, i) => !paper.unblind(signatures[ballot.questions[i].name]))) throw new Error(words.key);
  show("draw", false);
  showCode(code);
  say(shared ? words.drawnShared : words.drawn);
  show("waiting");
}

// --- Casting ---

function codeToUse() {
  const typed = part("typed-code");
  return kept.code || (typed ? plainCode(typed.value) : "");
}

async function cast(form) {
  const code = codeToUse();
  if (!code) throw new Error(words.code);
  const slips = {};
  papers(code).forEach((paper, i) => {
    const question = ballot.questions[i];
    const choice = new FormData(form).get(`choice-${question.name}`);
    if (!choice) throw new Error(words.choose);
    const signature = paper.unblind(question.signature);
    if (!signature) throw new Error(words.wrongCode);
    slips[question.name] = paper.mark(choice, signature);
  });
  // Without cookies, address of the page, or anything else that says whose papers these are.
  await post(ballot.castUrl, slips, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (kept.code) keep({ cast: true });
  form.reset();
  afterCast();
}

function afterCast() {
  show("cast", false);
  show("cast-done");
  say(words.cast);
}

// --- After the count ---

async function find() {
  const code = codeToUse();
  if (!code) throw new Error(words.code);
  const file = await (await fetch(ballot.fileUrl, { cache: "no-store" })).json();
  const inside = new Set(file.questions.flatMap((question) => question.box.map((slip) => slip.leaves.join())));
  const missing = papers(code).filter((paper) => !inside.has(paper.leaves.join()));
  say(missing.length ? words.missing : words.found, missing.length > 0);
  show("find", false);
}

function forget() {
  sessionStorage.removeItem(place);
  location.reload();
}

// --- The page ---

async function ask() {
  try {
    const answer = await fetch(ballot.phaseUrl, { cache: "no-store" });
    if (answer.ok && (await answer.json()).phase !== ballot.phase) location.reload();
  } catch {
    // The network is gone for a moment; the next question will tell.
  }
}

function press(name, work) {
  const button = part(name);
  if (!button) return;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    button.disabled = true;
    say("");
    try {
      await work(button.form);
    } catch (fault) {
      say(fault.message, true);
    }
    button.disabled = false;
  });
}

if (typeof BigInt === "undefined" || !globalThis.crypto) {
  say(words.old, true);
} else {
  if (ballot.phase === "drawing") {
    show("draw", !drawn());
    show("waiting", drawn());
    if (drawn() && kept.code) showCode(kept.code);
  }
  if (ballot.phase === "casting" && drawn()) {
    show("cast", !kept.cast);
    show("typed", !kept.code);
    if (kept.cast) afterCast();
  }
  if (ballot.phase === "counted" && drawn()) {
    show("find");
    show("typed", !kept.code);
  }
  show("forget", Boolean(kept.code));
  press("draw-button", draw);
  press("cast-button", cast);
  press("find-button", find);
  press("forget-button", forget);
  if (["drawing", "casting"].includes(ballot.phase)) setInterval(ask, ASK);
}
