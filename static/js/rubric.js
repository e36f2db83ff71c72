// A mentor's review. Its keys: r leads to the scores, w to the answer, v to the verdict, 1–4 choose and go on, Ctrl Enter sends.
// A draft that could not be saved as it was typed is not passed over in silence, and goes again once there is a network.
import { typing, unsettled } from "./desk.js";

const first = (selector) => document.querySelector(`${selector} input:checked`) ?? document.querySelector(`${selector} :is(input, textarea)`);

function score(event, fieldset) {
  const chosen = fieldset.querySelector(`input[value="${event.key}"]`);
  if (!chosen) return;
  event.preventDefault();
  chosen.click();
  const rows = [...document.querySelectorAll(".rubric fieldset")];
  const next = rows[rows.indexOf(fieldset) + 1];
  (next?.querySelector("input:checked") ?? next?.querySelector("input") ?? chosen).focus();
}

function listen(event) {
  if (event.isComposing || unsettled() || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const send = document.querySelector('[data-key="Control+Enter"]');
    if (send) event.preventDefault();
    return send?.click();
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const fieldset = event.target.closest?.(".rubric fieldset");
  if (fieldset && /^[1-4]$/.test(event.key)) return score(event, fieldset);
  if (typing(event.target)) return;
  const place = { r: ".rubric fieldset", v: "#verdict-part", w: "#answer-part" }[event.key];
  const target = place && first(place);
  if (!target) return;
  event.preventDefault();
  target.focus();
}

function failed(event) {
  const note = event.target.closest("form.desk") && document.getElementById("review-saved");
  if (note) note.textContent = note.dataset.failed;
}

function again() {
  document.querySelector("form.desk")?.dispatchEvent(new Event("change", { bubbles: true }));
}

let awake = false;

export function wake() {
  if (awake) return;
  awake = true;
  document.addEventListener("keydown", listen);
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);
  addEventListener("online", again);
}
