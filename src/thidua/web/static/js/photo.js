/* Photos on the device: redrawn on a canvas (place, time and maker stay behind), and boxes drawn over faces are
   averaged away before anything is sent. The picture as it was taken never leaves this file. */

const EDGE_MAX = 2048;
const ACROSS = 4; /* blocks along a covered box: too few to tell a face from another */
const COLUMNS = 6;
const QUALITY = 0.85;

/* A canvas with the picture, upright and no larger than a page needs; throws where the browser cannot open it. */
async function drawn(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, EDGE_MAX / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

/* Average each of a few blocks of the box; nothing of what was under it can be computed back. */
function cover(pen, box) {
  const x = Math.max(0, Math.floor(box.x));
  const y = Math.max(0, Math.floor(box.y));
  const w = Math.min(pen.canvas.width, Math.ceil(box.x + box.w)) - x;
  const h = Math.min(pen.canvas.height, Math.ceil(box.y + box.h)) - y;
  if (w < 1 || h < 1) return;
  const dots = pen.getImageData(x, y, w, h).data;
  const across = Math.min(ACROSS, w);
  const down = Math.min(ACROSS, h);
  for (let row = 0; row < down; row += 1) {
    for (let column = 0; column < across; column += 1) {
      const left = Math.floor((column * w) / across);
      const right = Math.floor(((column + 1) * w) / across);
      const top = Math.floor((row * h) / down);
      const bottom = Math.floor(((row + 1) * h) / down);
      pen.fillStyle = average(dots, w, left, right, top, bottom);
      pen.fillRect(x + left, y + top, right - left, bottom - top);
    }
  }
}

function average(dots, w, left, right, top, bottom) {
  const sum = [0, 0, 0];
  let count = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = 4 * (y * w + x);
      for (let part = 0; part < 3; part += 1) sum[part] += dots[at + part];
      count += 1;
    }
  }
  /* in steps of 16, so that the last digits of the average say nothing either */
  const shade = sum.map(function (value) { return Math.round(value / Math.max(1, count) / 16) * 16; });
  return "rgb(" + shade.map(function (value) { return Math.min(255, value); }).join(",") + ")";
}

function blobOf(canvas) {
  return new Promise(function (resolve) { canvas.toBlob(resolve, "image/jpeg", QUALITY); });
}

class Editor {
  constructor(dialog, original) {
    this.dialog = dialog;
    this.original = original;
    this.boxes = [];
    this.squares = new Set();
    this.picture = dialog.querySelector("[data-picture]");
    this.lines = dialog.querySelector("[data-lines]");
    for (const canvas of [this.picture, this.lines]) {
      canvas.width = original.width;
      canvas.height = original.height;
    }
    this.rows = Math.max(1, Math.round((COLUMNS * original.height) / original.width));
    this.offerSquares();
    this.followPointer();
    this.paint();
  }

  paint(pending) {
    const pen = this.picture.getContext("2d", { willReadFrequently: true });
    pen.drawImage(this.original, 0, 0);
    const boxes = [...this.boxes, ...Array.from(this.squares, (number) => this.square(number))];
    boxes.forEach(function (box) { cover(pen, box); });
    this.sketch(pending);
    const word = this.dialog.querySelector("[data-word=boxes]").textContent;
    this.dialog.querySelector("[data-said]").textContent = boxes.length ? word + " " + boxes.length : "";
    this.dialog.querySelector("[data-undo]").disabled = this.boxes.length === 0;
  }

  /* Lines and numbers lie on a canvas of their own and are never part of the picture. */
  sketch(pending) {
    const pen = this.lines.getContext("2d");
    pen.clearRect(0, 0, this.lines.width, this.lines.height);
    const thin = Math.max(2, this.lines.width / 400);
    pen.lineWidth = thin;
    pen.strokeStyle = "#fff";
    if (pending) pen.strokeRect(pending.x, pending.y, pending.w, pending.h);
    if (!this.dialog.querySelector("[data-by-keyboard]").open) return;
    pen.font = "600 " + Math.round(this.lines.width / 28) + "px sans-serif";
    pen.textBaseline = "top";
    for (let number = 1; number <= COLUMNS * this.rows; number += 1) {
      const box = this.square(number);
      pen.strokeStyle = "rgba(255,255,255,.7)";
      pen.strokeRect(box.x, box.y, box.w, box.h);
      pen.strokeStyle = "#000";
      pen.strokeText(String(number), box.x + 3 * thin, box.y + 3 * thin);
      pen.fillStyle = "#fff";
      pen.fillText(String(number), box.x + 3 * thin, box.y + 3 * thin);
    }
  }

  square(number) {
    const w = this.original.width / COLUMNS;
    const h = this.original.height / this.rows;
    return { x: ((number - 1) % COLUMNS) * w, y: Math.floor((number - 1) / COLUMNS) * h, w: w, h: h };
  }

