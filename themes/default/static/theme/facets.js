// Filters and sorts the list of an index. What can be chosen, and what each record answers, stand in the page: a record is
// found again by the place of its anchor among all anchors. The selection stands in the address, to be shared and kept.
// Until something is chosen, the list is not touched: to lay a thousand records out again takes a phone half a second.
"use strict";
{
  const bar = document.querySelector(".facets");
  const records = [...document.querySelectorAll('main [id^="_r-"]')].sort((a, b) => (a.id < b.id ? -1 : 1));
  const place = new Map(records.map((record, at) => [record, at]));
  const lists = [...new Set(records.map((record) => record.parentNode))].map((list) => [list, [...list.children]]);
  const status = bar.querySelector("[role=status]");
  const clear = bar.querySelector(".clear");
  const order = bar.querySelector(".order select");
  const whole = status.textContent;
  const digits = new Intl.NumberFormat(document.documentElement.lang);
  let stands = ""; // the order that the list stands in

  /** One code for each record: words, or digits of base 36 with `-` for none where every code has but one. */
  const split = (codes) => (codes.includes(" ") ? codes.split(" ") : [...codes].map((digit) => (digit === "-" ? "" : `${parseInt(digit, 36)}`)));

  /** A filter on one field: whether it is in use, whether a record fits, and what stands in the address. */
  const filter = (box) => {
    const codes = split(box.dataset.codes);
    const inputs = [...box.querySelectorAll("input")];
    const [least, most] = box.querySelectorAll("select");
    const common = { name: box.dataset.name, chosen: box.querySelector(".chosen"), said: "" };
    if (least) {
      const bound = (select) => 2 * select.selectedIndex - 1;
      const named = (select) => select.selectedOptions[0].text;
      const alone = (select) => `${select.parentNode.firstChild.textContent.trim().toLowerCase()} ${named(select)}`;
      return Object.assign(common, {
        active: () => Boolean(least.value || most.value),
        fits: (at) => codes[at] !== "" && (!least.value || codes[at] >= bound(least)) && (!most.value || codes[at] <= bound(most)),
        read: (values) => ([least.value, most.value] = (values[0] ?? "").split("..").concat("")),
        write: () => [`${least.value}..${most.value}`],
        tell: () => (least.value && most.value ? `${named(least)} – ${named(most)}` : alone(least.value ? least : most)),
        count() {},
      });
    }
    const own = codes.map((code) => (code ? code.split(",").map(Number) : []));
    const counts = inputs.map((input) => input.parentNode.querySelector(".count"));
    return Object.assign(common, {
      active: () => inputs.some((input) => input.checked),
      fits: (at) => own[at].some((code) => inputs[code].checked),
      read: (values) => inputs.forEach((input) => (input.checked = values.includes(input.value))),
      write: () => inputs.filter((input) => input.checked).map((input) => input.value),
      tell: () => inputs.filter((input) => input.checked).map((input) => input.nextElementSibling.textContent).join(", "),
      /** How many records each choice would show, by what the other filters leave. */
      count(left) {
        const found = inputs.map(() => 0);
        left.forEach((at) => own[at].forEach((code) => found[code]++));
        counts.forEach((count, code) => {
          count.textContent = digits.format(found[code]);
          count.parentNode.classList.toggle("none", !found[code]);
        });
      },
    });
  };
  const filters = [...bar.querySelectorAll("details")].map(filter);

  const show = () => {
    const active = filters.filter((each) => each.active());
    const left = new Map(filters.map((each) => [each, []]));
    let found = 0;
    records.forEach((record, at) => {
      const unfit = active.filter((each) => !each.fits(at));
      if (!unfit.length) found += 1;
      record.hidden = unfit.length > 0;
      // A choice adds to those of its own filter, so that filter does not count against it.
      for (const each of filters) if (!unfit.length || (unfit.length === 1 && unfit[0] === each)) left.get(each).push(at);
    });
    for (const each of filters) {
      each.count(left.get(each));
      each.chosen.textContent = each.active() ? each.tell() : "";
    }
    const { none, one, several } = bar.dataset;
    status.textContent = active.length ? (found > 1 ? several.replace("{n}", digits.format(found)) : found ? one : none) : whole;
    clear.hidden = !active.length;
    return active;
  };

  const sort = () => {
    if (!order || order.value === stands) return;
    stands = order.value;
    const given = order.selectedOptions[0].dataset.ranks;
    const ranks = given && split(given);
    for (const [list, usual] of lists) {
      const rank = (item) => (place.has(item) ? +ranks[place.get(item)] : -1);
      list.append(...(ranks ? [...usual].sort((a, b) => rank(a) - rank(b)) : usual));
    }
  };

  const remember = (active) => {
    const words = new URLSearchParams();
    for (const each of active) each.write().forEach((value) => words.append(each.name, value));
    if (order?.value) words.set("_sort", order.value);
    const hash = words.size ? `#${words}` : "";
    history.replaceState(history.state, "", hash || location.pathname + location.search);
  };

  const recall = () => {
    // An address that names a place on the page says nothing about filters.
    if (location.hash && !location.hash.includes("=")) return;
    const words = new URLSearchParams(location.hash.slice(1));
    for (const each of filters) each.read(words.getAll(each.name));
    if (order) order.value = words.get("_sort") ?? "";
    if (order && order.selectedIndex < 0) order.value = "";
    show();
    sort();
  };

  /** Puts an open panel under its button, as far as there is room. */
  const beneath = (box) => {
    const [button, panel] = box.children;
    panel.style.left = `${Math.max(0, Math.min(button.offsetLeft, bar.clientWidth - panel.offsetWidth))}px`;
    panel.style.top = `${button.offsetTop + button.offsetHeight}px`;
  };

  const close = (box) => {
    if (!box.open) return;
    box.open = false;
    if (box.contains(document.activeElement)) box.firstElementChild.focus();
  };

  if (records.length !== split(bar.querySelector("[data-codes]").dataset.codes).length) {
    bar.hidden = true; // a theme that shows other records than ours
  } else {
    bar.addEventListener("change", (event) => {
      if (event.target === order) sort();
      remember(show());
    });
    clear.addEventListener("click", () => {
      for (const each of filters) each.read([]);
      remember(show());
      bar.querySelector("summary").focus();
    });
    bar.addEventListener("keydown", (event) => {
      const box = event.target.closest("details");
      if (event.key === "Escape" && box) close(box);
    });
    const leave = ({ target }) => bar.querySelectorAll("details[open]").forEach((box) => box.contains(target) || (box.open = false));
    document.addEventListener("click", leave);
    // A press on a label puts the focus on what can take it around: that is not to leave.
    document.addEventListener("focusin", (event) => event.target.contains(bar) || leave(event));
    for (const box of bar.querySelectorAll("details")) box.addEventListener("toggle", () => beneath(box));
    addEventListener("hashchange", recall);
    clear.hidden = true;
    if (location.hash || order?.value || filters.some((each) => each.active())) recall();
    bar.classList.add("ready");
  }
}
