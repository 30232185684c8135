// Judge of finding: the filters of a list and the search do what they say, by keyboard too, over a server and from a disk.
// What must be found is taken from the published data and from the pages themselves, so any toolkit will do.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { files, main, open } from "./common.mjs";

async function judge(browser, site, pages, tell) {
  const findings = [];
  const counts = { lists: 0, choices: 0 };
  const indexes = files(site.folder, "index.html").filter((path) => readFileSync(join(site.folder, path), "utf8").includes('class="facets"'));
  for (const path of indexes) {
    const say = (what) => findings.push(`${path}: ${what}`);
    for (const address of [site.base + path, ...(site.spoiled ? [] : [pathToFileURL(join(site.folder, path)).href])]) {
      await list(browser, address, say, counts);
    }
  }
  tell(`filters: ${counts.choices} selections made in ${counts.lists} lists, over a server and from a disk`);
  return findings;
}

/** In the page: what is shown, what is said of it, and what each filter offers. */
const look = () => ({
  shown: [...document.querySelectorAll('main [id^="_r-"]')].filter((row) => row.checkVisibility()).map((row) => row.id),
  said: document.querySelector(".facets [role=status]").textContent,
  counts: [...document.querySelectorAll(".facets .count")].map((count) => +count.textContent.replace(/\D/g, "")),
  panels: document.querySelectorAll(".facets details[open]").length,
  hash: decodeURIComponent(location.hash),
});

async function list(browser, address, say, counts) {
  counts.lists += 1;
  const page = await open(browser, address);
  page.on("pageerror", (error) => say(`a script failed: ${error.message}`));
  const whole = await page.evaluate(look);
  const seen = () => page.evaluate(look);
  const number = (text) => +(/\d[\d\s.,]*/.exec(text)?.[0] ?? "0").replace(/\D/g, "");
  if (number(whole.said) !== whole.shown.length) say(`says “${whole.said}” of ${whole.shown.length} records`);
  const facets = await page.$$(".facets details");
  for (const facet of facets) {
    const name = await facet.evaluate((box) => box.dataset.name);
    await facet.$eval("summary", (summary) => summary.focus());
    await page.keyboard.press("Enter");
    const boxes = await facet.$$("input");
    counts.choices += 1;
    if (boxes.length) {
      const offered = +(await facet.$eval(".count", (count) => count.textContent.replace(/\D/g, "")));
      await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      const chosen = await seen();
      if (chosen.shown.length !== offered) say(`${name}: a choice that counts ${offered} shows ${chosen.shown.length}`);
      if (number(chosen.said) !== chosen.shown.length) say(`${name}: says “${chosen.said}” of ${chosen.shown.length} records`);
      if (!chosen.hash.includes(`${name}=`)) say(`${name}: a selection is not in the address: ${chosen.hash}`);
      await shared(browser, page.url(), chosen, (what) => say(`${name}: ${what}`));
    } else {
      const select = await facet.$("select");
      const values = await select.evaluate((select) => [...select.options].map((option) => option.value));
      await page.keyboard.press("Tab");
      await select.select(values.at(-1));
      const chosen = await seen();
      if (!chosen.shown.length || chosen.shown.length >= whole.shown.length) say(`${name}: at least the last bound shows ${chosen.shown.length} of ${whole.shown.length}`);
      await shared(browser, page.url(), chosen, (what) => say(`${name}: ${what}`));
    }
    await page.keyboard.press("Escape");
    const after = await seen();
    if (after.panels) say(`${name}: Escape leaves the panel open`);
    if (!(await facet.$eval("summary", (summary) => summary === document.activeElement))) say(`${name}: Escape loses the focus`);
    await page.click(".facets .clear");
    const again = await seen();
    if (again.shown.join() !== whole.shown.join() || again.said !== whole.said || again.hash) say(`${name}: showing all again shows ${again.shown.length} of ${whole.shown.length}, and the address ends in “${again.hash}”`);
  }
  const order = await page.$(".facets .order select");
  if (order) {
    for (const value of await order.evaluate((select) => [...select.options].slice(1).map((option) => option.value))) {
      await order.select(value);
      const sorted = await seen();
      counts.choices += 1;
      if (sorted.shown.join() === whole.shown.join()) say(`sorting by ${value} changes nothing`);
      if ([...sorted.shown].sort().join() !== [...whole.shown].sort().join()) say(`sorting by ${value} loses records`);
      await shared(browser, page.url(), sorted, (what) => say(`sorting by ${value}: ${what}`));
    }
    await order.select("");
    if ((await seen()).shown.join() !== whole.shown.join()) say("the usual order does not come back");
  }
  const shifts = await page.evaluate(() => new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().filter((shift) => !shift.hadRecentInput).length)).observe({ type: "layout-shift", buffered: true }) || setTimeout(() => done(0), 50)));
  if (shifts) say(`${shifts} things moved while the page loaded`);
  await page.close();
}

/** The address alone gives the same selection. */
async function shared(browser, address, chosen, say) {
  const other = await open(browser, address);
  const there = await other.evaluate(look);
  if (there.shown.join() !== chosen.shown.join()) say(`its address shows ${there.shown.length} records to someone else, not ${chosen.shown.length}`);
  await other.close();
}

const inFacets = (change) => ({ "theme/facets.js": change });
const samples = [
  { name: "counts that lie", spoil: inFacets((text) => text.replace("found += 1", "found += 2")), expects: /says/ },
  { name: "a selection that is not kept", spoil: inFacets((text) => text.replace("history.replaceState(", "void (")), expects: /not in the address/ },
  { name: "an address that is not read", spoil: inFacets((text) => text.replace("    recall();\n", "")), expects: /someone else/ },
  { name: "a filter that lets everything pass", spoil: inFacets((text) => text.replace("record.hidden = unfit.length > 0", "record.hidden = false")), expects: /shows \d+/ },
  { name: "a panel that stays", spoil: inFacets((text) => text.replace('"Escape"', '"F9"')), expects: /Escape leaves/ },
];

await main({ judge, samples });
