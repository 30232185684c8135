// Judge of the keyboard: the first stop is the link that skips to the content, and does; Tab visits everything that can be
// reached, in the order it is written, and gets out at the end; each stop is on screen, uncovered, and shows a ring, which
// stands out from what is behind it, in light and in dark, at 3 to 1 at least.

import { as, behind, each, main, open } from "./common.mjs";

const LONGEST = 160; // stops walked from the top of a page; of a longer one, its last ones besides
const TAIL = 12;

/** In the page: every element that Tab should reach, in order. Named `stops`, and numbered. */
const survey = () => {
  const able = 'a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable="true"]';
  const reached = [...document.querySelectorAll(able)].filter((element) => {
    if (element.disabled || element.tabIndex < 0 || element.closest("[inert]")) return false;
    if (element.matches('input[type="radio"]') && !element.checked) return false;
    return element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false }) && element.getClientRects().length > 0;
  });
  window.stops = reached;
  window.told = (element) => `<${element.localName}${element.className?.baseVal ?? element.className ? ` class="${element.className?.baseVal ?? element.className}"` : ""}> ${(element.textContent || element.getAttribute("aria-label") || element.name || "").trim().slice(0, 30)}`;
  return { count: reached.length, positive: reached.filter((element) => element.tabIndex > 0).map(window.told) };
};

/** In the page: where the focus is, and what is wrong with how it shows. */
const glance = () => {
  const element = document.activeElement;
  if (!element || element === document.body) return { number: -1 };
  const faults = [];
  const rings = (part) => {
    const own = getComputedStyle(part);
    return own.outlineStyle !== "none" && parseFloat(own.outlineWidth) >= 2 && own.outlineColor !== "rgba(0, 0, 0, 0)";
  };
  // A card wears the ring of the link that it is; a link drawn in a picture wears its own on a shape inside.
  const around = [element, element.parentElement, element.parentElement?.parentElement].some(rings);
  const drawn = [...element.querySelectorAll("svg *, path, circle, rect")].some((part) => rings(part) || parseFloat(getComputedStyle(part).strokeWidth) >= 2 && getComputedStyle(part).stroke !== "none");
  if (!around && !drawn) faults.push("shows no ring");
  const box = [...element.getClientRects()].find((box) => box.width > 0 && box.height > 0) ?? element.getBoundingClientRect();
  const across = Math.min(box.right, innerWidth) - Math.max(box.left, 0), down = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
  if (across < 1 || down < 1) faults.push("is off the screen");
  else {
    const x = Math.max(box.left, 0) + across / 2, y = Math.max(box.top, 0) + down / 2;
    const spots = [[x, y], [Math.max(box.left, 0) + 2, y], [x, Math.max(box.top, 0) + 2], [x, Math.min(box.bottom, innerHeight) - 2]];
    const covers = spots.map(([x, y]) => document.elementFromPoint(x, y));
    if (!covers.some((over) => over && (element.contains(over) || over.contains(element) || over.closest("label")?.control === element))) faults.push(`is covered by ${covers[0] ? window.told(covers[0]) : "nothing"}`);
  }
  return { number: window.stops.indexOf(element), name: window.told(element), faults };
};

/** In the page: the stops whose ring does not stand out from what is behind it. */
const pale = () => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    const [r, g, b] = [red, green, blue].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return { alpha, light: 0.2126 * r + 0.7152 * g + 0.0722 * b };
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const seen = light(getComputedStyle(at).backgroundColor);
      if (seen.alpha === 255) return seen.light;
    }
    return light("Canvas").light;
  };
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const rings = (element) => {
    const around = [element, element.parentElement, element.parentElement?.parentElement].filter(Boolean).flatMap((part) => {
      const own = getComputedStyle(part);
      return own.outlineStyle !== "none" && parseFloat(own.outlineWidth) >= 2 ? [[own.outlineColor, ground(parseFloat(own.outlineOffset) < 0 ? part : part.parentElement)]] : [];
    });
    const drawn = [...element.querySelectorAll("path, circle, rect")].flatMap((part) => {
      const own = getComputedStyle(part);
      return parseFloat(own.strokeWidth) >= 2 && own.stroke !== "none" ? [[own.stroke, ground(part.closest("svg").parentElement)]] : [];
    });
    return [...around, ...drawn].map(([colour, behind]) => ratio(light(colour).light, behind));
  };
  const found = window.stops.flatMap((element) => {
    element.focus({ focusVisible: true, preventScroll: true });
    const best = Math.max(0, ...rings(element));
    return document.activeElement === element && best < 3 ? [`${window.told(element)}: its ring stands out at ${best.toFixed(1)} to 1 only`] : [];
  });
  document.activeElement?.blur();
  return found;
};

