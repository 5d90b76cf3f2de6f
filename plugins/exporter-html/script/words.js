// The words of the page itself stand in its template; the blanks in them are filled here.
const byId = id => document.getElementById(id);
const phrases = byId("bc.loi").dataset;
const words = (name, ...given) => phrases[name].replace(/\{(\d)\}/g, (_, n) => given[n]);

// The element with this text in it; text is never read as marks.
const make = (tag, text, attributes = {}) => {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

// Vietnamese order: letters with their marks stand apart, numbers within names count as numbers.
const collator = new Intl.Collator("vi", { numeric: true });

// A printed number as a number, or nothing: `1.234,5`, `90,6%`.
const numberOf = text => {
  const plain = text.trim().replace(/%$/, "").trim();
  if (!/^-?\d{1,3}(\.\d{3})*(,\d+)?$|^-?\d+(,\d+)?$/.test(plain)) return null;
  return Number(plain.replaceAll(".", "").replace(",", "."));
};
