// Judge of finding: the filters of a list and the search do what they say, by keyboard too, over a server and from a disk.
// What must be found is taken from the published data and from the pages themselves, so any toolkit will do.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { documents, each, files, main, open, tool } from "./common.mjs";

async function judge(browser, site, pages, tell) {
  const findings = [];
  const spoiled = Object.keys(site.spoiled ?? {});
  if (!spoiled.includes("theme/facets.js")) {
    const kept = readFileSync(join(site.folder, "theme/minisearch.js")).equals(readFileSync(tool("minisearch/dist/umd/index.js")));
    if (!kept) findings.push("theme/minisearch.js is not the file that npm publishes");
    const homes = files(site.folder, "index.html").filter((path) => /^([a-z]{2,3}(-[a-z]+)?\/)?index\.html$/.test(path));
    const asks = await each(browser, homes, (browser, home) => searches(browser, site, home, (what) => findings.push(`search from ${home}: ${what}`)));
    const asked = asks.reduce((all, count) => all + count, 0);
    tell(`search: ${asked} questions asked, over a server and from a disk`);
  }
  if (!spoiled.includes("theme/search.js")) {
    const counts = { lists: 0, choices: 0 };
    const indexes = files(site.folder, "index.html").filter((path) => readFileSync(join(site.folder, path), "utf8").includes('class="facets"'));
    await each(browser, spoiled.length ? indexes.slice(0, 1) : indexes, async (browser, path) => {
      const say = (what) => findings.push(`${path}: ${what}`);
      await list(browser, site.base + path, say, counts);
      // The script is the same everywhere: one list shows that it works from a disk.
      if (path === indexes[0] && !spoiled.length) await list(browser, pathToFileURL(join(site.folder, path)).href, say, counts);
    });
    tell(`filters: ${counts.choices} selections made in ${counts.lists} lists`);
  }
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
  const shifts = await page.evaluate(() => new Promise((done) => {
    const told = ({ sources }) => sources.map(({ node }) => node?.outerHTML?.slice(0, 60) ?? node?.textContent).join(", ");
    new PerformanceObserver((list) => done(list.getEntries().filter((shift) => !shift.hadRecentInput).map(told))).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done([]), 50);
  }));
  shifts.forEach((shift) => say(`something moved by itself: ${shift}`));
  await page.close();
}

/** The address alone gives the same selection. */
async function shared(browser, address, chosen, say) {
  const other = await open(browser, address);
  const there = await other.evaluate(look);
  if (there.shown.join() !== chosen.shown.join()) say(`its address shows ${there.shown.length} records to someone else, not ${chosen.shown.length}`);
  await other.close();
}

