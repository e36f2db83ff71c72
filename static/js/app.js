// What every page may need. The rest comes only to a page that has something for it, so that a first visit stays small.
import "./busy.js";

const PARTS = {
  ".desk": () => import("./desk.js"),
  ".rubric": () => import("./rubric.js"),
  ".add-picture": () => import("./pictures.js"),
  ".toast": () => import("./toast.js"),
  "[data-count]": () => import("./count.js"),
  "form[data-draft]": () => import("./draft.js"),
  "form.log-box": () => import("./log_box.js"),
  'form[action$="/accounts/logout/"]': () => import("./sign_out.js"),
  "select[data-time-zone]": () => import("./time_zone.js"),
};

function wake() {
  for (const [what, load] of Object.entries(PARTS)) {
    if (document.querySelector(what)) load().then((part) => part.wake());
  }
}

wake();
if (location.hash.startsWith("#logged-")) PARTS["form[data-draft]"]().then((drafts) => drafts.wake());
document.addEventListener("htmx:afterSettle", wake);
