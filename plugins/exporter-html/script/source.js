// The box that tells where a figure comes from, and goes down from unit to unit.
const MOST_NAMED = 20;
const box = byId("bc.hop");
const part = name => box.querySelector(name);
// What has been looked at, the last on top: a figure's number, and the units on the way down.
let trail = [];
let opener = null;

const firstLines = item => [...item.querySelectorAll(":scope > .given > li")].map(line => {
  const [name, value, where] = line.children;
  const unit = line.dataset.u === undefined ? null : Number(line.dataset.u);
  return {
    number: unit,
    name: name.textContent,
    value: value.textContent,
    where: where ? where.textContent.replace(/^\(|\)$/g, "") : "",
    unit,
  };
});

const showLines = (figure, way, lines) => {
  const table = part("table");
  const rows = lines.map(line => {
    const row = document.createElement("tr");
    const name = make("th", line.unit === null ? line.name : "", { scope: "row" });
    if (line.unit !== null) {
      const down = make("button", line.name, { type: "button", class: "down" });
      down.title = words("open", line.name);
      down.addEventListener("click", () => go({ figure, way: [...way, { unit: line.unit, name: line.name, value: line.value }] }));
      name.append(down);
    }
    row.append(name, make("td", line.value, { class: "r" }), make("td", line.where));
    return row;
  });
  for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
  table.tBodies[0].replaceChildren(...rows);
  part(".given").hidden = rows.length === 0;
  part(".filter")?.remove();
  sortable(table);
  filterable(table);
};

const showWay = (figure, way) => {
  const top = { name: below().root, value: "" };
  const steps = [top, ...way].map((step, at) => {
    const item = document.createElement("li");
    const text = step.value ? `${step.name}: ${step.value}` : step.name;
    if (at === way.length) {
      item.append(make("span", text, { "aria-current": "step" }));
    } else {
      const up = make("button", text, { type: "button", class: "down" });
      up.addEventListener("click", () => go({ figure, way: way.slice(0, at) }));
      item.append(up);
    }
    return item;
  });
  part(".way ol").replaceChildren(...steps);
  part(".way").hidden = way.length === 0;
};

// Where the figure stands in the report. Its name is the title of the box already.
const inReport = item => {
  const line = item.querySelector(".what").cloneNode(true);
  const value = line.querySelector("a");
  line.replaceChildren(...(value ? [words("place"), value, " "] : []), line.querySelector("code"));
  return line;
};

const show = ({ figure, way }) => {
  const item = byId(`n.${figure}`);
  const last = way.at(-1);
  const value = item.querySelector(".what a");
  const label = item.querySelector(".what span").textContent;
  byId("bc.hop-ten").textContent = value ? `${label}: ${value.textContent}` : label;
  const about = [...item.children].filter(child => child.matches("p:not(.what)"));
  const lines = last ? linesBelow(figure, last.unit) : firstLines(item);
  // The line that heads the list on the page has nothing to head here.
  if (item.querySelector(":scope > .given")) about.pop();
  part(".about").replaceChildren(...(last ? [] : [inReport(item), ...about.map(line => line.cloneNode(true))]));
  showWay(figure, way);
  showLines(figure, way, lines);
  const names = last ? lacking(last.unit, lines) : [];
  const named = names.slice(0, MOST_NAMED).join("; ") + (names.length > MOST_NAMED ? "; …" : "");
  part(".lacking").textContent = names.length > 0 ? words("lacking", named) : "";
  const { elsewhere } = below();
  part(".elsewhere").textContent = lines.length === 0 || !elsewhere ? "" : words("elsewhere", elsewhere);
  part(".back").hidden = trail.length === 1;
  box.scrollTop = 0;
  byId("bc.hop-ten").focus();
};

const go = place => {
  trail.push(place);
  show(place);
};

const openSource = (figure, from) => {
  if (!box.open) {
    [trail, opener] = [[], from];
    box.showModal();
  }
  go({ figure, way: [] });
};

box.addEventListener("close", () => opener?.isConnected ? opener.focus() : null);
part(".close").addEventListener("click", () => box.close());
part(".back").addEventListener("click", () => {
  trail.pop();
  show(trail.at(-1));
});
box.addEventListener("click", event => {
  // A click beside the box falls on the box itself.
  if (event.target === box) box.close();
});
