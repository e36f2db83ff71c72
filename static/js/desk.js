// Keys of a desk: a letter presses the button that bears it, j and k walk the list, ? shows them all. None while one types;
// what is only chosen takes no letters, so they go on from there.
export const typing = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]");

// Presses come faster than pages: j and k move the mark at once and the last one leads; no other key decides about a page
// that is on its way out, nor about one that has only just come.
const SETTLE = 400; // ms
let leaving = false;
let settles = 0; // performance.now() from which the letters count

export const unsettled = () => leaving || performance.now() < settles;

const here = () => document.querySelector(".queue a[aria-current]");

function mark(place) {
  here()?.removeAttribute("aria-current");
  place?.setAttribute("aria-current", "true");
}

function walk(by) {
  const places = [...document.querySelectorAll(".queue a")];
  const from = places.indexOf(here());
  const to = Math.min(Math.max(from + by, 0), places.length - 1);
  if (to < 0 || to === from) return;
  mark(places[to]);
  leaving = true;
  sessionStorage.setItem("walked", "1");
  places[to].click();
}

function arrive() {
  if (sessionStorage.getItem("walked")) settles = performance.now() + SETTLE;
  sessionStorage.removeItem("walked");
  const opened = here();
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    leaving = false;
    mark(opened);
  });
}

// A decision that still lacks what it needs leads to the field, and one that asks always does; the next press is the field's own.
function press(button) {
  const opens = document.getElementById(button.dataset.opens ?? "");
  const needs = document.getElementById(button.dataset.needs ?? "");
  if (opens) opens.showModal();
  else if (needs && ("asks" in button.dataset || !needs.value.trim())) needs.focus();
  else button.click();
}

function listen(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "j" || event.key === "k") return walk(event.key === "j" ? 1 : -1);
  if (unsettled()) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  press(button);
}

let awake = false;

export function wake() {
  if (awake) return;
  awake = true;
  arrive();
  document.addEventListener("keydown", listen);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-opens]");
    if (button) document.getElementById(button.dataset.opens).showModal();
  });
}
