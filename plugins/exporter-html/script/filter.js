// A field above a table that leaves only the rows with the words in it.
const FILTERED_FROM = 6;

// Words as people type them in a hurry: without marks and capitals.
const bare = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

const filterable = table => {
  const rows = [...table.tBodies].flatMap(body => [...body.rows]);
  const free = rows.filter(row => !isFixed(row));
  if (FILTERED_FROM > free.length) return null;
  const box = table.closest(".scroll");
  const filter = byId("bc.loc").content.firstElementChild.cloneNode(true);
  const field = filter.querySelector("input");
  const shown = filter.querySelector("output");
  let texts = null;
  const apply = () => {
    texts ??= new Map(free.map(row => [row, bare(row.textContent)]));
    const wanted = bare(field.value).split(/\s+/).filter(word => word);
    for (const row of free) {
      row.hidden = !wanted.every(word => texts.get(row).includes(word));
    }
    // A total of other rows than those in sight would be misread; a heading stays over what is left of its part.
    for (const body of table.tBodies) {
      const some = [...body.rows].some(row => !isFixed(row) ? !row.hidden : false);
      for (const row of body.rows) {
        if (isFixed(row)) row.hidden = wanted.length > 0 ? row.matches(".total") || !some : false;
      }
    }
    const left = free.filter(row => !row.hidden).length;
    shown.textContent = wanted.length > 0 ? words("shown", left, free.length) : "";
  };
  field.addEventListener("input", apply);
  box.before(filter);
  return wanted => {
    field.value = wanted;
    apply();
    field.focus();
  };
};
