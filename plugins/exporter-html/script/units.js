// The units and what those below each gave, from the data in the page.
let known = null;
const below = () => {
  const data = byId("bc.du-lieu");
  known ??= data ? JSON.parse(data.textContent) : { root: "", elsewhere: "", units: [], given: {} };
  return known;
};

// `14:3` is a line and a column, `III!D14` a cell.
const placeOf = place => {
  const [, line, column] = /^(\d+)(?::(\d+))?$/.exec(place) ?? [];
  if (line) return words("line", line) + (column ? words("column", column) : "");
  const end = place.lastIndexOf("!");
  return end === -1 ? place : words("sheet", place.slice(0, end)) + words("cell", place.slice(end + 1));
};

// What units gave as lines of a table: name, value, place, and the unit's number if there is more below it.
const linesBelow = (figure, unit) => {
  const { units, given } = below();
  const deeper = given[figure] ?? {};
  return (deeper[unit] ?? []).map(([number, value, place, other = []]) => {
    const [name, , ownFile] = units[number];
    const file = other[1] || ownFile;
    const where = [file, placeOf(place)].filter(part => part).join(", ");
    const goesOn = number !== unit ? deeper[number] : false;
    return { number, name: other[0] || name, value, where, unit: goesOn ? number : null };
  });
};

// The units below one that gave nothing to a figure.
const lacking = (above, lines) => {
  const there = new Set(lines.map(line => line.number));
  const names = [];
  below().units.forEach(([name, parent, , standing], number) => {
    if (parent !== above || there.has(number)) return;
    names.push(standing === "missing" ? `${name} (${words("missing")})` : name);
  });
  return names;
};
