// What somebody is writing stays in this browser, under their own number, until we have kept it or they sign out.
// <form data-draft="12:log" data-draft-id="…">: the name it is stored under, and which text it is (a form's key, a version).
// `data-returned` says that it came back with something to mend, so that what stands in it is what they wrote.
// That we have kept it is said by a `logged` event with its id, or by an address that ends in #logged-<id>.
const PREFIX = "draft:";
const PAUSE = 300; // ms after the last key
const NOT_WRITTEN = new Set(["csrfmiddlewaretoken", "back", "version", "form_key"]);
const known = new WeakSet();

export function wake() {
  const [, kept] = /^#logged-(.+)$/.exec(location.hash) ?? [];
  if (kept) {
    forget((draft) => draft.id === kept);
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (!known.has(form)) keep(form);
  }
}

export function forgetAll() {
  forget(() => true);
}

function keep(form) {
  known.add(form);
  const returned = "returned" in form.dataset;
  const before = returned ? "" : JSON.stringify(written(form));
  const key = form.elements.form_key?.value;
  let timer;
  const save = () => {
    clearTimeout(timer);
    if (!form.isConnected) return;
    const values = written(form);
    if (JSON.stringify(values) === before) drop(form);
    else store(form, { id: idOf(form), values });
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("change", save);
  addEventListener("pagehide", save);
  form.querySelector('[data-deed="discard"]')?.addEventListener("click", () => {
    drop(form);
    form.reset();
    if (key) form.elements.form_key.value = key;
    say(form, false);
    form.querySelector("textarea").focus();
  });
  if (returned) save();
  else restore(form);
}

function restore(form) {
  const draft = read(PREFIX + form.dataset.draft);
  const text = form.querySelector("textarea");
  if (!draft || text.value !== text.defaultValue) return;
  if (form.dataset.draftId && draft.id !== form.dataset.draftId) return;
  if (JSON.stringify(draft.values) === JSON.stringify(written(form))) {
    drop(form); // it was kept without a word to us
    return;
  }
  for (const [name, value] of Object.entries(draft.values)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  if (form.elements.form_key) form.elements.form_key.value = draft.id;
  const folded = form.querySelector("details:not(.add-picture)");
  if (folded && (draft.values.project || draft.values.day !== form.elements.day.defaultValue)) folded.open = true;
  say(form, true);
}

function say(form, restored) {
  const note = form.querySelector('[data-when="restored"]');
  if (note) note.hidden = !restored;
  form.querySelector("textarea").dispatchEvent(new Event("input", { bubbles: true })); // for what counts or grows with it
}

function idOf(form) {
  return form.elements.form_key?.value ?? form.dataset.draftId;
}

function written(form) {
  return Object.fromEntries([...new FormData(form)].filter(([name, value]) => !NOT_WRITTEN.has(name) && typeof value === "string"));
}

function drop(form) {
  forget((draft, name) => name === PREFIX + form.dataset.draft && draft.id === idOf(form));
}

function forget(which) {
  try {
    for (const name of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
      if (which(read(name) ?? {}, name)) localStorage.removeItem(name);
    }
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

function store(form, draft) {
  try {
    localStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify(draft));
  } catch {
    // Full, or not allowed: the text is still in its field.
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

addEventListener("logged", (event) => forget((draft) => draft.id === event.detail.id));
