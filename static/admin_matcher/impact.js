"use strict";

/* Sends the form for the next step by itself, and shows each answer in place. Whatever goes wrong,
   the form comes back with its buttons. */
(async () => {
  const region = document.getElementById("impact");
  const status = document.getElementById("impact-progress");
  if (!region) return;

  const step = async (form) => {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const next = page.getElementById("impact");
    if (!response.ok || !next) throw new Error(response.statusText);
    region.replaceChildren(...next.childNodes);
    status.textContent = page.getElementById("impact-progress").textContent;
  };

  for (let form; (form = region.querySelector("form")); ) {
    form.hidden = true;
    try {
      await step(form);
    } catch {
      form.hidden = false;
      return;
    }
  }
})();
