// Keys of a desk: a letter presses the button that bears it, j and k walk the list, ? shows them all. None while one types;
// what is only chosen takes no letters, so they go on from there.
export const typing = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]");

function walk(by) {
  const places = [...document.querySelectorAll(".queue a")];
  const here = places.findIndex((place) => place.hasAttribute("aria-current"));
  places[Math.min(Math.max(here + by, 0), places.length - 1)]?.click();
}

// A decision that still lacks what it needs leads to the field; the next press is the field's own.
function press(button) {
  const opens = document.getElementById(button.dataset.opens ?? "");
  const needs = document.getElementById(button.dataset.needs ?? "");
  if (opens) opens.showModal();
  else if (needs && !needs.value.trim()) needs.focus();
  else button.click();
}

function listen(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "j" || event.key === "k") return walk(event.key === "j" ? 1 : -1);
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  press(button);
}

let awake = false;

export function wake() {
  if (awake) return;
  awake = true;
  document.addEventListener("keydown", listen);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-opens]");
    if (button) document.getElementById(button.dataset.opens).showModal();
  });
}
