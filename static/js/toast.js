// A toast goes after 5 s unless somebody is reading it with pointer or focus; what went wrong stays.
const SHOWN = 5000;
const known = new WeakSet();

export function wake() {
  for (const toast of document.querySelectorAll(".toast:not(.error)")) {
    if (known.has(toast)) continue;
    known.add(toast);
    let timer;
    const leave = () => (timer = setTimeout(() => toast.remove(), SHOWN));
    const stay = () => clearTimeout(timer);
    toast.addEventListener("pointerenter", stay);
    toast.addEventListener("focusin", stay);
    toast.addEventListener("pointerleave", leave);
    toast.addEventListener("focusout", leave);
    leave();
  }
}
