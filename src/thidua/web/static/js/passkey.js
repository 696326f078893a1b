// Passkeys: the browser's ceremony around a question of the server. Binary fields travel as base64url.
"use strict";

(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  function creation({ publicKey }) {
    return {
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        user: { ...publicKey.user, id: bytes(publicKey.user.id) },
        excludeCredentials: named(publicKey.excludeCredentials),
      },
    };
  }

  function request({ publicKey }) {
    return {
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        allowCredentials: named(publicKey.allowCredentials),
      },
    };
  }

  function spoken(credential) {
    const { response } = credential;
    const said = { clientDataJSON: text(response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[name]) said[name] = text(response[name]);
    }
    if (response.getTransports) said.transports = response.getTransports();
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: said,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  }

  async function question(form) {
    const held = document.getElementById(form.dataset.question || "");
    if (held) return JSON.parse(held.textContent);
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(form.dataset.ask, { method: "POST", headers: { "X-CSRFToken": token } });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("button");
    const note = form.querySelector("[data-told]");
    if (!window.PublicKeyCredential) {
      button.disabled = true;
      note.hidden = false;
      continue;
    }
    button.addEventListener("click", async (event) => {
      event.preventDefault();
      note.hidden = true;
      try {
        const asked = await question(form);
        const credential =
          form.dataset.passkey === "new"
            ? await navigator.credentials.create(creation(asked))
            : await navigator.credentials.get(request(asked));
        form.querySelector("[name=credential]").value = JSON.stringify(spoken(credential));
        form.submit();
      } catch {
        note.hidden = false; // cancelled, or this device holds no key of ours
      }
    });
  }
})();
