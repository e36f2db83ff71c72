// A form that takes longer than 0.4 s says so on its button; one that is on its way is not sent twice.
// The label of that time stands in the button's data-busy.
const PATIENCE = 400;
const waiting = new WeakMap();

function begin(form, button) {
  const words = button?.dataset.busy;
  const label = words ? button.querySelector("span") ?? button : null;
  const before = label?.textContent;
  const timer = setTimeout(() => {
    button?.setAttribute("aria-busy", "true");
    if (label) label.textContent = words;
  }, PATIENCE);
  waiting.set(form, () => {
    clearTimeout(timer);
    button?.removeAttribute("aria-busy");
    if (label) label.textContent = before;
    waiting.delete(form);
  });
}

function end(form) {
  waiting.get(form)?.();
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" && !form.matches("[hx-post]")) return;
  if (waiting.has(form)) event.preventDefault();
  else if (!event.defaultPrevented || form.matches("[hx-post]")) begin(form, event.submitter ?? form.querySelector("button"));
});

addEventListener("htmx:afterRequest", (event) => end(event.target.closest("form")));
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form").forEach(end);
});
