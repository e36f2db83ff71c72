// Puts the browser's time zone into a field that asks for one. Without a script the field is asked as it stands.

export function wake() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) return;
  for (const select of document.querySelectorAll("select[data-time-zone]")) {
    if (![...select.options].some((option) => option.value === zone)) select.add(new Option(zone, zone));
    select.value = zone;
    delete select.dataset.timeZone;
  }
}
