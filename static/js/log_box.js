// The log box while it is on its way: what happens without a network, and when we fail. The text stays in its field; sent
// again it is still one entry, because the form keeps its key.
const known = new WeakSet();

export function wake() {
  for (const form of document.querySelectorAll("form.log-box")) {
    if (!known.has(form)) watch(form);
  }
}

function watch(form) {
  known.add(form);
  const button = form.querySelector("button[data-waiting]");
  const label = button.querySelector("span");
  const words = label.textContent;

  const say = (what) => {
    for (const note of form.querySelectorAll('[data-when="offline"], [data-when="failed"]')) note.hidden = note.dataset.when !== what;
    button.disabled = what === "offline";
    label.textContent = button.disabled ? button.dataset.waiting : words;
  };

  form.addEventListener("htmx:beforeRequest", () => say(""));
  form.addEventListener("htmx:sendError", () => {
    say(navigator.onLine ? "failed" : "offline");
    if (!navigator.onLine) addEventListener("online", () => form.isConnected && (say(""), form.requestSubmit()), { once: true });
  });
  form.addEventListener("htmx:responseError", () => say("failed"));
  form.querySelector("textarea").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
}
