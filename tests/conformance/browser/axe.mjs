// Judge of accessibility: axe finds nothing against WCAG 2.2 A and AA, nor against best practice, on every kind of page,
// at 1280 and at 360 px, in light and in dark, and as it is printed; nor in what opens on a page: the panels of the
// filters, the search with its results.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { as, behind, documents, each, files, main, open, tool } from "./common.mjs";

const source = readFileSync(tool("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SCREENS = [
  { name: "1280 light", width: 1280, dark: false }, { name: "1280 dark", width: 1280, dark: true },
  { name: "360 light", width: 360, dark: false }, { name: "360 dark", width: 360, dark: true },
];
const LOOKS = [...SCREENS, { name: "print", width: 1280, dark: false, media: "print" }];

async function judge(browser, site, pages, tell) {
  const findings = [];
  const seen = { runs: 0, passes: 0, unsure: 0, panels: 0, searches: 0 };
  const plain = pages.find((path) => path !== "404.html"), hued = pages.find((path) => /<body[^>]* hue-/.test(readFileSync(join(site.folder, path), "utf8")));
  await each(browser, pages, async (browser, path) => {
    const page = await open(browser, site.base + path);
    await page.evaluate(source);
    await looks(page, LOOKS, "html", (what) => findings.push(`${path} (${what}`), seen);
    for (const name of await page.$$eval(".facets details", (boxes) => boxes.map((box) => box.dataset.name))) {
      await page.evaluate((name) => document.querySelectorAll(".facets details").forEach((box) => (box.open = box.dataset.name === name)), name);
      await looks(page, SCREENS, ".facets", (what) => findings.push(`${path} (filter “${name}” open, ${what}`), seen);
      seen.panels += 1;
    }
    // The search is the same on every page but for its hue.
    if (path === plain || path === hued) {
      await as(page, SCREENS[0]);
      await page.keyboard.press("/");
      const field = await page.waitForSelector("dialog [role=search] input:focus", { timeout: 5000 }).catch(() => findings.push(`${path}: “/” opens no search`));
      await field?.type?.(documents(site.folder, path)[0][1]);
      await page.waitForSelector(".results a", { timeout: 5000 }).catch(() => findings.push(`${path}: the search finds nothing to look at`));
      await looks(page, SCREENS, "dialog", (what) => findings.push(`${path} (search open, ${what}`), seen);
      seen.searches += 1;
    }
    await page.close();
  });
  tell(`axe: ${seen.runs} runs on ${pages.length} pages, with ${seen.panels} panels of filters and ${seen.searches} searches open, ${seen.passes} rules passed, ${seen.unsure} left to a human eye`);
  return findings;
}

/** In the page: everything that is drawn, and where. */
const layout = () => {
  const places = [...document.querySelectorAll("body *")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return `${x} ${y} ${width} ${height} ${element.checkVisibility({ visibilityProperty: true, opacityProperty: true })}`;
  });
  return places.join();
};

/** Judges a part of a page in several looks. A look that moves and hides nothing is judged by the rules of colours alone. */
async function looks(page, list, part, say, seen) {
  const known = new Map();
  for (const { name, ...look } of list) {
    await as(page, look);
    const places = await page.evaluate(layout);
    const kind = `${look.width} ${look.media}`;
    const coloursOnly = known.get(kind) === places;
    known.set(kind, places);
    const found = await page.evaluate(async (tags, part, coloursOnly) => {
      const rules = coloursOnly ? axe.getRules(["cat.color"]).filter((rule) => rule.tags.some((tag) => tags.includes(tag))).map((rule) => rule.ruleId) : null;
      const { violations, passes, incomplete } = await axe.run(part, {
        runOnly: rules ? { type: "rule", values: rules } : { type: "tag", values: tags }, resultTypes: ["violations", "incomplete"], elementRef: false,
      });
      const told = violations.map(({ id, help, nodes }) => ({ id, help, count: nodes.length, first: nodes[0].target.join(" "), html: nodes[0].html.slice(0, 120) }));
      return { told, passes: passes.length, unsure: incomplete.length };
    }, TAGS, part, coloursOnly);
    seen.runs += 1, seen.passes += found.passes, seen.unsure += found.unsure;
    for (const { id, help, count, first, html } of found.told) say(`${name}): ${id}: ${help}: ${count} × ${first} ${html}`);
  }
}

const filtered = (folder) => files(folder, "index.html").find((path) => readFileSync(join(folder, path), "utf8").includes('class="facets"'));
const inStyle = (rule) => ({ "theme/style.css": (text) => `${text}\n${rule}` });
const samples = [
  { name: "a picture without alternative", spoil: behind('<img src="theme/icon.svg">'), expects: /image-alt/ },
  { name: "grey on grey", spoil: behind('<p class="_pale">Pâle</p><style>._pale { color: #999; background: #aaa }</style>'), expects: /1280 light.*color-contrast/ },
  { name: "grey on grey in the dark", spoil: behind('<p class="_pale">Pâle</p><style>@media (prefers-color-scheme: dark) { ._pale { color: #444; background: #333 } }</style>'), expects: /1280 dark.*color-contrast/ },
  { name: "a field without a name in the dark", spoil: behind('<p class="_late"><input type=text></p><style>._late { display: none } @media (prefers-color-scheme: dark) { ._late { display: block } }</style>'), expects: /1280 dark.*label:/ },
  { name: "a target too small at 360 px", spoil: behind('<style>@media (width < 400px) { ._tiny { display: inline-block; width: 9px; height: 9px; overflow: hidden } }</style><div><a class="_tiny" href="a">a</a><a class="_tiny" href="b">b</a></div>'), expects: /360 light.*target-size/ },
  { name: "grey on grey on paper", spoil: behind('<p class="_pale">Pâle</p><style>@media print { ._pale { color: #999; background: #aaa } }</style>'), expects: /print.*color-contrast/ },
  { name: "grey on grey in a panel of filters", page: filtered, spoil: inStyle(".facets label { color: #999 !important; background: #aaa }"), expects: /open, 360 light.*color-contrast/ },
  { name: "grey on grey in the search, in the dark", spoil: inStyle("@media (prefers-color-scheme: dark) { dialog .results p { color: #444; background: #333 } }"), expects: /search open, 360 dark.*color-contrast/ },
  { name: "a field without a name", spoil: behind("<input type=text>"), expects: /label:/ },
  { name: "a heading skipped", spoil: behind("<h6>Trop bas</h6>"), expects: /heading-order/ },
];

await main({ judge, samples, shell: true });
