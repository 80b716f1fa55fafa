// Maps of signals, drawn in the browser from the town's own outline and settlements: no other host is asked, but for
// pictures where the installation names one. What stands on the page without this script says the same in words.
const L = window.L;
const NEAR = 13; // from this zoom on settlements have their names, and single signals are fetched
const TOGETHER = 44; // pixels within which signals stand as one: as much as a finger covers
const at = ([longitude, latitude]) => L.latLng(latitude, longitude);

function element(name, text, attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  made.textContent = text;
  return made;
}

// A mark that fingers and the keyboard reach; `words` is what it is called.
function pin(where, { shows, words, name = "sig-pin" }) {
  const icon = L.divIcon({ className: name, html: element("span", shows), iconSize: null });
  const made = L.marker(where, { icon, keyboard: true });
  made.on("add", () => made.getElement().setAttribute("aria-label", words));
  return made;
}

async function drawn(frame) {
  const answer = await fetch(frame.dataset.townMap);
  if (!answer.ok) return null;
  const town = await answer.json();
  const map = L.map(frame, {
    zoomControl: false, scrollWheelZoom: false, dragging: !L.Browser.mobile, maxZoom: 18, minZoom: 8, zoomSnap: 0.5,
  });
  map.attributionControl.setPrefix(false);
  const whole = L.geoJSON(town.features).getBounds();
  map.setView(whole.getCenter(), 10); // nothing can be drawn before there is a view
  L.control.zoom({ zoomInTitle: frame.dataset.closer, zoomOutTitle: frame.dataset.farther }).addTo(map);
  if (town.tiles) {
    const note = element("span", town.tiles.note).outerHTML;
    L.tileLayer(town.tiles.address, { maxZoom: 18, attribution: note }).addTo(map);
    frame.classList.add("sig-map--tiles");
  }
  const outline = town.features.find(({ properties }) => properties.kind === "outline");
  const places = town.features.filter(({ properties }) => properties.kind === "settlement");
  if (outline) {
    const dashed = outline.properties.official ? "" : " map-outline--schematic";
    L.geoJSON(outline, { interactive: false, style: { className: `map-outline${dashed}` } }).addTo(map);
  }
  for (const { properties, geometry } of places) {
    L.circleMarker(at(geometry.coordinates), { radius: properties.centre ? 6 : 4, className: "map-point", interactive: false })
      .bindTooltip(element("span", properties.name), {
        permanent: true, direction: "top", offset: [0, frame.dataset.counts ? -16 : -4], className: properties.centre ? "sig-name sig-name--centre" : "sig-name",
      })
      .addTo(map);
  }
  map.on("zoomend", () => frame.classList.toggle("is-near", map.getZoom() >= NEAR));
  map.on("popupopen", ({ popup }) => {
    popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", frame.dataset.close);
  });
  return { map, places, whole };
}

// A frame within something folded has no size until it is opened.
function whenSeen(frame, map, show) {
  let shown = false;
  new ResizeObserver(() => {
    if (!frame.offsetWidth) return;
    map.invalidateSize();
    if (!shown) show();
    shown = true;
  }).observe(frame);
}

// The list: how many there are in each settlement, and near by the newest single ones.
function list(frame, { map, places, whole }) {
  const counts = JSON.parse(frame.dataset.counts);
  for (const { properties, geometry } of places) {
    const n = counts[properties.ekatte];
    if (!n) continue;
    pin(at(geometry.coordinates), { shows: String(n), words: `${properties.name}: ${n}`, name: "sig-pin sig-pin--town" })
      .on("click", () => { location.search = `?${frame.dataset.chosen}&settlement=${properties.ekatte}`; })
      .addTo(map);
  }
  const near = L.layerGroup().addTo(map);
  let asked = 0;
  map.on("moveend", async () => {
    near.clearLayers();
    if (map.getZoom() < NEAR) return;
    const turn = ++asked;
    const answer = await fetch(`${frame.dataset.newest}?${frame.dataset.chosen}&bbox=${map.getBounds().toBBoxString()}`);
    if (!answer.ok || turn !== asked) return;
    for (const group of together(map, (await answer.json()).features)) signals(frame, map, group).addTo(near);
  });
  whenSeen(frame, map, () => map.fitBounds(whole));
}

