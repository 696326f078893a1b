// A certificate on screen follows what is chosen or typed. Without a script "Xem thử" draws it anew.

const LATER = 250; // milliseconds of quiet before the server draws again

function follow(form, picture, address) {
  let waiting;
  const draw = () => {
    picture.classList.add("busy");
    picture.src = address();
  };
  picture.addEventListener("load", () => picture.classList.remove("busy"));
  picture.addEventListener("error", () => picture.classList.remove("busy")); // a number that fits no sheet: keep still
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, LATER);
  });
}

const stock = document.getElementById("stock");
if (stock) {
  follow(stock, document.getElementById("stock-look"), () => {
    const typed = new URLSearchParams(new FormData(stock));
    typed.delete("csrfmiddlewaretoken");
    return `${stock.dataset.look}?${typed}`;
  });
}

const certificates = document.getElementById("certificates");
if (certificates) {
  follow(certificates, document.getElementById("certificate"), () => {
    const typed = new FormData(certificates);
    const asked = new URLSearchParams({ phoi: typed.get("phoi") || "", so: typed.get("so") || "" });
    return `${certificates.dataset.look}?${asked}`;
  });
}
