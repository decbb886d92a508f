/* What the pages do beyond HTML. Everything works without this file, in more steps. */
(() => {
  "use strict";

  const announce = (text) => {
    document.getElementById("announcer").textContent = text;
  };

  /* Storage can be refused; then the tab only remembers less. */
  const memory = {
    read(key) {
      try { return JSON.parse(sessionStorage.getItem(key)) ?? null; } catch { return null; }
    },
    write(key, value) {
      try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* refused or full */ }
    },
  };

  const question = () => document.querySelector("form.question");
  const radios = (form) => [...form.querySelectorAll("input[type=radio]")];
  const asked = (form) => form.elements.asked.value;

  // ── Arriving: the new heading has the focus and is said aloud ──────────────────────────

  const arrive = () => {
    const heading = document.querySelector("#main h1");
    const summary = document.querySelector("#main [role=alert]");
    const first = summary || heading;
    if (!first) return;
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    const progress = document.querySelector("#main [data-announce]");
    announce(progress ? progress.textContent.trim() : "");
  };

  // ── Browser Back: the page of an earlier step learns what was answered since ───────────

  const NOT_ANSWERS = new Set(["asked", "then", "label"]);

  const answersIn = (form) => {
    const answers = {};
    for (const [name, value] of new FormData(form)) {
      if (!NOT_ANSWERS.has(name)) answers[name] = value;
    }
    return answers;
  };

  const remember = () => {
    const form = question();
    if (form) memory.write("answers", answersIn(form));
  };

  const restore = () => {
    const form = question();
    const kept = memory.read("answers");
    if (!form || !kept) return;
    const known = answersIn(form);
    for (const [name, value] of Object.entries(kept)) {
      if (name in known) continue;
      if (name === asked(form)) {
        const radio = radios(form).find((radio) => radio.value === value);
        if (radio) radio.checked = true;
      } else {
        const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
        form.prepend(field);
      }
    }
  };

  const isTraversal = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  isTraversal ? restore() : remember();
  addEventListener("pageshow", (event) => event.persisted && restore());

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "main") return;
    remember();
    arrive();
  });
  document.addEventListener("htmx:historyRestore", () => {
    restore();
    arrive();
  });

  // Of several quick steps back or forward only the last one's page may arrive.
  let restoring;
  document.addEventListener("htmx:historyCacheMiss", (event) => {
    restoring?.abort();
    restoring = event.detail.xhr;
  });

  // Where htmx cannot reach the server, the browser goes there itself and says why.
  document.addEventListener("htmx:sendError", (event) => {
    location.assign(event.detail.pathInfo.finalRequestPath);
  });
  document.addEventListener("htmx:historyCacheMissLoadError", () => location.reload());

  // ── Choosing: a pointer moves on at once, keys only choose ─────────────────────────────

  let pressed = null;

  const proceed = (form) => {
    if (pressed === form) return;
    pressed = form;
    form.requestSubmit(form.querySelector(".onward .button:not([data-back])"));
  };

  document.addEventListener("submit", (event) => {
    if (event.target.matches("form.question")) remember();
  }, true);
  for (const end of ["htmx:afterRequest", "pageshow"]) addEventListener(end, () => { pressed = null; });

  // A key that activates a radio button makes a click, too, but one without a count.
  document.addEventListener("click", (event) => {
    const choice = event.target.closest("form.question .choice");
    if (choice && event.detail > 0 && event.button === 0) setTimeout(() => proceed(question()));
  });

  document.addEventListener("keydown", (event) => {
    const form = question();
    if (!form?.contains(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = /^[1-9]$/.test(event.key) ? event.key : null;
    const radio = key && form.querySelector(`input[aria-keyshortcuts="${key}"]`);
    if (radio) {
      radio.checked = true;
      radio.focus();
      event.preventDefault();
    } else if (event.key === "Enter" && event.target.matches("h1")) {
      proceed(form);
    }
  });

  // ── Copying, sharing and printing ──────────────────────────────────────────────────────

  document.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      navigator.clipboard.writeText(copy.dataset.copy).then(() => {
        copy.textContent = copy.dataset.copied;
        announce(copy.dataset.copied);
      });
    }
    const share = event.target.closest("[data-share]");
    if (share) navigator.share({ title: share.dataset.title, url: share.dataset.share }).catch(() => {});
    if (event.target.closest("[data-print]")) print();
  });

  // Over plain http a browser copies nothing, and many have nothing to share with.
  const hide = (selector) => {
    for (const element of document.querySelectorAll(selector)) element.hidden = true;
  };
  if (!navigator.clipboard) hide("[data-copy]");
  if (!navigator.share) hide("[data-share]");
})();
