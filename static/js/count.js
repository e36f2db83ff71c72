// How many characters a field holds, beside how many it may: <output data-count="id of the field" data-most="140">.
const known = new WeakSet();

export function wake() {
  for (const output of document.querySelectorAll("[data-count]")) {
    const field = document.getElementById(output.dataset.count);
    if (!field || known.has(output)) continue;
    known.add(output);
    const most = Number(output.dataset.most);
    const say = () => {
      const length = [...field.value].length; // code points, as the server counts
      output.textContent = `${length} / ${most}`;
      output.classList.toggle("over", length > most);
    };
    field.addEventListener("input", say);
    say();
  }
}
