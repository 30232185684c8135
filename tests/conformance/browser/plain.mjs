// Judge of a site without JavaScript: every page is reached by links from the home page, every list shows every record of
// its table, and nothing offers what only a script could do.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { behind, each, files, main, open } from "./common.mjs";

async function judge(browser, site, pages, tell) {
  const text = (path) => (site.spoiled?.[path] ?? ((text) => text))(readFileSync(join(site.folder, path), "utf8"));
  const findings = unreached(site.folder, text);
  let lists = 0, shown = 0;
  const tables = files(join(site.folder, "data"), ".json").filter((name) => !name.includes("/")).map((name) => name.slice(0, -5));
  const trees = ["", ...languages(site.folder)];
  const indexes = trees.flatMap((tree) => tables.map((table) => ({ table, index: `${tree}${table}/index.html` })));
  await each(browser, indexes.filter(({ index }) => existsSync(join(site.folder, index))), async (browser, { table, index }) => {
    const records = JSON.parse(readFileSync(join(site.folder, "data", `${table}.json`), "utf8"));
    const page = await withoutScripts(browser, site.base + index);
    const there = new Set(await page.evaluate(() => [...document.querySelectorAll('[id^="_r-"]')].filter((row) => row.checkVisibility({ visibilityProperty: true })).map((row) => row.id.slice(3))));
    const missing = records.filter((record) => record.id !== undefined && !there.has(record.id));
    if (missing.length) findings.push(`${index}: ${missing.length} of ${records.length} records are not shown: ${missing.slice(0, 3).map((record) => record.id)}`);
    lists += 1, (shown += there.size);
    await page.close();
  });
  await each(browser, pages, async (browser, path) => {
    const page = await withoutScripts(browser, site.base + path);
    const idle = await page.evaluate(() => [...document.querySelectorAll("main input, main select, main button, header input, header button")]
      .filter((field) => field.checkVisibility({ visibilityProperty: true }) && !field.closest("form[action]")).map((field) => field.outerHTML.slice(0, 80)));
    idle.forEach((field) => findings.push(`${path}: ${field} does nothing without a script`));
    const words = await page.evaluate(() => document.querySelector("main").innerText.trim().length - document.querySelector("h1").innerText.trim().length);
    if (words < 1) findings.push(`${path}: says nothing without a script`);
    await page.close();
  });
  tell(`without JavaScript: ${lists} lists in ${trees.length} language${trees.length > 1 ? "s" : ""} show ${shown} records; every page is reached`);
  return findings;
}

async function withoutScripts(browser, address) {
  return open(browser, address, { before: (page) => page.setJavaScriptEnabled(false) });
}

/** The trees of other languages than the site's own, as `en/`. */
function languages(folder) {
  const roots = files(folder, "index.html").filter((path) => /^[a-z-]+\/index\.html$/.test(path));
  const own = (path) => new RegExp(`<html lang="${dirname(path)}"`).test(readFileSync(join(folder, path), "utf8"));
  return roots.filter(own).map((path) => `${dirname(path)}/`);
}

/** The pages that no chain of links leads to from the home page. */
function unreached(folder, text) {
  const all = new Set(files(folder, ".html"));
  const seen = new Set(["index.html"]);
  const queue = [...seen];
  for (let path; (path = queue.shift()); ) {
    for (const [, href] of text(path).matchAll(/<a\b[^>]*?\shref="([^"#?]+)/g)) {
      if (/^[a-z]+:/.test(href)) continue;
      const to = posix.normalize(posix.join(posix.dirname(path), decodeURIComponent(href)));
      if (all.has(to) && !seen.has(to)) seen.add(to), queue.push(to);
    }
  }
  const lost = [...all].filter((path) => !seen.has(path) && path !== "404.html");
  return lost.map((path) => `${path}: no link leads to it`);
}

const list = (folder) => files(folder, "index.html").find((path) => readFileSync(join(folder, path), "utf8").includes('id="_r-'));
const samples = [
  { name: "a list that a script fills", page: list, spoil: (text) => text.replaceAll('id="_r-', 'hidden id="_r-'), expects: /records are not shown/ },
  { name: "a record left out", page: list, spoil: (text) => text.replace(/id="_r-[^"]*"/, ""), expects: /1 of \d+ records are not shown/ },
  { name: "a site map that nothing leads to", spoil: { "index.html": (text) => text.replace(/<a\b[^>]*>/g, "<a>") }, expects: /no link leads to it/ },
  { name: "a button that does nothing", spoil: behind("<button>Filtrer</button>"), expects: /does nothing without a script/ },
];

await main({ judge, samples, shell: true });
