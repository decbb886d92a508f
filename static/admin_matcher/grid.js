/* Evidence as a grid, edited from the keyboard: arrows move, digits set, sums follow, and every
   step can be undone until all of them are saved as one change. Without this script the same form
   is sent as it is. */
(() => {
  "use strict";

  const form = document.getElementById("grid-form");
  if (!form) return;

  const table = form.querySelector("table.grid");
  const status = form.querySelector(".grid-status");
  const undoButton = form.querySelector("[data-undo]");

  /* The boxes by row and column; each with its sentence and the cell as it was opened. */
  const boxes = [...table.tBodies[0].rows].map((row) =>
    [...row.querySelectorAll("input")].map((mark) => {
      const name = mark.id.slice("mark-".length);
      const sentence = form.elements[`sentence-${name}`];
      const was = form.elements[`was-${name}`].value.replaceAll("\r\n", "\n");
      return { mark, sentence, was, cell: mark.closest("td"), why: sentence.closest(".why") };
    }),
  );
  const all = boxes.flat();
  const boxOf = (element) => all.find((box) => box.mark === element || box.sentence === element);

  // ── What a box says ─────────────────────────────────────────────────────────────────

  const MARK = /^([+-]?)([0-3])$/;

  const plain = (text) => text.trim().replace("−", "-").toLowerCase();

  /* The mark as it is shown, or null where the text is not a mark. */
  const readMark = (text) => {
    const typed = plain(text);
    if (typed === "x" || typed === "") return typed;
    const [, sign, digit] = MARK.exec(typed) ?? [];
    if (digit === undefined) return null;
    return digit === "0" ? "" : `${sign || "+"}${digit}`;
  };

  const strength = ({ mark }) => Number(readMark(mark.value)?.replace("x", "") ?? 0);

  const isChanged = ({ mark, sentence, was }) => {
    const shown = readMark(mark.value);
    if (shown) return `${shown} ${sentence.value}` !== was;
    return shown === null || was !== "" || sentence.value.trim() !== "";
  };

  // ── What follows from it ────────────────────────────────────────────────────────────

  const signed = (number) => {
    const text = String(Math.abs(number));
    if (number === 0) return "0";
    return number > 0 ? `+${text}` : `−${text}`;
  };

  const showTotal = (cell, line) => {
    const sum = line.reduce((total, box) => total + strength(box), 0);
    const points = Math.round(sum * Number(form.dataset.weight)) / 100;
    const [strengths, inPoints] = cell.children;
    strengths.textContent = signed(sum);
    inPoints.textContent = inPoints.textContent.replace(/[+−]?[\d.]+\s*$/, signed(points));
  };

  const changedCount = () => all.filter(isChanged).length;

  const refresh = (message = "") => {
    for (const box of all) {
      const mark = readMark(box.mark.value) ?? "";
      box.cell.dataset.mark = mark;
      box.cell.classList.toggle("changed", isChanged(box));
      box.cell.classList.toggle("lacks", mark !== "" && box.sentence.value.trim() === "");
      box.mark.title = box.sentence.value;
    }
    boxes.forEach((line, row) => showTotal(table.tBodies[0].rows[row].querySelector(".sum"), line));
    table.tFoot.querySelectorAll(".sum").forEach((cell, column) => {
      showTotal(cell, boxes.map((line) => line[column]));
    });
    const count = changedCount();
    const { none, one, many } = form.dataset;
    const changes = [none, one][count] ?? many.replace("%s", count);
    status.textContent = [message, changes].filter(Boolean).join(" ");
    undoButton.disabled = steps.length === 0;
  };

  // ── Steps, and back ─────────────────────────────────────────────────────────────────

  const steps = [];

  const step = (element, before) => {
    if (element.value === before) return;
    steps.push({ element, before });
    refresh();
  };

  const setMark = ({ mark }, value) => {
    const before = pending?.mark === mark ? pending.before : mark.value;
    pending = null;
    mark.value = value;
    mark.select();
    step(mark, before);
  };

  const undo = () => {
    const last = steps.pop();
    if (!last) return;
    pending = null;
    last.element.value = last.before;
    const box = boxOf(last.element);
    go(box);
    refresh(form.dataset.undone);
  };

  // ── Keys ────────────────────────────────────────────────────────────────────────────

  let pending = null; // a sign that waits for its digit, and what the box held before

  const turnSign = (box, sign) => {
    const shown = readMark(box.mark.value);
    if (shown && shown !== "x") {
      const turned = sign === "-" && shown.startsWith("-") ? "+" : sign;
      setMark(box, turned + shown.slice(1));
      return;
    }
    pending ??= { mark: box.mark, before: box.mark.value };
    box.mark.value = sign;
  };

  const dropPending = () => {
    if (pending) pending.mark.value = pending.before;
    pending = null;
  };

  const type = (box, key) => {
    if (/^[0-3]$/.test(key)) {
      const sign = pending?.mark === box.mark ? box.mark.value : "+";
      setMark(box, key === "0" ? "" : sign + key);
    } else if (key === "-" || key === "−") turnSign(box, "-");
    else if (key === "+") turnSign(box, "+");
    else if (key.toLowerCase() === "x") setMark(box, readMark(box.mark.value) === "x" ? "" : "x");
    else refresh(form.dataset.range);
  };

  const positionOf = (box) => {
    const row = boxes.findIndex((line) => line.includes(box));
    return [row, boxes[row].indexOf(box)];
  };

  const MOVES = {
    ArrowUp: ([row, column]) => [row - 1, column],
    ArrowDown: ([row, column]) => [row + 1, column],
    ArrowLeft: ([row, column]) => [row, column - 1],
    ArrowRight: ([row, column]) => [row, column + 1],
    Home: ([row]) => [row, 0],
    End: ([row]) => [row, boxes[row].length - 1],
  };

  const ACTIONS = {
    Delete: (box) => setMark(box, ""),
    Backspace: (box) => setMark(box, ""),
    Enter: (box) => box.sentence.focus(),
    Escape: dropPending,
  };

  const onMarkKey = (event, box) => {
    const withControl = event.ctrlKey || event.metaKey;
    if (withControl && event.key.toLowerCase() === "z") undo();
    else if (event.altKey || (withControl && !(event.key in MOVES))) return;
    else if (event.key in MOVES) {
      const [row, column] = MOVES[event.key](withControl ? edge(event.key, box) : positionOf(box));
      go(boxes[row]?.[column]);
    } else if (event.key in ACTIONS) ACTIONS[event.key](box);
    else if (event.key.length === 1 && event.key !== " ") type(box, event.key);
    else if (event.key !== " ") return;
    event.preventDefault();
  };

  /* With Ctrl, Home and End go to the first and the last row. */
  const edge = (key, box) => {
    const [row, column] = positionOf(box);
    if (key === "Home") return [0, column];
    return key === "End" ? [boxes.length - 1, column] : [row, column];
  };

  /* Input without a key event: a paste, or the keyboard of a touch screen. */
  const onMarkInput = (box) => {
    const shown = readMark(box.mark.value);
    if (["-", "+"].includes(plain(box.mark.value))) {
      pending ??= { mark: box.mark, before: box.cell.dataset.mark };
    } else if (shown === null) {
      box.mark.value = pending?.before ?? box.cell.dataset.mark;
      pending = null;
      refresh(form.dataset.range);
    } else {
      const before = pending?.before ?? box.cell.dataset.mark;
      pending = null;
      box.mark.value = shown;
      step(box.mark, before);
    }
  };

  // ── Focus: one box can be reached with Tab, and its sentence follows ────────────────

  const go = (box) => box?.mark.focus();

  const makeCurrent = (box) => {
    for (const other of all) {
      other.mark.tabIndex = other === box ? 0 : -1;
      other.why.classList.toggle("current", other === box);
    }
  };

  table.setAttribute("role", "grid");
  table.addEventListener("focusin", (event) => {
    const box = boxOf(event.target);
    if (!box) return;
    makeCurrent(box);
    box.mark.select();
  });
  table.addEventListener("focusout", dropPending);
  table.addEventListener("keydown", (event) => {
    const box = boxOf(event.target);
    if (box) onMarkKey(event, box);
  });
  table.addEventListener("input", (event) => onMarkInput(boxOf(event.target)));

  for (const box of all) {
    let before = box.sentence.value;
    box.sentence.addEventListener("focus", () => {
      before = box.sentence.value;
    });
    box.sentence.addEventListener("input", () => refresh());
    box.sentence.addEventListener("change", () => step(box.sentence, before));
    box.sentence.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      go(box);
    });
  }

  // ── Saving, and leaving without ─────────────────────────────────────────────────────

  let saving = false;

  undoButton.addEventListener("click", undo);
  form.addEventListener("submit", () => {
    dropPending();
    saving = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!saving && changedCount() > 0) event.preventDefault();
  });

  /* A link to a sentence, such as in the list of errors, leads to its cell first. */
  const follow = () => {
    const box = boxOf(document.getElementById(location.hash.slice(1)));
    if (!box) return;
    makeCurrent(box);
    document.getElementById(location.hash.slice(1)).focus();
  };
  window.addEventListener("hashchange", follow);

  form.classList.add("live");
  for (const row of form.querySelectorAll(".why-row")) row.open = true;
  form.querySelector("[data-with-script]").hidden = false;
  form.querySelector("[data-without-script]").hidden = true;
  undoButton.hidden = false;
  makeCurrent(all.find(({ cell }) => cell.classList.contains("wrong")) ?? all[0]);
  refresh();
  follow();
})();
