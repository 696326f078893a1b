/* What waits on this device, in words: its state, what the server said, and what one can do about it. */
import { h, moment, say } from "./dom.js";
import * as outbox from "./outbox.js";

export async function showWaiting(holder, state, changed) {
  const rows = await outbox.mine(state.owner);
  const items = await Promise.all(rows.map((row) => item(row, changed)));
  holder.replaceChildren(items.length
    ? h("ul", { class: "list" }, ...items)
    : h("div", { class: "empty" }, h("b", {}, say("allSent"))));
}

const SAID = { waiting: ["gold", "wait"], draft: ["red", "draft"], refused: ["red", "refused"], conflict: ["red", "conflict"], photos: ["gold", "photos"] };

async function item(row, changed) {
  const [colour, word] = SAID[row.state] ?? SAID.waiting;
  const count = (await outbox.photosOf(row.key)).length;
  const what = row.kind === "figure" ? row.title + ": " + row.text : row.title;
  const told = row.told.map((text) => h("span", { class: "told" }, text));
  const state = row.state === "conflict" && row.conflict
    ? h("a", { href: row.conflict }, say("conflict"))
    : h("span", { class: "tag " + colour }, say(word));
  const remove = h("button", { type: "button", class: "button plain", onclick: async () => {
    if (!window.confirm(say("dropSure"))) return;
    await outbox.drop(row);
    changed();
  } }, say("drop"));
  const editable = row.kind !== "figure" && ["waiting", "refused"].includes(row.state);
  return h("li", { "data-key": row.key }, h("div", {}, h("span", { class: "title" }, what),
    h("span", { class: "from" }, [moment(row.at), count ? say("photoCount", { count: count }) : "", row.reason ?? ""].filter(Boolean).join(" · ")), ...told),
    state, h("span", { class: "row-actions" },
      editable ? h("a", { class: "button plain", href: "#sua/" + row.key }, say("edit")) : null,
      row.kind === "figure" && row.state !== "conflict" ? h("a", { class: "button plain", href: "#so-lieu" }, say("edit")) : null, remove));
}
