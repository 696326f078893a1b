/* Talking with the server from a page that may stay open for days: the session may end, the line may break. */

export class SignedOut extends Error {}

function token(form) {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  const field = form.querySelector("input[name=csrfmiddlewaretoken]");
  if (cookie && field) field.value = cookie[1];
  return cookie ? cookie[1] : field ? field.value : "";
}

/* The answer as JSON. Raises SignedOut when nobody is signed in any more, and another error when nothing answered. */
export async function send(form, url, fields, { keepalive = false } = {}) {
  const headers = { "X-Requested-With": "fetch", Accept: "application/json" };
  const options = { headers, credentials: "same-origin", redirect: "error", keepalive };
  if (fields) {
    headers["X-CSRFToken"] = token(form);
    options.method = "POST";
    options.body = new URLSearchParams(fields);
  }
  const answer = await fetch(url, options);
  if (answer.status === 401 || answer.status === 403) throw new SignedOut();
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
