// Judge of accessibility: axe finds nothing against WCAG 2.2 A and AA, nor against best practice, on every kind of page,
// at 1280 and at 360 px, in light and in dark, and as it is printed.

import { readFileSync } from "node:fs";
import { as, behind, main, open, tool } from "./common.mjs";

const source = readFileSync(tool("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LOOKS = [
  { name: "1280 light", width: 1280, dark: false }, { name: "1280 dark", width: 1280, dark: true },
  { name: "360 light", width: 360, dark: false }, { name: "360 dark", width: 360, dark: true },
  { name: "print", width: 1280, dark: false, media: "print" },
];

async function judge(browser, site, pages, tell) {
  const findings = [];
  let runs = 0, passes = 0, unsure = 0;
  for (const path of pages) {
    const page = await open(browser, site.base + path);
    await page.evaluate(source);
    for (const { name, ...look } of LOOKS) {
      await as(page, look);
      const found = await page.evaluate(async (tags) => {
        const { violations, passes, incomplete } = await axe.run(document, {
          runOnly: { type: "tag", values: tags }, resultTypes: ["violations", "incomplete"], elementRef: false,
        });
        const told = violations.map(({ id, help, nodes }) => ({ id, help, count: nodes.length, first: nodes[0].target.join(" "), html: nodes[0].html.slice(0, 120) }));
        return { told, passes: passes.length, unsure: incomplete.length };
      }, TAGS);
      runs += 1, passes += found.passes, unsure += found.unsure;
      for (const { id, help, count, first, html } of found.told) findings.push(`${path} (${name}): ${id}: ${help}: ${count} × ${first} ${html}`);
    }
    await page.close();
  }
  tell(`axe: ${runs} runs on ${pages.length} pages, ${passes} rules passed, ${unsure} left to a human eye`);
  return findings;
}

const samples = [
  { name: "a picture without alternative", spoil: behind('<img src="theme/icon.svg">'), expects: /image-alt/ },
  { name: "grey on grey", spoil: behind('<p class="_pale">Pâle</p><style>._pale { color: #999; background: #aaa }</style>'), expects: /1280 light.*color-contrast/ },
  { name: "grey on grey in the dark", spoil: behind('<p class="_pale">Pâle</p><style>@media (prefers-color-scheme: dark) { ._pale { color: #444; background: #333 } }</style>'), expects: /1280 dark.*color-contrast/ },
  { name: "a target too small at 360 px", spoil: behind('<style>@media (width < 400px) { ._tiny { display: inline-block; width: 9px; height: 9px; overflow: hidden } }</style><div><a class="_tiny" href="a">a</a><a class="_tiny" href="b">b</a></div>'), expects: /360 light.*target-size/ },
  { name: "grey on grey on paper", spoil: behind('<p class="_pale">Pâle</p><style>@media print { ._pale { color: #999; background: #aaa } }</style>'), expects: /print.*color-contrast/ },
  { name: "a field without a name", spoil: behind("<input type=text>"), expects: /label:/ },
  { name: "a heading skipped", spoil: behind("<h6>Trop bas</h6>"), expects: /heading-order/ },
];

await main({ judge, samples });
