// Sorting a table by its columns. Totals and the lines that head a part stay where they are.

// The header cell over each column: the lowest one that covers it alone.
const headings = table => {
  const rows = table.tHead ? [...table.tHead.rows] : [];
  const taken = rows.map(() => []);
  const lowest = [];
  rows.forEach((row, level) => {
    let column = 0;
    for (const cell of row.cells) {
      while (taken[level][column]) column += 1;
      for (let down = 0; down !== cell.rowSpan; down += 1) {
        for (let right = 0; right !== cell.colSpan; right += 1) {
          if (taken[level + down]) taken[level + down][column + right] = cell;
        }
      }
    }
  });
  const last = taken.at(-1) ?? [];
  last.forEach((cell, column) => {
    if (cell.colSpan === 1) lowest.push({ cell, column });
  });
  return lowest;
};

const isFixed = row => row.matches(".total, .part");

// What a cell sorts by: its value for programs, the number that it prints, or its words.
const keyOf = cell => {
  if (!cell) return { number: null, text: "" };
  const time = cell.querySelector("time");
  const text = time ? time.getAttribute("datetime") : cell.textContent.trim();
  const value = cell.querySelector("data");
  const number = value ? Number(value.value) : numberOf(text);
  return { number: Number.isNaN(number) ? null : number, text };
};

const compared = (a, b) => {
  if (a.number !== null ? b.number !== null : false) return a.number - b.number;
  if (a.number !== null) return -1;
  if (b.number !== null) return 1;
  return collator.compare(a.text, b.text);
};

// Puts the rows in order; without a direction in that of the report. What is blank comes last either way.
const order = (table, column, direction) => {
  for (const body of table.tBodies) {
    const rows = [...body.rows];
    const free = rows.filter(row => !isFixed(row));
    const keyed = free.map(row => ({ row, key: keyOf(row.cells[column]), at: Number(row.dataset.at) }));
    keyed.sort((a, b) => {
      if (!direction) return a.at - b.at;
      const blank = (a.key.text === "") - (b.key.text === "");
      return blank || direction * compared(a.key, b.key) || a.at - b.at;
    });
    let next = 0;
    body.append(...rows.map(row => (isFixed(row) ? row : keyed[next++].row)));
  }
};

const sortable = table => {
  for (const body of table.tBodies) [...body.rows].forEach((row, at) => (row.dataset.at = at));
  if (table.dataset.live) return;
  table.dataset.live = "1";
  const heads = headings(table);
  for (const { cell, column } of heads) {
    const button = make("button", "", { type: "button", class: "sort" });
    button.append(...cell.childNodes);
    button.title = words("sort", button.textContent);
    cell.append(button);
    button.addEventListener("click", () => {
      const next = { ascending: "descending", descending: null }[cell.ariaSort];
      const direction = next === undefined ? "ascending" : next;
      for (const head of heads) head.cell.removeAttribute("aria-sort");
      if (direction) cell.setAttribute("aria-sort", direction);
      order(table, column, { ascending: 1, descending: -1 }[direction] ?? 0);
    });
  }
};