// Those that would stand one over the other.
function together(map, features) {
  const groups = new Map();
  for (const one of features) {
    const { x, y } = map.project(at(one.geometry.coordinates));
    const key = `${Math.round(x / TOGETHER)} ${Math.round(y / TOGETHER)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups.values();
}

function signals(frame, map, group) {
  const titles = group.map(({ properties }) => `${properties.title}, ${properties.state}`);
  const words = group.length > 1 ? `${frame.dataset.together}: ${group.length}` : titles[0];
  const told = element("ul", "", { className: "sig-told-here" });
  for (const { properties } of group) {
    const line = element("li", "");
    line.append(element("a", properties.title, { href: properties.href, className: "govuk-link" }), ` ${properties.state}`);
    if (properties.text) line.append(element("br", ""), element("span", properties.text, { lang: "bg" }));
    told.append(line);
  }
  return pin(at(group[0].geometry.coordinates), { shows: group.length > 1 ? String(group.length) : "!", words })
    .bindPopup(told, { maxHeight: 240 });
}

// The form: a tap marks the place; the hidden fields carry it.
function form(frame, { map, places, whole }) {
  const { elements } = frame.closest("form");
  const line = frame.closest("form").querySelector(".sig-here");
  const told = line.querySelector("[role=status]");
  const mark = pin([0, 0], { shows: "", words: frame.dataset.pick, name: "sig-pin sig-pin--chosen" });
  const chosen = () => {
    const { longitude, latitude } = elements;
    return longitude.value && latitude.value ? at([Number(longitude.value), Number(latitude.value)]) : null;
  };
  const show = () => {
    const where = chosen();
    if (where && Number.isFinite(where.lat + where.lng)) mark.setLatLng(where).addTo(map);
    else mark.remove();
  };
  const put = ({ lat, lng }) => {
    elements.longitude.value = lng.toFixed(6);
    elements.latitude.value = lat.toFixed(6);
    if (!elements.settlement.value) elements.settlement.value = nearest(places, L.latLng(lat, lng));
    told.textContent = frame.dataset.pick;
    show();
  };
  const look = () => {
    const town = places.find(({ properties }) => properties.ekatte === elements.settlement.value);
    if (chosen()) map.setView(chosen(), 16);
    else if (town) map.setView(at(town.geometry.coordinates), 15);
    else map.fitBounds(whole);
  };
  line.hidden = false;
  map.on("click", ({ latlng }) => put(latlng));
  line.querySelector("[data-middle]").addEventListener("click", () => put(map.getCenter()));
  line.querySelector("[data-remove]").addEventListener("click", () => {
    elements.longitude.value = elements.latitude.value = "";
    told.textContent = frame.dataset.removed;
    show();
  });
  elements.settlement.addEventListener("change", () => { if (!chosen()) look(); });
  frame.closest("form").addEventListener("placed", () => { put(chosen()); look(); });
  whenSeen(frame, map, () => { look(); show(); });
}

function nearest(places, where) {
  const [first] = [...places].sort(
    (one, other) => where.distanceTo(at(one.geometry.coordinates)) - where.distanceTo(at(other.geometry.coordinates)),
  );
  return first ? first.properties.ekatte : "";
}

function point(frame, { map }) {
  const where = at(frame.dataset.point.split(",").map(Number));
  pin(where, { shows: "", words: frame.getAttribute("aria-label"), name: "sig-pin sig-pin--chosen" }).addTo(map);
  whenSeen(frame, map, () => map.setView(where, 15));
}

for (const frame of L ? document.querySelectorAll("[data-town-map]") : []) {
  const known = await drawn(frame).catch(() => null);
  if (!known) continue;
  frame.hidden = false;
  (frame.closest("form, figure") ?? frame.parentElement).classList.add("is-live");
  if (frame.dataset.counts) list(frame, known);
  else if (frame.dataset.pick) form(frame, known);
  else point(frame, known);
}
