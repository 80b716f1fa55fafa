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

// A sheet that was just opened, a person to enter, or what has to be mended first, is where the next key belongs.
const WRONG = ".govuk-form-group--error :is(input:not([type=hidden]), select, textarea)";
const place = document.querySelector("#new-person, #sheet");
const fields = [...(place?.querySelectorAll("input:not([type=hidden]), select, textarea") ?? [])];
const isChosen = (one) => place.querySelector(`[name="${CSS.escape(one.name)}"]:checked`);
const isOpen = (one) => one.type === "radio" ? !isChosen(one) : one.type !== "checkbox" && !one.value;
const next = document.querySelector(WRONG) ?? fields.find(isOpen) ?? fields[0];
// After the error summary has taken the focus, if there is one.
if (next && !document.querySelector("[autofocus]")) setTimeout(() => next.focus());