/** Asks the search for records by their names: as written, without accents, with a slip, by their beginning; by keyboard. */
async function searches(browser, site, home, say) {
  const html = readFileSync(join(site.folder, home), "utf8");
  const word = /\p{L}{7,}/u;
  const candidates = documents(site.folder, home).filter(([path, title]) => /^[^#]*\/[^#]*$/.test(path) && !path.endsWith("index.html") && word.test(title));
  const few = (documents) => documents.filter((_, at) => at % Math.ceil(documents.length / 4) === 0);
  const accented = candidates.filter(([, title]) => /[éèêëàâîïôûùç]/.test(word.exec(title)[0]));
  const sample = [...new Set([...few(accented), ...few(candidates)])];
  let asked = 0;
  for (const base of [site.base, ...(site.spoiled ? [] : [`${pathToFileURL(site.folder).href}/`])]) {
    const page = await open(browser, base + home);
    page.on("pageerror", (error) => say(`a script failed: ${error.message}`));
    const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    if (loaded.some((name) => /minisearch|search-index/.test(name))) say("the index is loaded before anyone asks");
    await page.keyboard.press("/");
    const field = await page.waitForSelector('[role="search"] input:focus', { timeout: 5000 }).catch(() => null);
    if (!field) {
      say("“/” opens no search");
      await page.close();
      continue;
    }
    const ask = async (words) => {
      asked += 1;
      await field.evaluate((field, words) => {
        field.value = words;
        field.dispatchEvent(new InputEvent("input"));
      }, words);
      return page.evaluate(() => [...document.querySelectorAll(".results a")].map((link) => ({ href: link.href, title: link.textContent })));
    };
    for (const [path, title] of sample) {
      const name = word.exec(title)[0];
      const slip = name.slice(0, 3) + name.slice(4);
      const questions = { "as written": title, "without accents": title.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase(), "with a letter missing": title.replace(name, slip), "by the beginning of its last word": title.slice(0, -3) };
      for (const [how, question] of Object.entries(questions)) {
        const found = await ask(question);
        if (!found.slice(0, 8).some(({ href, title }) => href.endsWith(path) || title.includes(name))) say(`“${question}” (${how}) does not find ${path} among ${found.length} results`);
      }
    }
    if ((await ask("xqzjwvkk")).length) say("nonsense finds something");
    await keys(page, ask, sample[0]?.[1] ?? "a", say);
    await page.close();
  }
  await sharedSearch(browser, new URL(/class="seek" href="([^"]*)"/.exec(html)[1], site.base + home).href, sample[0], say);
  return asked;
}

async function keys(page, ask, question, say) {
  await ask(question);
  const said = await page.$eval('[role="search"] [role=status]', (status) => status.textContent);
  if (!/\d/.test(said)) say(`the number of results is not said: “${said}”`);
  const at = () => page.evaluate(() => [...document.querySelectorAll('[role="search"] input, .results a')].indexOf(document.activeElement));
  await page.keyboard.press("ArrowDown");
  if ((await at()) !== 1) say("ArrowDown does not lead to the first result");
  await page.keyboard.press("ArrowUp");
  if ((await at()) !== 0) say("ArrowUp does not lead back to the field");
  await page.keyboard.press("Escape");
  if (await page.$("dialog[open]")) say("Escape does not close the search");
  await page.keyboard.press("/");
  await page.waitForSelector("dialog[open]", { timeout: 2000 }).catch(() => say("“/” opens the search once only"));
  await ask(question);
  const first = await page.$eval(".results a", (link) => link.href).catch(() => "");
  const before = page.url();
  await page.focus('[role="search"] input');
  await page.keyboard.press("Enter");
  await page.waitForFunction((before) => location.href !== before, { timeout: 3000 }, before).catch(() => {});
  if (page.url() !== first) say(`Enter leads to ${page.url()}, not to ${first}`);
}

/** What was asked on the search page stands in its address. */
async function sharedSearch(browser, address, document, say) {
  if (!document) return;
  const page = await open(browser, `${address}#${new URLSearchParams({ q: document[1] })}`);
  await page.waitForSelector(".results a", { timeout: 3000 }).catch(() => say("an address with a question shows no result"));
  await page.close();
}

const inSearch = (change) => ({ "theme/search.js": change });
const inFacets = (change) => ({ "theme/facets.js": change });
const samples = [
  { name: "counts that lie", spoil: inFacets((text) => text.replace("found += 1", "found += 2")), expects: /says/ },
  { name: "a selection that is not kept", spoil: inFacets((text) => text.replace("history.replaceState(", "void (")), expects: /not in the address/ },
  { name: "an address that is not read", spoil: inFacets((text) => text.replace("if (location.hash || ", "if (")), expects: /someone else/ },
  { name: "a filter that lets everything pass", spoil: inFacets((text) => text.replace("record.hidden = unfit.length > 0", "record.hidden = false")), expects: /shows \d+/ },
  { name: "a search that keeps accents", spoil: inSearch((text) => text.replace('.normalize("NFD")', "").replace(/const slips = .*/, "const slips = [false];")), expects: /without accents/ },
  { name: "a search that suffers no slip", spoil: inSearch((text) => text.replace(/const slips = .*/, "const slips = [false];")), expects: /letter missing/ },
  { name: "a search of whole words", spoil: inSearch((text) => text.replace("prefix: true", "prefix: false").replace(/const slips = .*/, "const slips = [false];")), expects: /beginning/ },
  { name: "arrows that lead nowhere", spoil: inSearch((text) => text.replace("ArrowDown: 1", "ArrowDown: 0")), expects: /ArrowDown/ },
  { name: "a search that stays", spoil: inSearch((text) => text.replace("      dialog.close();\n", "")), expects: /Escape does not/ },
  { name: "a panel that stays", spoil: inFacets((text) => text.replace('"Escape"', '"F9"')), expects: /Escape leaves/ },
];

await main({ judge, samples });
