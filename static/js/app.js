// What every page may need. The rest comes only to a page that has something for it, so that a first visit stays small.
import "./busy.js";

const PARTS = {
  ".toast": () => import("./toast.js"),
  "[data-count]": () => import("./count.js"),
  "select[data-time-zone]": () => import("./time_zone.js"),
};

function wake() {
  for (const [what, load] of Object.entries(PARTS)) {
    if (document.querySelector(what)) load().then((part) => part.wake());
  }
}

wake();
document.addEventListener("htmx:afterSettle", wake);
