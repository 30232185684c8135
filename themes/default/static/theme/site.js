// Opens the search, by its link or by "/". Only then are the search and what it looks in loaded.
"use strict";
{
  const link = document.querySelector(".seek");
  const source = new URL("search.js", document.currentScript.src);
  const search = () => {
    if (self.essaimSearch) return self.essaimSearch();
    if (self.essaimSearch === null) return;
    self.essaimSearch = null; // on its way
    const script = document.createElement("script");
    script.src = source;
    script.onload = () => self.essaimSearch();
    script.onerror = () => (location.href = link.href);
    document.head.append(script);
  };
  link?.addEventListener("click", (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    search();
  });
  document.addEventListener("keydown", (event) => {
    if (!link || event.key !== "/" || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    event.preventDefault();
    search();
  });
}
