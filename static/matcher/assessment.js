/* What is typed into an assessment stays in this tab, for the work that it is about. */
(() => {
  "use strict";

  const form = document.querySelector("[data-assessment]");
  if (!form) return;

  /* Storage can be refused: then nothing is kept. The number of the process is that of site.js. */
  const read = (key) => {
    try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
  };
  const key = () => `assessment ${read("process") ?? 0}`;

  /* The name of the work, which the tab knows, is for documents, and proposed for a link. */
  form.elements.name.value = read("name") ?? "";
  if (form.elements.title && !("sent" in form.dataset)) form.elements.title.value ||= form.elements.name.value;

  const keep = () => {
    const fields = [...new FormData(form)].filter(([name]) => form.elements[name].type !== "hidden");
    const typed = Object.fromEntries(fields);
    try { sessionStorage.setItem(key(), JSON.stringify(typed)); } catch { /* refused or full */ }
  };

  const restore = () => {
    let changed = false;
    for (const [name, value] of Object.entries(read(key()) ?? {})) {
      const field = form.elements[name];
      if (!field || field.value === value) continue;
      const before = field.value;
      field.value = value;
      if (field.value !== value) {
        field.value = before;  // an option that is no longer offered
        continue;
      }
      changed = true;
      for (let part = field.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    }
    form.querySelector("[data-typed-before]").hidden = !changed;
  };

  /* A way that is folded says which it is. */
  const name = () => form.querySelectorAll(".way").forEach((way) => {
    way.querySelector("[data-picked]").textContent = way.querySelector("select").selectedOptions[0].text;
  });

  if ("sent" in form.dataset) keep();
  else restore();
  name();
  form.addEventListener("input", () => {
    keep();
    name();
  });
})();
