// What is answered already, shown while the question is written. Without script the step before sending shows it.
const place = document.querySelector("[data-known]");
const field = place && document.getElementById(place.dataset.watched);
if (field) {
  let waiting;
  let asked = "";
  const look = async () => {
    const text = field.value.trim().slice(0, 300);
    if (text === asked || text.split(/\s+/).length < 2) return;
    asked = text;
    try {
      const answer = await fetch(`${place.dataset.known}?${new URLSearchParams({ q: text })}`);
      if (answer.status === 200 && text === asked) place.innerHTML = await answer.text();
    } catch { /* a line that breaks takes nothing away: the next step shows the same */ }
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 700);
  });
}
