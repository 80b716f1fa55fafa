// The place of the phone, when its owner presses the button and the phone agrees. Without script the words are enough.
const line = document.querySelector(".sig-here");
if (line && "geolocation" in navigator) {
  const button = line.querySelector("button");
  const told = line.querySelector("[role=status]");
  const field = (name) => document.querySelector(`input[name=${name}]`);
  line.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field("longitude").value = coords.longitude.toFixed(6);
        field("latitude").value = coords.latitude.toFixed(6);
        told.textContent = button.dataset.found;
      },
      () => { told.textContent = button.dataset.failed; },
      { enableHighAccuracy: true, timeout: 15000 },
    );
  });
}
