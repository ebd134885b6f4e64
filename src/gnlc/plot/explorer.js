"use strict";
// Filters the cities of the page, and shows those that are left on its map and in its list.
const $ = (id) => document.getElementById(id);
const map = $("map"), list = $("list"), region = $("region"), year = $("year"), typed = $("typed");
const letters = JSON.parse($("letters").textContent);
const rows = [...list.children];
const marks = new Map([...$("marks").children].map((mark) => [mark.dataset.n, mark]));
const places = new Map([...marks].map(([n, mark]) =>
  [n, mark.getAttribute("transform").match(/-?\d+/g).map(Number)]));
const whole = map.viewBox.baseVal;
const world = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
const LEAST = world.width / 20, NAMED = world.width * 0.9, ROOM = 7;

// As gnlc.fold spells a text; letters that no name here has are those without accents.
const fold = (text) => {
  let spelled = [...text].slice(0, 512).join("")
    .replace(/[\u2018\u2019\u201b\u2032\u2035\u055a\u05f3\u00b4\u1ffd]/g, "")
    .normalize("NFKC").toLowerCase().normalize("NFKC")
    .replace(/([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae])/g, "$2$1");
  spelled = [...spelled].map((letter) => {
    if (letter <= "\x7f") return letter;
    if (letter in letters) return letters[letter];
    if (/[\p{P}\p{S}\p{Z}]/u.test(letter)) return " ";
    const plain = letter.normalize("NFD")[0];
    return plain <= "\x7f" ? plain : "";
  }).join("");
  return spelled.replace(/['`]/g, "").replace(/[^a-z0-9]+/g, " ").trim();
};

// How well a row answers a text: 1 for its name, 2 for another one, 3 for words of them, 0 not.
const answers = (row, text) => {
  const key = text.replaceAll(" ", "");
  const names = row.dataset.keys.split("|");
  const found = names.findIndex((name) => name.replaceAll(" ", "").startsWith(key));
  if (found >= 0) return found ? 2 : 1;
  const words = `${names.join(" ")} ${row.dataset.where}`.split(" ");
  return text.split(" ").every((part) => words.some((word) => word.startsWith(part))) ? 3 : 0;
};

const seen = () => rows.filter((row) => !row.hidden && marks.has(row.dataset.n));

const view = (x, y, width, height) => {
  map.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  draw();
};

const draw = () => {
  const unit = 1 / (map.getScreenCTM()?.a || 1);
  map.style.setProperty("--unit", unit);
  map.style.setProperty("--dot", unit * Math.min(1, Math.max(0.6, map.clientWidth / 800)));
  const at = map.viewBox.baseVal;
  const boxes = seen().map(({ dataset: { n } }) => {
    const [x, y] = places.get(n).map((part) => part / unit);
    return [x - ROOM, y - ROOM, x + ROOM, y + ROOM];
  });
  const frame = [at.x, at.y, at.x + at.width, at.y + at.height].map((part) => part / unit);
  const first = [...list.querySelectorAll("details[open]")].map((open) => open.parentNode);
  for (const mark of marks.values()) mark.classList.remove("named");
  for (const row of new Set([...first, ...seen()])) {
    const mark = marks.get(row.dataset.n);
    const chosen = first.includes(row);
    if (!mark || row.hidden || !(chosen || at.width < NAMED)) continue;
    const text = mark.querySelector("text");
    mark.classList.add("named");
    const long = text.getComputedTextLength();
    const [x, y] = places.get(row.dataset.n).map((part) => part / unit);
    // To the right, else to the left, where neither a mark nor another name is.
    const free = [1, -1].find((side) => {
      const box = [x + (side > 0 ? ROOM : -ROOM - long), y - 6, x + (side > 0 ? ROOM + long : -ROOM), y + 6];
      const fits = box[0] >= frame[0] && box[1] >= frame[1] && box[2] <= frame[2] && box[3] <= frame[3];
      const clear = boxes.every((o) => box[2] <= o[0] || o[2] <= box[0] || box[3] <= o[1] || o[3] <= box[1]);
      return (fits && clear && boxes.push(box)) || (chosen && side < 0 && boxes.push(box));
    });
    if (free) {
      text.setAttribute("x", free * (ROOM + 1));
      text.setAttribute("text-anchor", free > 0 ? "start" : "end");
    } else mark.classList.remove("named");
  }
};

const fit = () => {
  const shown = seen().map((row) => places.get(row.dataset.n));
  if (!shown.length || shown.length === marks.size) {
    view(world.x, world.y, world.width, world.height);
    return;
  }
  const ends = [0, 1].map((side) => {
    const parts = shown.map((place) => place[side]);
    return [Math.min(...parts), Math.max(...parts)];
  });
  const ratio = map.clientWidth / map.clientHeight || world.width / world.height;
  const [broad, high] = ends.map(([low, up]) => up - low);
  const width = Math.min(world.width, Math.max(LEAST, broad * 1.35, high * 1.35 * ratio));
  const [x, y] = ends.map(([low, up]) => (low + up) / 2);
  view(x - width / 2, y - width / ratio / 2, width, width / ratio);
};

const show = () => {
  const text = fold(typed.value), asked = typed.value.trim() !== "";
  const ranks = new Map(rows.map((row) => {
    const kept = (!region.value || row.dataset.region === region.value) &&
      (!year.value || row.dataset.years.split(" ").includes(year.value));
    return [row, kept ? (asked ? (text && answers(row, text)) || 0 : 1) : 0];
  }));
  for (const [row, rank] of ranks) {
    row.hidden = !rank;
    marks.get(row.dataset.n)?.toggleAttribute("hidden", !rank);
    if (!rank) row.firstElementChild.open = false;
  }
  list.append(...[...rows].sort((one, other) => ranks.get(one) - ranks.get(other)));
  list.scrollTop = 0;
  const left = rows.filter((row) => !row.hidden).length, lost = left - seen().length;
  const all = `${rows.length} ${rows.length === 1 ? "city" : "cities"}`;
  $("count").value = (left === rows.length ? all : `${left} of ${all}`) +
    (lost ? `, ${lost} without a known place` : "");
  fit();
};

const zoom = (factor, dx = 0, dy = 0) => {
  const at = map.viewBox.baseVal;
  const width = Math.min(world.width, Math.max(LEAST / 2, at.width * factor));
  const height = at.height * width / at.width;
  view(at.x + (at.width - width) / 2 + dx, at.y + (at.height - height) / 2 + dy, width, height);
};

$("filters").addEventListener("input", show);
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("filters").addEventListener("reset", () => setTimeout(show));
$("closer").addEventListener("click", () => zoom(0.6));
$("farther").addEventListener("click", () => zoom(1 / 0.6));
new ResizeObserver(draw).observe(map);

// The city whose facts are open is the one that is chosen on the map.
list.addEventListener("toggle", ({ target }) => {
  const mark = marks.get(target.parentNode.dataset.n);
  if (!mark) return;
  mark.classList.toggle("chosen", target.open);
  if (target.open) {
    mark.parentNode.append(mark);
    const [x, y] = places.get(mark.dataset.n), at = map.viewBox.baseVal;
    if (x < at.x || y < at.y || x > at.x + at.width || y > at.y + at.height)
      zoom(1, x - at.x - at.width / 2, y - at.y - at.height / 2);
  }
  draw();
}, true);

let dragged = 0;
map.addEventListener("pointermove", (event) => {
  if (!(event.buttons & 1)) return;
  const unit = 1 / map.getScreenCTM().a;
  dragged += Math.hypot(event.movementX, event.movementY);
  zoom(1, -event.movementX * unit, -event.movementY * unit);
});
map.addEventListener("pointerdown", () => { dragged = 0; });
map.addEventListener("click", ({ target }) => {
  const mark = target.closest(".mark");
  if (!mark || dragged > 4) return;
  const details = rows.find((row) => row.dataset.n === mark.dataset.n).firstElementChild;
  details.open = true;
  details.firstElementChild.focus();
});
show();
