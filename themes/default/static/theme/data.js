// The comfort of data pages: previews that sort, lines that copy. Without it both are complete.
"use strict";
(() => {
  const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const compare = (a, b) => (a === "") - (b === "") || a - b || words.compare(a, b);
  for (const table of document.querySelectorAll("table.preview")) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const text = (row) => row.cells[at].textContent;
        const rows = [...body.rows].sort((a, b) => compare(text(a), text(b)));
        body.append(...(down ? rows.reverse() : rows));
      });
    });
  }
  if (!navigator.clipboard) return;
  for (const line of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = line.dataset.copy;
    button.setAttribute("aria-live", "polite");
    const text = line.textContent.trim();
    line.append(button);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      button.textContent = line.dataset.copied;
      setTimeout(() => { button.textContent = line.dataset.copy; }, 2000);
    });
  }
})();
