// The bell in the top bar: asks once a minute, while somebody looks at the page, whether there is something new.
// Without a script the bell is as old as the page.

const EVERY = 60000;

async function listen() {
  const bell = document.getElementById("bell");
  if (!bell || document.hidden) return;
  const known = `"${bell.dataset.count}"`;
  try {
    const answer = await fetch(bell.dataset.fresh, { headers: { "If-None-Match": known }, redirect: "error" });
    if (answer.status !== 200) return; // 304: nothing new
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("bell");
    const focused = document.activeElement === bell;
    if (made) {
      bell.replaceWith(made);
      if (focused) made.focus();
    }
  } catch {
    // no network, or signed out: the page itself says so at the next step
  }
}

setInterval(listen, EVERY);
