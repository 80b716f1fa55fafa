// Alt and a digit follow the link that shows it. By the key's place, so that it works under a Bulgarian layout too;
// with a modifier, so that nobody who dictates or types sets it off (WCAG 2.1.4).
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !event.code.startsWith("Digit")) return;
  const link = document.querySelector(`[data-key="${event.code.slice(5)}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
