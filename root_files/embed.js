/* For pages that show the matcher in a frame: the frame is as high as what it shows, and where
   another of its pages begins above the window, the page scrolls back to it. */
(() => {
  "use strict";

  const home = new URL(document.currentScript.src).origin;

  addEventListener("message", ({ source, origin, data }) => {
    const frame = [...document.querySelectorAll("iframe")].find((each) => each.contentWindow === source);
    if (!frame || origin !== home) return;
    if (Number.isFinite(data?.matcherHeight)) frame.style.height = `${data.matcherHeight}px`;
    if (data?.matcherBegins && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
  });
})();
