// Judge of finding: the filters of a list, the search and the previews of data do what they say, by keyboard too, over a server
// and from a disk.
// What must be found is taken from the published data and from the pages themselves, so any toolkit will do.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { documents, each, files, main, open, tool } from "./common.mjs";

async function judge(browser, site, pages, tell) {
  const findings = [];
  const spoiled = Object.keys(site.spoiled ?? {});
  if (!spoiled.length || spoiled.includes("theme/data.js")) {
    const counts = { columns: 0, lines: 0 };
    const tables = files(site.folder, ".html").filter((path) => readFileSync(join(site.folder, path), "utf8").includes('<table class="preview">'));
    for (const path of tables.slice(0, spoiled.length ? 1 : 3)) await preview(browser, site.base + path, (what) => findings.push(`${path}: ${what}`), counts);
    if (!counts.columns || !counts.lines) findings.push(`${counts.columns} columns were sorted, and ${counts.lines} lines copied`);
    tell(`previews: ${counts.columns} columns sorted both ways, ${counts.lines} lines copied`);
  }
  if (spoiled.includes("theme/data.js")) return findings;
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

/** Sorts each preview of a page by each of its columns, by keyboard, and copies the lines that are there to be copied. */
async function preview(browser, address, say, counts) {
  const page = await open(browser, address);
  page.on("pageerror", (error) => say(`a script failed: ${error.message}`));
  const language = await page.$eval("html", (html) => html.lang);
  for (const table of await page.$$("table.preview")) {
    const rows = () => table.evaluate((table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent)));
    const sorted = () => table.evaluate((table) => [...table.tHead.rows[0].cells].map((head) => head.getAttribute("aria-sort")));
    const whole = (await rows()).map(String).sort().join("\n");
    for (const [at, head] of (await table.$$("thead th button")).entries()) {
      counts.columns += 1;
      const name = await head.evaluate((head) => head.textContent);
      for (const way of ["ascending", "descending"]) {
        await head.focus();
        await page.keyboard.press("Enter");
        const now = await rows();
        if (now.map(String).sort().join("\n") !== whole) say(`sorting by ${name} loses rows`);
        const told = await sorted();
        if (told[at] !== way || told.some((other, column) => other && column !== at)) say(`sorting by ${name} says ${told.join()}, not ${way}`);
        const cells = now.map((row) => row[at]);
        if (way === "descending") cells.reverse();
        const wrong = cells.findIndex((cell, row) => row > 0 && !inOrder(cells[row - 1], cell, language));
        if (wrong > 0) say(`${way}, ${name} has “${cells[wrong - 1]}” on the wrong side of “${cells[wrong]}”`);
      }
    }
  }
  await page.browserContext().overridePermissions(new URL(address).origin, ["clipboard-read", "clipboard-sanitized-write"]);
  for (const line of await page.$$("[data-copy]")) {
    counts.lines += 1;
    const [text, button] = [await line.$eval("p", (text) => text.textContent.trim()), await line.$("button")];
    if (!button) {
      say("a line that can be copied has no button");
      continue;
    }
    await page.bringToFront();
    await button.focus();
    await page.keyboard.press("Enter");
    const said = await line.evaluate((line) => line.dataset.copied);
    await page.waitForFunction((button, said) => button.textContent === said, { timeout: 3000 }, button, said).catch(() => say("a copy is not confirmed"));
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    if (copied !== text) say(`“${copied.slice(0, 60)}” is copied instead of “${text.slice(0, 60)}”`);
  }
  await page.close();
}

/** Whether two cells stand in order: nothing last, numbers by value, texts as the language sorts them. */
function inOrder(one, other, language) {
  if (one === "" || other === "") return other === "" || one !== "";
  if (!isNaN(one) && !isNaN(other)) return Number(one) <= Number(other);
  return one.localeCompare(other, language, { numeric: true }) <= 0;
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

const inData = (change) => ({ "theme/data.js": change });
const inSearch = (change) => ({ "theme/search.js": change });
const inFacets = (change) => ({ "theme/facets.js": change });
const samples = [
  { name: "a preview that sorts numbers as texts", spoil: inData((text) => text.replace(" || a - b || words.compare(a, b)", ' || (a < b ? -1 : 1)').replace("{ numeric: true }", "{}")), expects: /on the wrong side/ },
  { name: "a preview that says nothing of its order", spoil: inData((text) => text.replace('head.setAttribute("aria-sort"', 'head.setAttribute("data-order"')), expects: /sorting by .* says/ },
  { name: "a line copied in part", spoil: inData((text) => text.replace("writeText(text)", "writeText(text.slice(1))")), expects: /is copied instead/ },
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

await main({ judge, samples, shell: true });
