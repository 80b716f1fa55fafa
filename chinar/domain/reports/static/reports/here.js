// The place of the phone, when its owner presses the button and the phone agrees. Without script the words are enough.
const line = document.querySelector(".sig-here");
if (line && "geolocation" in navigator) {
  const button = line.querySelector("[data-here]");
  const told = line.querySelector("[role=status]");
  const form = line.closest("form");
  line.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.longitude.value = coords.longitude.toFixed(6);
        form.elements.latitude.value = coords.latitude.toFixed(6);
        form.dispatchEvent(new Event("placed"));
        told.textContent = button.dataset.found;
      },
      () => { told.textContent = button.dataset.failed; },
      { enableHighAccuracy: true, timeout: 15000 },
    );
  });
} else if (line) line.querySelector("[data-here]").remove();
