/* The field of a condition: proposes what may come next while an editor types, and says below the
   field what the text means, or where it is wrong once the editor leaves it. */
(() => {
  "use strict";

  const FIELD = "textarea[data-condition]";
  const PAUSE = 400; // milliseconds without a key after which the text is read
  const MAX_PROPOSALS = 50;

  // ── What may come next ──────────────────────────────────────────────────────────────

  const words = new Map(); // by their URL, each fetched once, when a field is first entered

  const vocabulary = (field) => {
    const url = field.dataset.words;
    if (!words.has(url)) {
      const fetched = fetch(url)
        .then((response) => (response.ok ? response.json() : { names: [] }))
        .then(({ names }) => new Map(names.map((name) => [name.word, name])));
      words.set(url, fetched);
    }
    return words.get(url);
  };

  const keyword = (word) => ({ word, says: "" });
  const START = [keyword("label given"), keyword("(")];
  const LINKS = ["and", "or", ",", ")"].map(keyword);
  const ABOUT = {
    question: ["=", "is not", "unanswered"].map(keyword),
    axis: ["=", "is not", "is close"].map(keyword),
    context: ["=", "is not"].map(keyword),
  };

  /* The proposals behind these words. The name that was compared last decides what its values
     are. */
  const expected = (tokens, names) => {
    const last = tokens.at(-1);
    if (last === undefined || ["(", "and", "or"].includes(last)) return [...names.values(), ...START];
    const compared = ["=", ",", "not"].includes(last);
    const subject = names.get(tokens.findLast((token) => names.has(token)));
    if (compared) return subject?.values ?? [];
    if (last === "label") return [keyword("given")];
    if (last === "is") return ["not", "close"].map(keyword);
    return names.has(last) && !isValue(tokens) ? ABOUT[names.get(last).kind] : LINKS;
  };

  const isValue = (tokens) => ["=", ",", "not"].includes(tokens.at(-2));

  const proposals = (field, names, asked) => {
    const before = field.value.slice(0, field.selectionStart);
    const part = before.match(/[a-z0-9_-]*$/i)[0].toLowerCase();
    const tokens = before.slice(0, before.length - part.length).match(/[a-z0-9_-]+|[=,()]/g) ?? [];
    const open = part || asked || ["=", ",", "not"].includes(tokens.at(-1));
    if (!open) return { part, proposed: [] };
    const fits = ({ word, says }) => rank(word, says, part) < 3;
    const proposed = expected(tokens, names).filter(fits);
    proposed.sort((a, b) => rank(a.word, a.says, part) - rank(b.word, b.says, part));
    return { part, proposed: proposed.slice(0, MAX_PROPOSALS) };
  };

  /* 0: begins with the part, 1: a word in it does, 2: what it says contains it, 3: no match. */
  const rank = (word, says, part) => {
    if (word.startsWith(part)) return 0;
    if (word.includes(`-${part}`) || word.includes(`_${part}`)) return 1;
    return says.toLowerCase().includes(part) ? 2 : 3;
  };

  // ── The list of proposals ───────────────────────────────────────────────────────────

  const list = document.createElement("ul");
  list.className = "condition-list";
  list.id = "condition-list";
  list.setAttribute("role", "listbox");
  list.hidden = true;

  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");

  let active = -1;

  const open = (field, { part, proposed }) => {
    const exact = proposed.length > 0 && proposed[0].word === part;
    if (proposed.length === 0 || (exact && proposed.length === 1)) {
      close(field);
      return;
    }
    list.replaceChildren(...proposed.map(item));
    list.setAttribute("aria-label", field.dataset.suggestions);
    list.style.setProperty("--condition-list-top", `${field.offsetTop + field.offsetHeight + 2}px`);
    field.parentElement.append(list, spoken);
    list.hidden = false;
    field.setAttribute("aria-controls", list.id);
    spoken.textContent = `${proposed.length} ${field.dataset.suggestions}`;
    activate(field, exact || !part ? -1 : 0);
  };

  const item = ({ word, says }, index) => {
    const line = document.createElement("li");
    line.id = `condition-list-${index}`;
    line.setAttribute("role", "option");
    line.dataset.word = word;
    for (const text of [word, says]) {
      line.append(Object.assign(document.createElement("span"), { textContent: text }));
    }
    return line;
  };

  const activate = (field, index) => {
    active = index;
    [...list.children].forEach((line, i) => {
      line.setAttribute("aria-selected", String(i === index));
    });
    const line = list.children[index];
    line?.scrollIntoView({ block: "nearest" });
    if (line) field.setAttribute("aria-activedescendant", line.id);
    else field.removeAttribute("aria-activedescendant");
  };

  const close = (field) => {
    list.hidden = true;
    active = -1;
    spoken.textContent = "";
    field.removeAttribute("aria-activedescendant");
    field.removeAttribute("aria-controls");
  };

  /* Replaces what is typed of the word by the whole word, and puts a space after it. */
  const take = (field, word) => {
    const before = field.value.slice(0, field.selectionStart).replace(/[a-z0-9_-]*$/i, "");
    const after = field.value.slice(field.selectionEnd).replace(/^[a-z0-9_-]*/i, "");
    const joined = word === "," ? before.trimEnd() : before;
    const space = word === "(" || /^[\s,)]/.test(after) ? "" : " ";
    field.value = `${joined}${word}${space}${after}`;
    const caret = joined.length + word.length + space.length;
    field.setSelectionRange(caret, caret);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const propose = async (field, asked = false) => {
    const names = await vocabulary(field);
    if (document.activeElement === field) open(field, proposals(field, names, asked));
  };

  // ── What the text says ──────────────────────────────────────────────────────────────

  const readings = new WeakMap(); // the latest request of each field: an older response is ignored

  const panelOf = (field) => field.parentElement.querySelector(".condition-feedback");

  const read = async (field) => {
    const body = new URLSearchParams({ text: field.value });
    body.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
    if ("onAxis" in field.dataset) body.set("axis", field.form.elements.axis.value);
    const asked = Symbol("reading");
    readings.set(field, asked);
    const response = await fetch(field.dataset.condition, { method: "POST", body }).catch(() => null);
    if (!response || response.status > 400) return; // the text is checked again when it is saved
    const text = await response.text();
    if (readings.get(field) === asked) show(field, response.ok, text);
  };

  const show = (field, ok, text) => {
    const fresh = document.createElement("template");
    if (ok) fresh.innerHTML = text;
    else fresh.content.append(text);
    const wrong = !ok || fresh.content.querySelector("mark") !== null;
    if (wrong && document.activeElement === field) return; // the editor is still typing
    const panel = panelOf(field);
    panel.replaceChildren(fresh.content);
    panel.dataset.live = "";
    delete panel.dataset.stale;
    field.setAttribute("aria-invalid", String(wrong));
    document.getElementById(`${field.id}_error`)?.remove();
  };

  // ── Keys and focus ──────────────────────────────────────────────────────────────────

  const timers = new WeakMap();

  const soon = (field) => {
    clearTimeout(timers.get(field));
    timers.set(field, setTimeout(() => read(field), PAUSE));
  };

  const onKey = (event, field) => {
    const count = list.children.length;
    if (list.hidden) {
      if (event.key === " " && event.ctrlKey) {
        event.preventDefault();
        propose(field, true);
      }
      return;
    }
    if (event.key === "ArrowDown") activate(field, (active + 1) % count);
    else if (event.key === "ArrowUp") activate(field, (active > 0 ? active : count) - 1);
    else if (event.key === "Escape") close(field);
    else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) {
      take(field, list.children[active].dataset.word);
    } else return;
    event.preventDefault();
  };

  const on = (type, act) =>
    document.addEventListener(type, (event) => {
      const field = event.target.closest?.(FIELD);
      if (field) act(event, field);
    });

  on("focusin", (_event, field) => {
    field.setAttribute("aria-autocomplete", "list");
    vocabulary(field);
  });
  on("keydown", onKey);
  on("input", (_event, field) => {
    panelOf(field).dataset.stale = "";
    propose(field);
    soon(field);
  });
  on("focusout", (_event, field) => {
    close(field);
    clearTimeout(timers.get(field));
    if ("stale" in panelOf(field).dataset) read(field);
  });
  document.addEventListener("change", (event) => {
    if (event.target.name !== "axis") return;
    for (const field of event.target.form.querySelectorAll(`${FIELD}[data-on-axis]`)) read(field);
  });
  list.addEventListener("mousedown", (event) => {
    const line = event.target.closest("li");
    event.preventDefault(); // the field keeps the focus
    if (line) take(list.parentElement.querySelector(FIELD), line.dataset.word);
  });
})();
