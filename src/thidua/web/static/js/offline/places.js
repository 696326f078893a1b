/* Names of places near here, remembered on this device only. A position is asked for when somebody presses the button,
   rounded to about a kilometre before anything else happens to it, and never sent. */
import { say } from "./dom.js";
import * as store from "./store.js";

const GRID = 100; /* hundredths of a degree: a kilometre or so */
const REMEMBERED = 60;

function position() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) reject(new Error("none"));
    else navigator.geolocation.getCurrentPosition(resolve, reject, { timeout: 15000, maximumAge: 600000 });
  });
}

/* Offer names at the form's button. Gives back how to ask for the rounded place where somebody pressed it. */
export function nearby(form) {
  let here = null;
  const said = form.querySelector("[data-near-said]");
  form.querySelector("[data-near]").addEventListener("click", async () => {
    try {
      const { coords } = await position();
      here = [Math.round(coords.latitude * GRID), Math.round(coords.longitude * GRID)];
    } catch {
      said.textContent = say("nearDenied");
      return;
    }
    const known = (await store.kept("places")) ?? [];
    const near = known.filter((one) => Math.abs(one.at[0] - here[0]) <= 1 && Math.abs(one.at[1] - here[1]) <= 1);
    said.textContent = near.length ? say("near", { places: near.map((one) => one.name).join("; ") }) : say("nearNone");
    if (near.length) form.elements.namedItem("place").value = near[0].name;
  });
  return () => here;
}

export async function remember(here, name) {
  if (!here || !name) return;
  const known = ((await store.kept("places")) ?? []).filter((one) => one.name !== name);
  await store.keep("places", [{ name: name, at: here }, ...known].slice(0, REMEMBERED));
}
