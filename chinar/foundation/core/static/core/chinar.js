// Alt and a digit follow the link that shows it. By the key's place, so that it works under a Bulgarian layout too;
// with a modifier, so that nobody who dictates or types sets it off (WCAG 2.1.4).
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !event.code.startsWith("Digit")) return;
  const link = document.querySelector(`[data-key="${event.code.slice(5)}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

// Within a list of work, and only while it has the focus (WCAG 2.1.4): down and up, or j and k, go from row to row; x
// chooses the row. By the key's place, as above.
const ROW = "tbody tr:has(th a)";
const STEPS = { ArrowDown: 1, KeyJ: 1, ArrowUp: -1, KeyK: -1 };
for (const list of document.querySelectorAll("[data-rows]")) {
  list.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const rows = [...list.querySelectorAll(ROW)];
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    if (event.code === "KeyX" && here >= 0) {
      rows[here].querySelector("input[type=checkbox]")?.click();
    } else if (event.code in STEPS) {
      const step = STEPS[event.code];
      rows[here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step]?.querySelector("th a").focus();
    } else return;
    event.preventDefault();
  });
}
