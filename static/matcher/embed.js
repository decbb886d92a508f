/* In a frame: the page around it hears how high this one is, and that another one begins. */
(() => {
  "use strict";

  /* To any origin, as only listed ones can show this, and neither says anything about the visitor. */
  const tell = (message) => parent.postMessage(message, "*");

  new ResizeObserver(() => {
    tell({ matcherHeight: Math.ceil(document.documentElement.getBoundingClientRect().height) });
  }).observe(document.documentElement);

  const begins = () => tell({ matcherBegins: true });
  if (document.referrer.startsWith(`${location.origin}/`)) begins();
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.target?.id === "main" && !detail.requestConfig?.elt?.matches("form.change")) begins();
  });
})();
