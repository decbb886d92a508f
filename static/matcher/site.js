/* What the pages do beyond HTML. Everything works without this file, in more steps. */
(() => {
  "use strict";

  const announce = (text) => {
    document.getElementById("announcer").textContent = text;
  };

  /* Storage can be refused; then the tab remembers as long as its page is there. */
  const remembered = {};
  const memory = {
    read(key) {
      try { return JSON.parse(sessionStorage.getItem(key)) ?? null; } catch { return remembered[key] ?? null; }
    },
    write(key, value) {
      remembered[key] = value;
      try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* refused or full */ }
    },
  };

  const question = () => document.querySelector("form.question");
  const choices = (form) => [...form.querySelectorAll(".choice input")];
  const asked = (form) => form.elements.asked.value;

  // ── Arriving: the new heading, or what is proposed, has the focus and is said aloud ────

  const arrive = () => {
    const heading = document.querySelector("#main h1");
    const summary = document.querySelector("#main [role=alert]");
    const proposal = document.querySelector("#main [autofocus]");
    const first = summary || proposal || heading;
    if (!first) return;
    if (first !== proposal) first.tabIndex = -1;
    first.focus({ preventScroll: true });
    const progress = document.querySelector("#main [data-announce]");
    announce(progress ? progress.textContent.trim() : "");
  };

  // ── Browser Back: the page of an earlier step learns what was answered since ───────────

  const NOT_ANSWERS = new Set(["asked", "then", "label", "other", "proposed"]);

  /* By question; each is a list, as several options may be ticked. */
  const answersIn = (form) => {
    const fields = new FormData(form), answers = {};
    for (const name of fields.keys()) {
      if (!NOT_ANSWERS.has(name)) answers[name] = fields.getAll(name);
    }
    return answers;
  };

  const kept = () => {
    const answers = memory.read("answers");
    return answers?.constructor === Object ? answers : {};
  };

  const remember = () => {
    const form = question();
    if (form) memory.write("answers", answersIn(form));
  };

  const restore = () => {
    const form = question();
    if (!form || process !== current()) return;
    const known = answersIn(form);
    for (const [name, stored] of Object.entries(kept())) {
      if (name in known) continue;
      const values = [stored].flat();
      if (name === asked(form)) {
        for (const choice of choices(form)) choice.checked = values.includes(choice.value);
      } else {
        for (const value of values) {
          form.prepend(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
        }
      }
    }
  };

  // ── Processes: no page of one ever learns what was answered in another ─────────────────

  /* A tab numbers them. It says in its history of which one a page is, also for those that htmx
     puts in its place: another process begins with a page that the browser loads. */
  const current = () => memory.read("process") ?? 0;

  const begin = (number, name = "", otherName = "") => {
    memory.write("process", number);
    memory.write("name", name);
    memory.write("other-name", otherName);
    memory.write("answers", {});
  };

  /* Each part of a piece of work is a process of its own, with its own name. */
  const swapParts = () => {
    resume();
    begin(current() + 1, memory.read("other-name") ?? "", memory.read("name") ?? "");
  };

  /* A question that the browser loads has at least half of the answers of before, or is of other
     work; without any answer it is the first one of new work. */
  const enter = (form) => {
    const before = Object.entries(kept()), answers = answersIn(form);
    const same = before.filter(([name, values]) => String(answers[name]) === String(values));
    if (same.length * 2 >= before.length) return;
    if (Object.keys(answers).length) memory.write("process", current() + 1);
    else begin(current() + 1);
  };

  const arrival = performance.getEntriesByType("navigation")[0]?.type;
  const restored = ["back_forward", "reload"].includes(arrival);
  if (!restored && question()) enter(question());
  const process = restored ? history.state?.process ?? 0 : current();

  /* What is done on a page of an earlier process goes on with that one. */
  const resume = () => {
    if (process !== current()) begin(process);
  };

  const stamp = () => history.replaceState({ ...history.state, process }, "");
  stamp();
  // htmx writes over what the history says, both of the page that it leaves and of the one that comes.
  for (const change of ["htmx:beforeHistoryUpdate", "htmx:pushedIntoHistory", "htmx:historyCacheMiss"]) {
    document.addEventListener(change, stamp);
  }

  restored ? restore() : remember();
  addEventListener("pageshow", (event) => event.persisted && restore());

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "suggestions") {
      announce(event.detail.target.querySelector("[data-announce]")?.textContent.trim() || "");
    }
    if (event.detail.target?.id !== "main") return;
    furnish();
    const changed = event.detail.requestConfig?.elt?.matches("form.change");
    if (changed) return stay();
    remember();
    arrive();
  });
  document.addEventListener("htmx:historyRestore", () => {
    furnish();
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

  // ── Choosing: a pointer moves on at once unless more may be ticked; keys only choose ───

  let pressed = null;

  const proceed = (form) => {
    if (pressed === form) return;
    pressed = form;
    form.requestSubmit(form.querySelector(".onward .button:not([data-back])"));
  };

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form.question")) return;
    resume();
    remember();
  }, true);
  for (const end of ["htmx:afterRequest", "pageshow"]) addEventListener(end, () => { pressed = null; });

  // A key that activates a radio button makes a click, too, but one without a count.
  document.addEventListener("click", (event) => {
    const choice = event.target.closest("form.question .choice:not(.choice--several)");
    if (choice && event.detail > 0 && event.button === 0) setTimeout(() => proceed(question()));
  });

  document.addEventListener("keydown", (event) => {
    const form = question();
    // Nothing has the focus when a page has just been loaded.
    const here = event.target === document.body || form?.contains(event.target);
    if (!form || !here || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = /^[1-9]$/.test(event.key) ? event.key : null;
    const choice = key && form.querySelector(`input[aria-keyshortcuts="${key}"]`);
    if (choice) {
      choice.click();
      choice.focus();
      event.preventDefault();
    } else if (event.key === "Enter" && event.target.matches("h1")) {
      proceed(form);
    }
  });

  // Where rows are answered one below the other, a digit picks or ticks an option of the row, and
  // arrows go from row to row where they do not pick.
  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.(".asked-row");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...document.querySelectorAll(".asked-row")];
    const by = event.target.type === "checkbox" ? { ArrowDown: 1, ArrowUp: -1 }[event.key] : 0;
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
    const option = by
      ? rows[rows.indexOf(row) + by]?.querySelector("input")
      : row.querySelectorAll(".option input")[digit - 1];
    if (!option) return;
    if (digit) option.click();
    option.focus();
    event.preventDefault();
  });

  // In the box for one's own words Enter sends; with Shift it begins a line.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (!event.target.matches("[data-enter-sends]")) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });

  /* A tick takes away those that exclude it, and says so. */
  document.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-unticks]:checked")) return;
    const excluded = target.dataset.unticks.split(" ");
    const unticked = [...target.form.elements[target.name]]
      .filter((box) => box.checked && excluded.includes(box.value));
    for (const box of unticked) box.checked = false;
    const names = unticked.map((box) => box.labels[0].textContent.trim());
    if (names.length) announce(`${target.closest("[data-unticked]").dataset.unticked} ${names.join("; ")}`);
  });

  // ── A result: its name, its rail, its closed parts ─────────────────────────────────────

  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const wide = matchMedia("(min-width: 56.25rem)");
  let rail = { open: false, focus: "" };

  /* The name of the work stays in this tab until something is stored on purpose. It is shown where
     it can be given, never on an example or a result that was kept. */
  const showName = () => {
    if (!document.querySelector("[data-work-name-field]")) return;
    const name = (process === current() && memory.read("name")) || "";
    each("[data-work-name-field]", (field) => { if (field !== document.activeElement) field.value = name; });
    each("[data-work-name-copy]", (field) => { if (!field.value) field.value = name; });
    each("[data-work-name] bdi", (text) => {
      text.dataset.without ??= text.textContent;
      text.textContent = name.trim() || text.dataset.without;
    });
  };

  /* A table that scrolls sideways is reached with the keyboard; one that is folded is measured then. */
  const reachTables = () => each(".scroll", (table) => {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  });
  document.addEventListener("toggle", reachTables, true);
  addEventListener("resize", reachTables);

  const furnish = () => {
    showName();
    each("[data-zone]", (field) => { field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? ""; });
    each("[data-closed-when-narrow]", (part) => { part.open = wide.matches || rail.open; });
    reachTables();
    openTarget();
  };

  /* After a change in the rail the visitor stays there, and hears what it did. */
  const stay = () => {
    document.getElementById(rail.focus)?.focus({ preventScroll: true });
    announce(document.querySelector(".last-change")?.textContent.trim().replace(/\s+/g, " ") ?? "");
  };

  const openTarget = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = target; part; part = part.parentElement?.closest("details")) {
      if (part.tagName === "DETAILS") part.open = true;
    }
    if (target) target.scrollIntoView();
  };

  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-work-name-field]")) return;
    resume();
    memory.write("name", event.target.value);
    each("[data-work-name-copy]", (field) => { field.value = ""; });
    showName();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("form.change select")) {
      resume();
      rail = { open: event.target.closest("details").open, focus: event.target.id };
    }
  }, true);
  document.addEventListener("submit", ({ target, submitter }) => {
    if (!target.matches("form.change") || !submitter?.dataset.returnsTo) return;
    resume();
    rail = { open: submitter.closest(".rail-answers").open, focus: submitter.dataset.returnsTo };
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-new-process]")) begin(current() + 1);
    if (event.target.closest("[data-swap-parts]")) swapParts();
  });
  addEventListener("hashchange", openTarget);

  const opened = new Set();
  addEventListener("beforeprint", () => each("details.part:not([open])", (part) => {
    part.open = true;
    opened.add(part);
  }));
  addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
    opened.clear();
  });

  furnish();

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
