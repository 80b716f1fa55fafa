// The keys of the counter, shown beside what they press (aria-keyshortcuts). Function keys type nothing, so they work
// wherever the focus is. Ctrl and Enter go on from a box of several lines, where Enter alone begins a new one.
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey || event.shiftKey) return;
  if (event.ctrlKey) {
    if (event.key === "Enter" && event.target.form) event.target.form.requestSubmit(event.target.form.querySelector("[value=go]"));
    return;
  }
  const found = document.querySelector(`[aria-keyshortcuts="${event.key}"]`);
  if (!found) return;
  event.preventDefault();
  found.closest("details")?.setAttribute("open", "");
  if (found.matches("input")) found.focus();
  else found.click();
});

// A sheet that was just opened, or a person to enter, is where the next key belongs.
const place = document.querySelector(".govuk-error-summary") ? null : document.querySelector("#new-person, #sheet");
if (place && !document.querySelector("[autofocus]")) {
  const fields = [...place.querySelectorAll("input:not([type=hidden]), select, textarea")];
  (fields.find((one) => !one.value && one.type !== "checkbox") ?? fields[0])?.focus();
}
