// What somebody is writing stays in this browser, under their own number, until we have kept it or they sign out.
// <form data-draft="12:log" data-draft-id="…">: the shelf it is stored on, and which text it is (a form's key, a version).
// `data-returned` says that it came back with something to mend, so that what stands in it is what they wrote.
// That we have kept it is said by a `logged` event with its id, or by an address that ends in #logged-<id>.
//
// Each window writes into a slot of its own and holds a lock of that name while it is open, so two windows never overwrite
// each other; what a closed one left behind, and nobody holds, the next that opens the same form takes up.
const PREFIX = "draft:";
const PAUSE = 300; // ms after the last key
const PATIENCE = 20_000; // ms for the page before, in this window, to let go, however busy the machine is
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000; // ms
const NOT_WRITTEN = new Set(["csrfmiddlewaretoken", "back", "version", "form_key"]);
const known = new WeakSet();
const held = new Map(); // by slot: the form that writes there, and how to let go

export function wake() {
  const [, kept] = /^#logged-(.+)$/.exec(location.hash) ?? [];
  if (kept) {
    forget((draft) => draft.id === kept);
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  forget((draft) => !(draft.at > Date.now() - KEPT_FOR));
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (!known.has(form)) keep(form);
  }
}

export function forgetAll() {
  forget(() => true);
}

function keep(form) {
  known.add(form);
  const shelf = `${PREFIX}${form.dataset.draft}:`;
  const returned = "returned" in form.dataset;
  const before = returned ? "" : JSON.stringify(written(form));
  const key = form.elements.form_key?.value;
  let slot = freshOn(shelf);
  let timer;
  const save = async () => {
    clearTimeout(timer);
    if (!form.isConnected) return;
    const values = written(form);
    if (JSON.stringify(values) === before) return drop(slot);
    store(slot, { id: idOf(form), at: Date.now(), values });
    remember(shelf, slot);
    if (await hold(slot, form)) return;
    slot = freshOn(shelf);
    save();
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("change", save);
  addEventListener("pagehide", () => {
    save();
    letGo(slot);
  });
  form.querySelector('[data-deed="discard"]')?.addEventListener("click", () => {
    drop(slot);
    form.reset();
    if (key) form.elements.form_key.value = key;
    say(form, false);
    form.querySelector("textarea").focus();
  });
  takeUp(form, shelf, returned).then((taken) => {
    if (taken) {
      drop(slot);
      slot = taken;
    }
    if (returned) save();
  });
}

// The slot of this window, or one left behind whose text now stands in the form.
async function takeUp(form, shelf, returned) {
  const own = remembered(shelf);
  const left = slotsOn(shelf).filter((slot) => slot !== own);
  for (const slot of [own, ...(returned ? [] : left)].filter(Boolean)) {
    const how = slot === own && navigator.locks ? { signal: AbortSignal.timeout(PATIENCE) } : undefined;
    if (!(await hold(slot, form, how))) continue;
    if (returned || restore(form, slot)) {
      remember(shelf, slot);
      return slot;
    }
    letGo(slot);
  }
}

// Whether the text of a slot could be put into the form.
function restore(form, slot) {
  const draft = read(slot);
  const text = form.querySelector("textarea");
  if (!draft || !form.isConnected || text.value !== text.defaultValue) return false;
  if (form.dataset.draftId && draft.id !== form.dataset.draftId) return false;
  if (JSON.stringify(draft.values) === JSON.stringify(written(form))) {
    drop(slot); // it was kept without a word to us
    return false;
  }
  for (const [name, value] of Object.entries(draft.values)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  if (form.elements.form_key) form.elements.form_key.value = draft.id;
  const folded = form.querySelector("details:not(.add-picture)");
  if (folded && (draft.values.project || draft.values.day !== form.elements.day.defaultValue)) folded.open = true;
  say(form, true);
  return true;
}

// Whether `form` writes into `slot` now, and no other.
function hold(slot, form, how = { ifAvailable: true }) {
  const mine = held.get(slot);
  if (mine) {
    if (mine.form !== form && mine.form.isConnected) return Promise.resolve(false);
    mine.form = form;
    return mine.granted;
  }
  const holding = { form, done() {} };
  held.set(slot, holding);
  holding.granted = new Promise((answer) => {
    if (!navigator.locks) return answer(true); // only over https; then the newest text of all windows is kept
    const until = new Promise((done) => (holding.done = done));
    const granted = (lock) => {
      if (!lock) held.delete(slot);
      answer(Boolean(lock));
      return lock && until;
    };
    navigator.locks.request(slot, how, granted).catch(() => granted(null));
  });
  return holding.granted;
}

function letGo(slot) {
  held.get(slot)?.done();
  held.delete(slot);
}

function freshOn(shelf) {
  return shelf + crypto.getRandomValues(new Uint32Array(2)).join("-");
}

// What was left on a shelf, newest first.
function slotsOn(shelf) {
  try {
    const slots = Object.keys(localStorage).filter((slot) => slot.startsWith(shelf));
    return slots.sort((one, other) => (read(other)?.at ?? 0) - (read(one)?.at ?? 0));
  } catch {
    return [];
  }
}

// Which slot of a shelf is this window's, over its pages.
function remember(shelf, slot) {
  try {
    sessionStorage.setItem(shelf, slot);
  } catch {
    // Then a page after this one looks for what was left behind.
  }
}

function remembered(shelf) {
  try {
    return sessionStorage.getItem(shelf);
  } catch {
    return null;
  }
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

function drop(slot) {
  forget((_, name) => name === slot);
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

function store(slot, draft) {
  try {
    localStorage.setItem(slot, JSON.stringify(draft));
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