async function judge(browser, site, pages, tell) {
  const findings = [];
  const visits = pages.flatMap((path) => [1280, 360].map((width) => ({ path, width })));
  const walks = await each(browser, visits, async (browser, { path, width }) => {
    const page = await open(browser, site.base + path, { width, height: 800 });
    const say = (what) => findings.push(`${path} (${width} px): ${what}`);
    const { count, positive } = await page.evaluate(survey);
    positive.forEach((name) => say(`${name} jumps the queue: its tabindex is above 0`));
    const stops = await walk(page, count, say);
    // The walk ended outside of the page.
    await page.protocol.send("Emulation.setFocusEmulationEnabled", { enabled: true });
    for (const dark of width === 1280 ? [false, true] : []) {
      await as(page, { width, height: 800, dark });
      (await page.evaluate(pale)).slice(0, 5).forEach((what) => say(`${what} (${dark ? "dark" : "light"})`));
    }
    await skip(page, site.base + path, say);
    await page.close();
    return stops;
  });
  const walked = walks.reduce((all, stops) => all + stops, 0);
  tell(`keyboard: ${walked} stops on ${pages.length} pages at 1280 and 360 px, their rings in light and in dark`);
  return findings;
}

async function walk(page, count, say) {
  let walked = 0, expected = 0;
  const seen = new Set();
  for (;;) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(glance);
    if (stop.number < 0 && !stop.name) break;
    walked += 1;
    stop.faults.forEach((fault) => say(`${stop.name} ${fault}`));
    if (stop.number < 0) say(`${stop.name} takes the focus, and should not`);
    else if (stop.number < expected) return say(`the focus never leaves: after ${walked} stops it is back on ${stop.name}`), walked;
    else seen.add(stop.number), (expected = stop.number + 1);
    if (walked > count + 20) return say(`the focus never leaves: ${walked} stops, ${count} expected`), walked;
    if (walked === LONGEST && count > LONGEST + TAIL) {
      expected = count - TAIL;
      for (let number = LONGEST; number <= expected; number++) seen.add(number);
      await page.evaluate((number) => window.stops[number].focus(), expected);
    }
  }
  const missed = await page.evaluate((seen) => window.stops.filter((_, number) => !seen.includes(number)).map(window.told), [...seen]);
  missed.slice(0, 5).forEach((name) => say(`${name} is never reached`));
  return walked;
}

/** The first stop leads past the menu. */
async function skip(page, address, say) {
  await page.goto(address.split("#")[0]);
  await page.keyboard.press("Tab");
  const target = await page.evaluate(() => document.activeElement.getAttribute("href"));
  if (!target?.startsWith("#")) return say("the first stop is no link that skips to the content");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const place = await page.evaluate((id) => {
    const to = document.getElementById(id), at = document.activeElement;
    return Boolean(to && (to === at || to.contains(at) || to.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING) && to.closest("main"));
  }, target.slice(1));
  if (!place) say(`the skip link ${target} does not lead into the content`);
}

const samples = [
  { name: "no ring", spoil: behind("<style>* { outline: none !important }</style>"), expects: /shows no ring/ },
  { name: "a ring that the dark swallows", spoil: { "theme/style.css": (text) => `${text}\n@media (prefers-color-scheme: dark) { :focus-visible { outline-color: #333 !important } }` }, expects: /stands out at .*dark/ },
  { name: "a skip link that leads nowhere", spoil: (text) => text.replace('href="#_main"', 'href="#_nowhere"'), expects: /does not lead into the content/ },
  { name: "a menu before the skip link", spoil: (text) => text.replace(/(<body[^>]*>)/, '$1<a href="index.html">Accueil</a>'), expects: /no link that skips/ },
  { name: "a bar that hides the focus", spoil: behind('<div class="_bar"></div><style>._bar { position: fixed; inset: 0; z-index: 9; background: #fff }</style>'), expects: /is covered by/ },
  { name: "a trap", spoil: behind('<a href="a" id="_one">un</a><a href="b" id="_two">deux</a><script>document.addEventListener("keydown", (e) => { if (e.key === "Tab" && document.activeElement.id === "_two") { e.preventDefault(); document.getElementById("_one").focus(); } })</script>'), expects: /never leaves/ },
  { name: "an order of its own", spoil: behind('<a href="a" tabindex="3">avant tout</a>'), expects: /jumps the queue/ },
];

await main({ judge, samples, shell: true });
