// Judge of Lighthouse's four grades: accessibility, best practices and search engines at 100, performance at 99 or more, on
// one page of each template (of the demo; of other toolkits, their two heaviest pages), on its own simulated telephone. The machine's noise can only lower the performance: that grade
// alone is the best of three runs.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { behind, heaviest, load, main } from "./common.mjs";

const LEAST = { accessibility: 100, "best-practices": 100, seo: 100, performance: 99 };
const RUNS = 3;
// What depends on the server, not on the files: the judges' own speaks plain HTTP on a machine of its own.
// And what has no grade, and takes its time.
const APART = ["is-on-https", "redirects-http", "uses-http2", "canonical", "bf-cache"];
// A page that is built of files is done when it is loaded: nothing comes later that would be worth seconds of waiting.
const WAITS = { pauseAfterFcpMs: 0, pauseAfterLoadMs: 100, networkQuietThresholdMs: 200, cpuQuietThresholdMs: 300, disableFullPageScreenshot: true };

async function judge(browser, site, pages, tell) {
  const { default: lighthouse } = await load("lighthouse");
  const findings = [];
  const worst = {};
  const looked = tell === console.log ? (site.first ? onePerTemplate(site.folder, pages) : heaviest(site.folder, 2)) : pages;
  for (const path of looked) {
    const best = {};
    let failed = [];
    for (let run = 0; run < RUNS && (best.performance ?? 0) < LEAST.performance; run++) {
      const result = await lighthouse(site.base + path, { port: new URL(browser.wsEndpoint()).port, output: "json", logLevel: "silent", onlyCategories: Object.keys(LEAST), skipAudits: APART, ...WAITS });
      const { categories, audits } = result.lhr;
      for (const name of Object.keys(LEAST)) {
        const grade = Math.round((categories[name].score ?? 0) * 100);
        best[name] = name === "performance" ? Math.max(best[name] ?? 0, grade) : grade;
      }
      failed = Object.values(audits).filter(({ score, scoreDisplayMode }) => scoreDisplayMode === "binary" && score === 0).map(({ id }) => id);
    }
    for (const [name, least] of Object.entries(LEAST)) {
      if (best[name] < least) findings.push(`${path}: ${name} ${best[name]}, ${least} at least (${failed.join(", ")})`);
      worst[name] = Math.min(worst[name] ?? 100, best[name]);
    }
  }
  tell(`Lighthouse, at worst on ${looked.length} pages: ${Object.entries(worst).map(([name, grade]) => `${name} ${grade}`).join(", ")}`);
  return findings;
}

/** The longest page of each template, but for the page that says that there is none. */
function onePerTemplate(folder, pages) {
  const longest = new Map();
  for (const path of pages.filter((path) => path !== "404.html")) {
    const html = readFileSync(join(folder, path), "utf8");
    const kind = /<body[^>]*class="([\w-]*)/.exec(html)?.[1];
    if (kind && (longest.get(kind)?.size ?? 0) < html.length) longest.set(kind, { path, size: html.length });
  }
  return [...longest.values()].map(({ path }) => path).sort();
}

const samples = [
  { name: "a picture without alternative", spoil: behind('<img src="theme/icon.svg">'), expects: /accessibility \d+/ },
  { name: "no description", spoil: (text) => text.replace(/<meta name="description"[^>]*>/, ""), expects: /seo \d+/ },
  { name: "a script that fails", spoil: { "theme/site.js": (text) => `${text}\nnothing();` }, expects: /best-practices \d+/ },
  { name: "half a second of work", spoil: { "theme/site.js": (text) => `${text}\nfor (const end = Date.now() + 900; Date.now() < end; );` }, expects: /performance \d+/ },
];

await main({ judge, samples, alone: true });
