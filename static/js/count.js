// How much a field holds, beside how much it may: <output data-count="id of the field" data-most="140">, in characters, or
// in words where it says how: data-words="% words".
const known = new WeakSet();

export function wake() {
  for (const output of document.querySelectorAll("[data-count]")) {
    const field = document.getElementById(output.dataset.count);
    if (!field || known.has(output)) continue;
    known.add(output);
    const most = Number(output.dataset.most);
    const say = () => {
      const words = field.value.trim().split(/\s+/).filter(Boolean);
      const length = "words" in output.dataset ? words.length : [...field.value].length; // code points, as the server counts
      output.textContent = (output.dataset.words || "%").replace("%", `${length} / ${most}`);
      output.classList.toggle("over", length > most);
    };
    field.addEventListener("input", say);
    say();
  }
}
