// From here on the page answers.
document.documentElement.classList.add("live");

document.addEventListener("click", event => {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const target = link.getAttribute("href").slice(1);
  const isSource = /^n\.\d+$/.test(target);
  if (isSource ? link.matches(".figure") || box.contains(link) : false) {
    event.preventDefault();
    openSource(Number(target.slice(2)), link);
  } else if (box.contains(link)) {
    // What it leads to lies on the page below the box.
    opener = null;
    box.close();
  }
});

for (const table of document.querySelectorAll("main table.sorted")) {
  sortable(table);
  const filter = filterable(table);
  const counts = table.closest(".units")?.querySelectorAll(".counts .word") ?? [];
  for (const word of filter ? counts : []) {
    const button = make("button", word.textContent, { type: "button", class: "down" });
    button.addEventListener("click", () => filter(word.textContent));
    word.replaceWith(button);
  }
}

// A figure opens by itself, so that the long list need not be in sight; a link into it unfolds it again.
for (const group of document.querySelectorAll(".sources > details")) group.open = false;
