/* What htmx leaves to us: after a step the new heading has the focus and is said aloud. */
(() => {
  "use strict";

  const announce = (text) => {
    document.getElementById("announcer").textContent = text;
  };

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

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "main") arrive();
  });
  document.addEventListener("htmx:historyRestore", arrive);

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

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    navigator.clipboard.writeText(button.dataset.copy).then(() => {
      button.textContent = button.dataset.copied;
      announce(button.dataset.copied);
    });
  });

  // A result is kept to the end of a day where its sender is.
  document.addEventListener("submit", (event) => {
    const zone = event.target.elements.namedItem("tz");
    if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
  });

  // Over plain http a browser copies nothing, so no button offers it.
  if (!navigator.clipboard) {
    for (const button of document.querySelectorAll("[data-copy]")) button.hidden = true;
  }
})();
