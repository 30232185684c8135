// Not a judge: takes the pictures that a person looks at. Of a built folder, the pages that stand for all (or those whose
// path fits `--only`), at three widths, in light and dark, and as printed; and prints the lines of docs/looked-at.md.
//
//     node shots.mjs FOLDER PLACE [--only PATTERN]     PLACE/<page>.<look>.png; <page>.print-1.png … for the first sheets

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createHash } from "node:crypto";

import { as, each, files, launch, open, sample, serve } from "./common.mjs";

const LOOKS = [
  { name: "1280", width: 1280 }, { name: "768", width: 768 }, { name: "360", width: 360 },
  { name: "1280-dark", width: 1280, dark: true }, { name: "360-dark", width: 360, dark: true },
];
/** The tallest picture, in pixels, and the sheets of paper that are shown. */
const TALL = 12000, SHEETS = 4;

const [folder, place] = process.argv.slice(2, 4).map((path) => resolve(path));
const only = process.argv.includes("--only") && new RegExp(process.argv[process.argv.indexOf("--only") + 1]);

mkdirSync(place, { recursive: true });
const browser = await launch();
const site = await serve(folder);
const pages = only ? files(folder, ".html").filter((path) => only.test(path)) : sample(folder);
const style = readFileSync(join(folder, "theme/style.css"));

/** What tells whether a page is still the one that was looked at. */
const mark = (path) => createHash("sha256").update(readFileSync(join(folder, path))).update(style).digest("hex").slice(0, 8);

const rows = await each(browser, pages, async (browser, path) => {
  const stem = join(place, path.replace(/\.html$/, "").replaceAll("/", "."));
  const page = await open(browser, site.base + path);
  for (const { name, ...look } of LOOKS) {
    await as(page, { ...look, height: 900 });
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.screenshot({ path: `${stem}.${name}.png`, clip: { x: 0, y: 0, width: look.width, height: Math.min(height, TALL) }, captureBeyondViewport: true });
  }
  await as(page, { media: "print" });
  await page.pdf({ path: `${stem}.pdf`, preferCSSPageSize: true, printBackground: false });
  execFileSync("pdftoppm", ["-png", "-r", "60", "-l", String(SHEETS), `${stem}.pdf`, `${stem}.print`]);
  rmSync(`${stem}.pdf`);
  await page.close();
  return `| ${path} | ${mark(path)} |`;
});

await browser.close();
await site.close();
console.log(rows.join("\n"));
