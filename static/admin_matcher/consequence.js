"use strict";

/* Fetches what the last save changes into the page that it led to. Whatever goes wrong, the link to
   the page of its own stays. */
(async () => {
  const section = document.getElementById("consequence");
  const figures = section.querySelector(".consequence-figures");
  const link = [...figures.childNodes];
  figures.textContent = section.dataset.working;
  try {
    const response = await fetch(section.dataset.url);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    figures.replaceChildren(...page.getElementById("figures").childNodes);
  } catch {
    figures.replaceChildren(...link);
  }
})();
