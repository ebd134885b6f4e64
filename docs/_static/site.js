// What the theme leaves out for those who hear a page: levels of its captions, names of its sides.
const names = () => {
  for (const caption of document.querySelectorAll(".caption[role=heading]")) {
    caption.setAttribute("aria-level", "2");
  }
  document.querySelector(".sidebar-drawer")?.setAttribute("aria-label", "Pages of the site");
  // An empty cell of pandas heads nothing.
  for (const cell of document.querySelectorAll(".output th")) {
    if (cell.textContent.trim() === "") cell.replaceWith(document.createElement("td"));
  }
  document.querySelector(".toc-drawer")?.setAttribute("aria-label", "On this page");
};

// What scrolls in a box of its own must be reached by the keyboard too.
const boxes = () => {
  for (const box of document.querySelectorAll(".table-wrapper, .output, .highlight pre, .gnlc")) {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
    } else {
      box.removeAttribute("tabindex");
    }
  }
};

// A page within a page is as high as what it shows, so that only one of them scrolls.
const frames = () => {
  for (const frame of document.querySelectorAll("iframe.explorer")) {
    const shown = frame.contentDocument?.body;
    if (!shown) continue;
    new ResizeObserver(() => {
      frame.style.height = `${shown.offsetHeight}px`;
    }).observe(shown);
  }
};

addEventListener("DOMContentLoaded", names);
addEventListener("load", frames);
addEventListener("load", boxes);
addEventListener("resize", boxes);
