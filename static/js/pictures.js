// Pictures on their way into a text: chosen, pasted or dropped on it, each is taken at once and shown at the cursor by a line
// of Markdown. The words for those who can't see it are asked for beside, and written into that line as they are typed.
const KINDS = ["image/jpeg", "image/png", "image/webp", "image/gif"];
const known = new WeakSet();

export function wake() {
  for (const box of document.querySelectorAll(".add-picture")) {
    if (!known.has(box)) watch(box);
  }
}

function watch(box) {
  known.add(box);
  const text = document.getElementById(box.dataset.into);
  const chosen = box.querySelector('[type="file"]');
  const words = box.querySelector(".words input");
  let last = "";

  box.classList.add("live");
  box.querySelector("summary").addEventListener("click", (event) => {
    event.preventDefault();
    chosen.click();
  });
  chosen.addEventListener("change", () => takeAll([...chosen.files]));
  text.addEventListener("paste", (event) => {
    const files = picturesIn(event.clipboardData);
    if (!files.length || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    takeAll(files);
  });
  text.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    text.classList.add("over");
  });
  text.addEventListener("dragleave", () => text.classList.remove("over"));
  text.addEventListener("drop", (event) => {
    text.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    takeAll([...event.dataTransfer.files]);
  });
  words.addEventListener("input", () => last && describe(last, words.value));

  async function takeAll(files) {
    complain("");
    wait(true);
    for (const file of files) {
      try {
        if (file.size > Number(box.dataset.most)) throw say("tooLarge");
        show(await take(file));
      } catch (sentence) {
        complain(sentence);
      }
    }
    wait(false);
    chosen.value = "";
  }

  function take(file) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest(); // fetch does not tell how far it is
      const bar = box.querySelector("progress");
      const body = new FormData();
      body.append("picture", file);
      bar.value = 0;
      request.open("POST", box.dataset.to);
      request.setRequestHeader("X-CSRFToken", text.form.elements.csrfmiddlewaretoken.value);
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => event.lengthComputable && (bar.value = event.loaded / event.total));
      request.addEventListener("load", () => (request.status === 201 ? resolve(request.response.address) : reject(request.response?.error ?? say("failed"))));
      request.addEventListener("error", () => reject(say(navigator.onLine ? "failed" : "offline")));
      request.send(body);
    });
  }

  function show(address) {
    const before = text.value.slice(0, text.selectionStart);
    const after = text.value.slice(text.selectionEnd);
    const gap = (side) => (side === "" ? "" : "\n".repeat(Math.max(0, 2 - /\n*$/.exec(side)[0].length)));
    const picture = `${gap(before)}![](${address})`;
    text.setRangeText(`${picture}${after.startsWith("\n\n") ? "" : "\n\n"}`, text.selectionStart, text.selectionEnd, "end");
    last = address;
    words.value = "";
    box.classList.add("shown");
    box.open = true;
    tell();
  }

  function describe(address, said) {
    const line = new RegExp(`!\\[[^\\]\\n]*\\]\\(${address.replaceAll(".", "\\.")}\\)`);
    const { selectionStart, selectionEnd } = text;
    text.value = text.value.replace(line, () => `![${said.replace(/[[\]\\\s]+/g, " ")}](${address})`);
    text.setSelectionRange(selectionStart, selectionEnd);
    tell();
  }

  function tell() {
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function wait(busy) {
    box.querySelector(".on-its-way").hidden = !busy;
    for (const button of text.form.querySelectorAll("button:not([type=button])")) button.disabled = busy; // or the text would go without it
    box.open = busy || box.classList.contains("shown") || !box.querySelector(".error").hidden;
  }

  function complain(sentence) {
    box.querySelector(".error").hidden = !sentence;
    box.querySelector(".error span").textContent = sentence;
  }

  function say(what) {
    return box.querySelector(".error span").dataset[what];
  }
}

function picturesIn(transfer) {
  return [...transfer.files].filter((file) => KINDS.includes(file.type));
}