  offerSquares() {
    const holder = this.dialog.querySelector("[data-squares]");
    const word = this.dialog.querySelector("[data-word=square]").textContent;
    for (let number = 1; number <= COLUMNS * this.rows; number += 1) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = String(number);
      button.setAttribute("aria-label", word + " " + number);
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => {
        if (!this.squares.delete(number)) this.squares.add(number);
        button.setAttribute("aria-pressed", String(this.squares.has(number)));
        this.paint();
      });
      holder.append(button);
    }
    this.dialog.querySelector("[data-by-keyboard]").addEventListener("toggle", () => this.sketch());
  }

  followPointer() {
    let start = null;
    const at = (event) => {
      const shown = this.lines.getBoundingClientRect();
      const scale = this.lines.width / shown.width;
      return { x: (event.clientX - shown.left) * scale, y: (event.clientY - shown.top) * scale };
    };
    const between = (a, b) => ({
      x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y),
    });
    this.lines.addEventListener("pointerdown", (event) => {
      start = at(event);
      this.lines.setPointerCapture(event.pointerId);
    });
    this.lines.addEventListener("pointermove", (event) => {
      if (start) this.sketch(between(start, at(event)));
    });
    this.lines.addEventListener("pointerup", (event) => {
      if (!start) return;
      let box = between(start, at(event));
      const face = this.original.width / 8; /* a tap covers a face of the usual size */
      if (box.w < face / 4 || box.h < face / 4) {
        box = { x: start.x - face / 2, y: start.y - face / 2, w: face, h: face };
      }
      start = null;
      this.boxes.push(box);
      this.paint();
    });
  }
}

/* Let the person cover what she wants. A JPEG without anything beside it, or null if she does not use the picture. */
export async function edit(file, holder) {
  const original = await drawn(file);
  const template = holder.querySelector("template[data-photo-editor]");
  const dialog = template.content.firstElementChild.cloneNode(true);
  document.body.append(dialog);
  const editor = new Editor(dialog, original);
  dialog.showModal();
  const used = await new Promise(function (resolve) {
    dialog.querySelector("[data-use]").addEventListener("click", function () { resolve(true); });
    dialog.querySelector("[data-cancel]").addEventListener("click", function () { resolve(false); });
    dialog.addEventListener("cancel", function () { resolve(false); });
    dialog.querySelector("[data-undo]").addEventListener("click", function () {
      editor.boxes.pop();
      editor.paint();
    });
  });
  dialog.close(); /* first: behind an open dialog the page hears no key, and making a JPEG takes a while */
  dialog.remove();
  return used ? blobOf(editor.picture) : null;
}

/* A small view of a picture, drawn rather than linked: no address, nothing to be kept by the browser. */
export async function thumb(blob, title) {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", title);
  try {
    const bitmap = await createImageBitmap(blob);
    const scale = Math.min(1, 160 / Math.max(bitmap.width, bitmap.height));
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  } catch {
    canvas.width = canvas.height = 1;
  }
  return canvas;
}

/* The photos of one form: what was chosen goes through `edit`, and `changed` hears what is to be sent. */
export function photos(holder, changed) {
  const word = (name) => holder.querySelector("[data-word=" + name + "]").textContent;
  const said = holder.querySelector("[data-chosen]");
  const list = holder.querySelector("[data-thumbs]");
  const kept = [];
  let making = null; /* a picture that is still being made ready */
  holder.querySelectorAll("[data-with-script]").forEach(function (part) { part.hidden = false; });

  async function show() {
    changed(kept);
    list.hidden = kept.length === 0;
    const views = await Promise.all(kept.map(async function (file, index) {
      const item = document.createElement("li");
      const title = file.type.startsWith("image/") ? word("photo") + " " + (index + 1) : file.name;
      if (file.type.startsWith("image/")) item.append(await thumb(file, title));
      else item.append(title);
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button plain";
      button.textContent = word("remove");
      button.setAttribute("aria-label", word("remove") + ": " + title);
      button.addEventListener("click", function () {
        kept.splice(index, 1);
        show();
      });
      item.append(button);
      return item;
    }));
    list.replaceChildren(...views);
  }

  async function take(input) {
    const chosen = Array.from(input.files);
    input.value = ""; /* the untouched picture is in no field that could be sent */
    said.textContent = "";
    for (const file of chosen) {
      if (file.type === "application/pdf") {
        kept.push(file);
        continue;
      }
      try {
        const blob = await edit(file, holder);
        if (blob) kept.push(new File([blob], "anh-" + (kept.length + 1) + ".jpg", { type: "image/jpeg" }));
      } catch {
        said.textContent = file.name + ": " + word("unreadable");
      }
    }
    await show();
  }

  holder.querySelectorAll("input[type=file]").forEach(function (input) {
    input.removeAttribute("name");
    input.addEventListener("change", function () {
      making = take(input).finally(function () { making = null; });
    });
  });
  const form = holder.closest("form");
  let asked = false; /* to send, while a picture was being made ready */
  form.addEventListener("submit", function (event) {
    if (!making) return;
    event.preventDefault(); /* sent once, as soon as the picture is ready */
    event.stopImmediatePropagation();
    if (asked) return;
    asked = true;
    const button = event.submitter;
    making.then(function () {
      asked = false;
      form.requestSubmit(button);
    });
  }, true);
  return {
    clear: function () {
      kept.length = 0;
      return show();
    },
  };
}
