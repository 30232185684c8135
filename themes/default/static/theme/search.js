// The search: a field, and results as one types, in a dialog or on the page of the search. It looks in documents that are
// loaded the first time, and makes its index of them here. By keyboard: arrows, Enter, Escape.
"use strict";
{
  const root = new URL("..", document.currentScript.src);
  const place = document.getElementById("_finder");
  const SHOWN = place ? 30 : 12;
  let loading, index;

  const script = (name) =>
    new Promise((done, failed) => {
      const element = document.createElement("script");
      Object.assign(element, { src: new URL(name, root), onload: done, onerror: failed });
      document.head.append(element);
    });
  const load = () => (loading ??= Promise.all([script("theme/minisearch.js"), script(`theme/${document.querySelector(".seek").dataset.index}`)]).then(make));

  /** Letters without their accents, in lower case. */
  const fold = (word) => word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae");
  /** What remains of a word without the ending that its number, its gender or its person gives it. */
  const stems = {
    fr: (word) => (word.length < 6 ? word : word.replace(/aux$/, "al").replace(/[xs]$/, "").replace(/r$/, "").replace(/e$/, "").replace(/e$/, "").replace(/(.)\1$/, "$1")),
    en: (word) => (word.length < 4 ? word : word.replace(/ies$/, "y").replace(/([^s])s$/, "$1")),
  };

  const make = () => {
    const { language, words, documents } = self.essaimIndex;
    const text = Object.fromEntries(words);
    const ignored = new Set(text.search_ignored.split(" ").map(fold));
    const stem = stems[language.slice(0, 2)] ?? ((word) => word);
    const term = (word) => {
      const folded = fold(word);
      return ignored.has(folded) || (folded.length < 2 && !/\d/.test(folded)) ? null : stem(folded);
    };
    const engine = new MiniSearch({
      fields: ["title", "summary", "keywords", "body"],
      tokenize: (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [],
      processTerm: term,
      searchOptions: { boost: { title: 6, keywords: 2, summary: 2 }, prefix: true, weights: { prefix: 0.6, fuzzy: 0.3 } },
    });
    const all = documents.map(([path, title, kind, summary, keywords, body], id) => ({ id, path, title, kind, summary, keywords, body }));
    engine.addAll(all);
    // First what is written so, then what one slip away is, then two; all words together, else any of them.
    const slips = [false, (term) => (term.length > 7 ? 2 : term.length > 3 && 1), (term) => term.length > 4 && 2];
    const find = (query) => {
      for (const combineWith of ["AND", "OR"]) {
        for (const fuzzy of slips) {
          const found = engine.search(query, { combineWith, fuzzy });
          if (found.length) return found;
        }
      }
      return [];
    };
    index = { find: (query) => find(query).map(({ id, terms }) => ({ ...all[id], terms })), text, term, language };
  };

  const node = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  /** A text in which the words found are marked; a long one is cut around the first of them. */
  const marked = (text, terms, length = 180) => {
    const isFound = (word) => terms.includes(index.term(word));
    const pieces = text.split(/([\p{L}\p{N}]+)/u);
    let first = pieces.findIndex((piece, at) => at % 2 && isFound(piece));
    let start = Math.max(0, first);
    for (let before = 0; start > 0 && before < length / 3; ) before += pieces[--start].length;
    const out = [start ? "… " : ""];
    let size = 0;
    for (let at = start; at < pieces.length && size < length; at++) {
      size += pieces[at].length;
      out.push(at % 2 && isFound(pieces[at]) ? node("mark", { textContent: pieces[at] }) : pieces[at]);
    }
    if (size >= length) out.push(" …");
    return { out, found: first >= 0 };
  };

  const result = ({ path, title, kind, summary, keywords, body, terms }) => {
    const said = [summary, body, keywords].map((text) => marked(text, terms)).find(({ found }) => found);
    const link = node("a", { href: new URL(path, root) }, ...marked(title, terms, 200).out);
    const words = said ?? { out: [summary.slice(0, 180)] };
    return node("li", {}, node("p", { className: "name" }, link, " ", node("small", { textContent: kind })), node("p", {}, ...words.out));
  };

  /** The field, what it found, and how both answer. `leave` is what Escape does. */
  const finder = (home, leave) => {
    const { text } = index;
    if (!home.querySelector("input")) {
      const field = node("input", { type: "search", id: "_query", autocomplete: "off", spellcheck: false });
      field.setAttribute("aria-describedby", "_query-help");
      const status = node("p", { className: "found" });
      status.setAttribute("role", "status");
      const box = node("div", {}, node("label", { htmlFor: "_query", textContent: text.search_label }), field,
        node("p", { className: "hint", id: "_query-help", textContent: text.search_help }), status, node("ol", { className: "results" }));
      box.setAttribute("role", "search");
      home.append(box);
    }
    const [box, field, status, list] = ["[role=search]", "input", "[role=status]", "ol"].map((part) => home.querySelector(part));
    const show = () => {
      const query = field.value.trim();
      const found = query ? index.find(query) : [];
      const count = new Intl.NumberFormat(index.language).format(found.length);
      const many = found.length > 1 ? text.search_several.replace("{n}", count) : text.search_one;
      const more = found.length > SHOWN ? `. ${text.search_more.replace("{n}", SHOWN)}` : "";
      status.textContent = query ? (found.length ? many + more : text.search_none) : "";
      list.replaceChildren(...found.slice(0, SHOWN).map(result));
      if (place) history.replaceState(history.state, "", query ? `#${new URLSearchParams({ q: query })}` : location.pathname + location.search);
    };
    const links = () => [field, ...list.querySelectorAll("a")];
    field.addEventListener("input", show);
    box.addEventListener("keydown", (event) => {
      const at = links().indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && links()[at + step]) {
        event.preventDefault();
        links()[at + step].focus();
      } else if (event.key === "Enter" && at === 0) {
        event.preventDefault();
        links()[1]?.click();
      } else if (event.key === "Escape") {
        event.preventDefault();
        leave(field, show);
      } else if (event.key.length === 1 && at > 0 && !event.metaKey && !event.ctrlKey && !event.altKey) {
        field.focus(); // whoever goes on typing goes on searching
      }
    });
    return { field, show };
  };

  let made;
  const onPage = () => (made ??= finder(place, (field, show) => ((field.value = ""), show())));
  const inDialog = () => {
    const dialog = node("dialog", { className: "finder" });
    dialog.setAttribute("aria-label", index.text.search);
    const leave = () => {
      dialog.close();
      // A field out of sight would keep the keys until the next frame.
      if (dialog.contains(document.activeElement)) document.activeElement.blur();
    };
    made = finder(dialog, leave);
    dialog.append(node("button", { type: "button", className: "close", textContent: index.text.search_close, onclick: leave }));
    // A click beside it leaves it; a link may lead to a place on the page beneath.
    dialog.addEventListener("click", ({ target }) => (target === dialog || target.closest("a")) && dialog.close());
    document.body.append(dialog);
    made.open = () => dialog.open || dialog.showModal();
    return made;
  };
  self.essaimSearch = async () => {
    await load();
    const { field, open } = place ? onPage() : (made ?? inDialog());
    open?.();
    field.focus();
    field.select();
  };

  if (place) {
    const field = place.querySelector("input");
    const begin = () => load().then(() => onPage().show());
    field.value = new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
    if (field.value) begin();
    else field.addEventListener("focus", begin, { once: true });
  }
}
